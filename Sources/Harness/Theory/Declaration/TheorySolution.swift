import Scenarios

/// What a closed form gives, as JSON and as text.
public protocol TheorySolution: Sendable {
  /// The figures by name, an object.
  var figures: JSONValue { get }
  /// The same as tables.
  var text: String { get }
}

extension TheorySolution {
  /// - Throws: `TheoryFault` where a figure is not finite, which says that the parameters are
  ///   beyond what numbers of 64 bits hold.
  func checkFinite() throws(TheoryFault) { try TheoryFault.checkFinite(figures) }
}

extension TheoryFault {
  /// - Throws: A fault that names the first figure, in the order of keys, that is not finite.
  static func checkFinite(_ figures: JSONValue) throws(TheoryFault) {
    guard let name = infinite(figures, "") else { return }
    throw TheoryFault(
      name, found: "not finite with these parameters",
      allowed: "parameters nearer to the published ones")
  }

  private static func infinite(_ value: JSONValue, _ name: String) -> String? {
    switch value {
    case .number(let number): return number.isFinite ? nil : name
    case .array(let values):
      for value in values { if let found = infinite(value, name) { return found } }
      return nil
    case .object(let members):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        if let found = infinite(value, name.isEmpty ? key : "\(name).\(key)") { return found }
      }
      return nil
    case .null, .bool, .integer, .unsigned, .amount, .string: return nil
    }
  }
}
