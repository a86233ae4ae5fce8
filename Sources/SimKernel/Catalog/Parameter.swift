/// One setting that a catalog's entry (an agent type, a latency model) takes from a scenario.
///
/// Declared once, beside the code that uses it: reading, checking, `marketlab list` and the JSON
/// Schema all come from the declaration.
public struct Parameter: Hashable, Sendable {
  /// The key in the scenario file, in lower case with underscores.
  public var name: String
  public var kind: ParameterKind
  /// One sentence for `marketlab list` and for editors.
  public var summary: String
  /// The value where the file gives none; nil where the file must give one, `.absent` where the
  /// setting may be left out.
  public var defaultValue: ParameterValue?

  /// - Precondition: a default is `.absent` or a value that `kind` admits.
  public init(
    _ name: String, _ kind: ParameterKind, _ summary: String, default value: ParameterValue? = nil
  ) {
    if let value {
      precondition(
        value == .absent || kind.admits(value),
        "the default \(value) of '\(name)' is not \(kind.allowed)")
    }
    self.name = name
    self.kind = kind
    self.summary = summary
    self.defaultValue = value
  }

  public var isRequired: Bool { defaultValue == nil }
}

/// What an entry of a catalog finds wrong with parameters that are each valid on their own.
public struct ParameterFault: Hashable, Sendable {
  /// The parameter to point at.
  public var parameter: String
  /// The line within a script or a table's file, counted from 1; nil for the parameter as a whole.
  public var line: Int?
  /// The column within that line, in Unicode scalars from 1; nil for the line as a whole.
  public var column: Int?
  /// What was found and what is allowed.
  public var message: String

  public init(parameter: String, line: Int? = nil, column: Int? = nil, message: String) {
    self.parameter = parameter
    self.line = line
    self.column = column
    self.message = message
  }
}
