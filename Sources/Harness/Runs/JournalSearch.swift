import SimKernel

/// The first event that differs between two journals, in words.
public struct JournalFirstDifference: Hashable, Sendable {
  /// Both versions of the event with its consequences, then the streams of the agents in it.
  public var lines: [String]
  /// Whether checkpoints before it differ, so that something unkept differs earlier.
  public var hasUnkeptBefore: Bool
}

/// Walks two journals side by side to the first record that differs.
struct JournalSearch {
  private var left: JournalSide
  private var right: JournalSide
  /// Whether equal words mean the same on both sides.
  private let hasSameNames: Bool
  private var hasUnkept = false

  init(_ left: JournalSide, _ right: JournalSide) {
    self.left = left
    self.right = right
    hasSameNames =
      left.names.header.agents == right.names.header.agents
      && left.names.header.venues == right.names.header.venues
      && left.names.header.instruments == right.names.header.instruments
  }

  /// The first difference, or nil where all records that are held are equal.
  mutating func firstDifference() throws -> JournalFirstDifference? {
    while true {
      let hasLeft = try left.advance()
      let hasRight = try right.advance()
      if !hasLeft && !hasRight { return nil }
      // Where a damaged journal ends, its run did not.
      if !hasLeft && left.isDamaged || !hasRight && right.isDamaged { return nil }
      if hasLeft && hasRight && areEqual() { continue }
      let isUnkept = left.checkpoint != right.checkpoint && left.passed == right.passed
      var lines = try left.event(called: "A", hasRecord: hasLeft)
      lines += try right.event(called: "B", hasRecord: hasRight)
      lines += try positions()
      return JournalFirstDifference(lines: lines, hasUnkeptBefore: hasUnkept || isUnkept)
    }
  }

  /// Whether the records at hand say the same but for the numbers that count all events: where only
  /// these differ, something earlier does that the journals do not hold.
  private mutating func areEqual() -> Bool {
    if hasSameNames && left.words == right.words { return true }
    guard left.substance == right.substance else { return false }
    if left.text != right.text { hasUnkept = true }
    return true
  }

  /// Where the streams of the agents in the differing events stand at the next checkpoint.
  private mutating func positions() throws -> [String] {
    let lines = try left.positions().map { "A \($0)" } + right.positions().map { "B \($0)" }
    return lines.isEmpty ? [] : ["streams at the next checkpoint:"] + lines.map { "  \($0)" }
  }
}

/// One journal of two that are compared.
struct JournalSide {
  let names: JournalNames
  let isDamaged: Bool
  private var tape: JournalTape
  /// The record at hand.
  private(set) var words: [UInt64] = []
  private var decoded: DecodedRecord?
  /// Lines of the event at hand, up to the record at hand.
  private var lines: [String] = []
  private var instrument: InstrumentIndex?
  private var agent: AgentIndex?
  /// The checkpoint passed last, and how many have been.
  private(set) var checkpoint: [UInt64] = []
  private(set) var passed = 0
  /// The record after the event's last one.
  private var next: JournalTape.Record?

  private static let linesShown = 24

  init(_ scan: JournalScan, _ names: JournalNames, from start: Int) throws {
    self.names = names
    isDamaged = scan.damage != nil
    tape = try JournalTape(scan, from: start)
  }

  /// Goes on to the next record that is not part of a checkpoint.
  mutating func advance() throws -> Bool {
    while let record = try tape.next() {
      if record.decoded.kind == .checkpoint {
        checkpoint = record.words
        passed += 1
      }
      if record.decoded.kind == .checkpoint || record.decoded.kind == .positions { continue }
      take(record)
      return true
    }
    decoded = nil
    return false
  }

  private mutating func take(_ record: JournalTape.Record) {
    words = record.words
    decoded = record.decoded
    if record.decoded.kind == .event {
      lines = []
      agent = record.decoded.agent
      instrument = nil
    }
    for field in record.decoded.fields {
      if case .instrument(let index) = field.value { instrument = index }
    }
    lines.append(names.text(record.decoded, instrument: instrument))
  }

  /// The record at hand in words.
  var text: String { lines.last ?? "" }

  /// The record at hand in words, without the numbers that count all events.
  var substance: String {
    guard let decoded else { return "" }
    let kept = decoded.fields.indices.filter { !Self.counts.contains(decoded.fields[$0].name) }
    let fields = kept.map { names.text(decoded.fields[$0].value, instrument) }
    let agent = decoded.agent.map(names.name) ?? ""
    return ([decoded.title, agent] + fields).joined(separator: ",")
  }

  private static let counts: Set<String> = [
    "sequence", "arrival sequence", "report sequence", "cause",
  ]

  /// The event at hand with all its consequences; the record at hand is marked.
  mutating func event(called side: String, hasRecord: Bool) throws -> [String] {
    guard hasRecord else { return ["\(side) has no further event"] }
    let marked = lines.count - 1
    while lines.count < Self.linesShown, let record = try tape.next() {
      let kind = record.decoded.kind
      if kind == .event || kind == .checkpoint || kind == .positions {
        next = record
        break
      }
      take(record)
    }
    return lines.enumerated().map { place, line in
      (place == 0 ? side : " ") + (place == marked ? " > " : "   ") + line
    }
  }

  /// Where the streams of the event's agent stand at the next checkpoint, as far as they moved.
  mutating func positions() throws -> [String] {
    guard let agent else { return [] }
    let own = names.streams(of: agent)
    var found: [String] = []
    var record = next
    while true {
      if record == nil { record = try tape.next() }
      guard let current = record?.decoded, current.kind != .checkpoint else { return found }
      record = nil
      guard current.kind == .positions else { continue }
      for place in stride(from: 0, to: current.fields.count, by: 3) {
        guard case .stream(let stream) = current.fields[place].value, own.contains(Int(stream))
        else { continue }
        found.append(names.text(current, fields: place..<place + 3))
      }
    }
  }
}
