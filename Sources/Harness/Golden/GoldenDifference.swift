import Scenarios

/// Where a run first differs from its golden.
public struct GoldenDifference: Hashable, Sendable {
  /// Where: a line of the tape, a stretch between two checkpoints, a figure.
  public var place: String
  /// What the golden says, and what the run says now; nil where there is nothing, or nothing kept.
  public var golden: String?
  public var now: String?
  /// The agent of the first differing event, where it is known.
  public var agent: String?
  /// Where that agent's random streams stand now at the next checkpoint.
  public var streams: [String] = []

  /// Lines for people.
  public var lines: [String] {
    var lines = ["first difference: \(place)"]
    if golden != nil || now != nil {
      lines.append("  golden  \(golden ?? "nothing more")")
      lines.append("  now     \(now ?? "nothing more")")
    }
    if let agent { lines.append("agent \(agent)") }
    if !streams.isEmpty {
      lines.append("its streams at the next checkpoint, now:")
      lines += streams.map { "  \($0)" }
    }
    return lines
  }

  public var json: JSONValue {
    [
      "place": .string(place), "golden": golden.map(JSONValue.string) ?? .null,
      "now": now.map(JSONValue.string) ?? .null, "agent": agent.map(JSONValue.string) ?? .null,
      "streams": .array(streams.map(JSONValue.string)),
    ]
  }
}

extension GoldenDifference {
  /// The first difference between a golden and a run, or nil where they are equal.
  ///
  /// - Parameter line: Asked for the agent of a line of the run's tape and where its streams stand.
  init?(
    golden: GoldenRun, now: GoldenRun,
    about line: (Int) throws -> (agent: String?, streams: [String])
  ) rethrows {
    if let place = Self.firstDifference(golden.tape, now.tape) {
      self.init(
        place: "line \(place + 1) of the tape", golden: Self.entry(golden.tape, place),
        now: Self.entry(now.tape, place))
      if place < now.tape.count { (agent, streams) = try line(place) }
    } else if let difference = Self.betweenCheckpoints(golden.figures, now.figures) {
      self = difference
    } else if golden.figures != now.figures {
      self = Self.figures(golden.figures, now.figures)
    } else if golden.summary != now.summary {
      let (left, right) = (Self.lines(golden.summary), Self.lines(now.summary))
      let place = Self.firstDifference(left, right) ?? 0
      self.init(
        place: "line \(place + 1) of the summary; the run itself is the same",
        golden: Self.entry(left, place), now: Self.entry(right, place))
    } else {
      return nil
    }
  }

  /// After the tape's end only hashes are kept, so the place is a stretch of the run.
  private static func betweenCheckpoints(
    _ golden: GoldenFigures, _ now: GoldenFigures
  ) -> GoldenDifference? {
    guard let place = firstDifference(golden.checkpoints, now.checkpoints) else { return nil }
    let start = place > 0 ? golden.checkpoints[place - 1].place : "the start"
    let (left, right) = (entry(golden.checkpoints, place), entry(now.checkpoints, place))
    var text = "beyond the tape, between \(start) and \((left ?? right)?.place ?? "the end")"
    if let left, let right { text += ", in \(left.difference(from: right))" }
    return GoldenDifference(place: text, golden: left?.text, now: right?.text)
  }

  private static func figures(_ golden: GoldenFigures, _ now: GoldenFigures) -> GoldenDifference {
    if let difference = member(.object(golden.members), .object(now.members), path: []) {
      return difference
    }
    return GoldenDifference(place: "the digest", golden: golden.digest, now: now.digest)
  }

  /// The first member, by name, that differs between two JSON values.
  private static func member(
    _ golden: JSONValue?, _ now: JSONValue?, path: [String]
  ) -> GoldenDifference? {
    if golden == now { return nil }
    guard case .object(let left)? = golden, case .object(let right)? = now else {
      return GoldenDifference(
        place: "\(path.joined(separator: ".")) of digest.json", golden: golden?.text(.compact),
        now: now?.text(.compact))
    }
    for key in Set(left.keys).union(right.keys).sorted() {
      if let found = member(left[key], right[key], path: path + [key]) { return found }
    }
    return nil
  }

  private static func firstDifference<Element: Equatable>(
    _ left: [Element], _ right: [Element]
  ) -> Int? {
    let shared = min(left.count, right.count)
    return (0..<shared).first { left[$0] != right[$0] }
      ?? (left.count == right.count ? nil : shared)
  }

  private static func entry<Element>(_ list: [Element], _ place: Int) -> Element? {
    place < list.count ? list[place] : nil
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
