/// Where in a user's input something stands.
public enum SourcePlace: Hashable, Sendable {
  /// A character of a file; line and column count from 1.
  case file(String, line: Int, column: Int)
  /// An argument of the command line, as it was typed.
  case argument(String)
}

extension SourcePlace: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file(let file, let line, let column): "\(file):\(line):\(column)"
    case .argument(let text): text
    }
  }
}

/// One mistake in a scenario: where it is, what was found and what is allowed.
public struct ScenarioFault: Error, Hashable, Sendable {
  public var place: SourcePlace
  public var message: String

  public init(place: SourcePlace, message: String) {
    self.place = place
    self.message = message
  }

  /// The file, or nil for a fault of the command line.
  public var file: String? {
    if case .file(let file, _, _) = place { file } else { nil }
  }
  /// The line, counted from 1.
  public var line: Int? {
    if case .file(_, let line, _) = place { line } else { nil }
  }
  /// The column in characters, counted from 1.
  public var column: Int? {
    if case .file(_, _, let column) = place { column } else { nil }
  }
}

extension ScenarioFault: CustomStringConvertible {
  public var description: String { "\(place): \(message)" }
}

/// Everything that is wrong with a scenario, in the order of the files' text.
public struct ScenarioError: Error, Hashable, Sendable {
  /// At least one.
  public var faults: [ScenarioFault]

  public init(faults: [ScenarioFault]) {
    precondition(!faults.isEmpty, "an error without a fault")
    self.faults = faults
  }
}

extension ScenarioError: CustomStringConvertible {
  public var description: String {
    faults.map(\.description).joined(separator: "\n")
  }
}
