/// A parameter of a closed form for which it has no value.
public struct TheoryFault: InputMistake, Equatable {
  /// As an option is called, without the dashes: `half-spread`.
  public let parameter: String
  public let found: String
  public let allowed: String

  public init(_ parameter: String, found: String, allowed: String) {
    self.parameter = parameter
    self.found = found
    self.allowed = allowed
  }

  public var description: String { "\(parameter) is \(found), allowed: \(allowed)" }
}
