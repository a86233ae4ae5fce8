import Scenarios

/// What a check found about one golden run.
public struct GoldenVerdict: Sendable {
  public enum Status: String, Sendable {
    case ok
    case differs
    /// The scenario could not be run.
    case failed
    /// A scenario without a golden.
    case missing
    /// A golden without a scenario.
    case unreferenced
  }

  public var name: String
  public var status: Status
  /// What the scenario's run came to now; nil where there was none.
  public var digest: String?
  /// Why the scenario could not be run.
  public var failure: String?
  public var difference: GoldenDifference?
  /// Files that were written beside the golden, for a look at the differences.
  public var proposals: [String] = []

  public var isGood: Bool { status == .ok }

  /// What to type where the change is meant, or what to do about the golden.
  ///
  /// - Parameter program: What is typed to start marketlab.
  public func remedy(program: String = "marketlab") -> String? {
    switch status {
    case .ok, .failed: nil
    case .differs, .missing: ShellWord.line([program, "golden", "accept", name])
    case .unreferenced: "remove golden/\(name) or add scenarios/\(name).yaml"
    }
  }

  /// For people; the first line stands alone where all is well.
  public func text(program: String = "marketlab") -> String {
    var lines = ["\(name): \(status.rawValue)" + (isGood ? ", digest \(digest ?? "")" : "")]
    if let failure { lines += failure.split(separator: "\n").map { "  \($0)" } }
    if let difference { lines += difference.lines.map { "  \($0)" } }
    if !proposals.isEmpty { lines.append("  written: \(proposals.joined(separator: " "))") }
    if let remedy = remedy(program: program) {
      lines.append(status == .unreferenced ? "  \(remedy)" : "  if it is meant: \(remedy)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  public var json: JSONValue {
    [
      "name": .string(name), "status": .string(status.rawValue),
      "digest": digest.map(JSONValue.string) ?? .null,
      "failure": failure.map(JSONValue.string) ?? .null,
      "first_difference": difference?.json ?? .null,
      "remedy": remedy().map(JSONValue.string) ?? .null,
    ]
  }
}
