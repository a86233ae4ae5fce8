/// An option that a command declares: `--json`, `--seed N`.
struct Option: Hashable, Sendable {
  /// Without the dashes.
  let name: String
  /// What the value is called in the help; nil for a flag.
  let value: String?
  /// May be given more than once.
  let isRepeated: Bool
  /// The usage line shows it without brackets.
  var isRequired = false
  let help: String

  static func flag(_ name: String, _ help: String) -> Option {
    Option(name: name, value: nil, isRepeated: false, help: help)
  }

  static func value(
    _ name: String, _ value: String, isRepeated: Bool = false, isRequired: Bool = false,
    _ help: String
  ) -> Option {
    Option(
      name: name, value: value, isRepeated: isRepeated, isRequired: isRequired, help: help)
  }

  /// The same where a command can do without it.
  var optional: Option {
    var copy = self
    copy.isRequired = false
    return copy
  }

  /// As typed: `--seed N`.
  var usage: String { "--\(name)" + (value.map { " \($0)" } ?? "") }

  static let help = Option.flag("help", "print this")
  static let json = Option.flag("json", "print one JSON value instead of text")
}
