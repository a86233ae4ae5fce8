import Scenarios

/// What a check found about one golden run.
public struct GoldenVerdict: Sendable {
  public enum Status: String, Sendable {
    case equal
    case different
    /// A scenario without a golden.
    case missing
    /// A golden without a scenario.
    case unreferenced
  }

  public var name: String
  public var status: Status
  /// What the scenario's run came to now; nil where there is no scenario.
  public var digest: String?
  public var difference: GoldenDifference?
  /// Files that were written beside the golden, for a look at the differences.
  public var proposals: [String] = []

  public var isGood: Bool { status == .equal }

  /// What to type where the change is meant, or what to do about the golden.
  public var remedy: String? {
    switch status {
    case .equal: nil
    case .different, .missing: "marketlab golden accept \(name)"
    case .unreferenced: "remove golden/\(name) or add scenarios/\(name).yaml"
    }
  }

  /// For people; the first line stands alone where all is well.
  public var text: String {
    var lines = ["\(name): \(status.rawValue)" + (isGood ? ", digest \(digest ?? "")" : "")]
    if let difference { lines += difference.lines.map { "  \($0)" } }
    if !proposals.isEmpty { lines.append("  written: \(proposals.joined(separator: " "))") }
    if let remedy {
      lines.append(status == .unreferenced ? "  \(remedy)" : "  if it is meant: \(remedy)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  public var json: JSONValue {
    [
      "name": .string(name), "status": .string(status.rawValue),
      "digest": digest.map(JSONValue.string) ?? .null,
      "first_difference": difference?.json ?? .null,
      "remedy": remedy.map(JSONValue.string) ?? .null,
    ]
  }
}
