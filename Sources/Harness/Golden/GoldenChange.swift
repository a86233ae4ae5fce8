import Scenarios

/// What accepting a scenario's run would change in the files of its golden.
public struct GoldenChange: Sendable {
  public var name: String
  public var status: GoldenVerdict.Status
  /// The lines that change; empty where none do, or where there is nothing to compare.
  public var difference = ""
  /// Why the scenario could not be run.
  public var failure: String?

  public var isGood: Bool { status == .ok }

  /// For people: the lines that change, or why there are none to show; empty where all is well.
  public var text: String {
    switch status {
    case .ok, .differs, .missing: difference
    case .failed, .unreferenced: GoldenVerdict(name: name, status: status, failure: failure).text()
    }
  }

  public var json: JSONValue {
    let lines = difference.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return [
      "name": .string(name), "status": .string(status.rawValue), "equal": .bool(isGood),
      "failure": failure.map(JSONValue.string) ?? .null,
      "lines": .array(lines.map { .string(String($0)) }),
    ]
  }
}
