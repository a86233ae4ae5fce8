/// The checked parameters of one entry of a catalog, in the order of their declarations.
///
/// Held in an array: nothing here iterates a dictionary. The accessors name a parameter that the
/// entry itself declares, so a wrong name or type is our own fault and stops the program.
public struct ParameterValues: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public var name: String
    public var value: ParameterValue

    public init(name: String, value: ParameterValue) {
      self.name = name
      self.value = value
    }
  }

  public private(set) var entries: [Entry]

  /// The given values, completed by the declared defaults.
  ///
  /// - Precondition: every given name is declared and given once, every value admitted, and every
  ///   required parameter given.
  public init(_ given: [(String, ParameterValue)] = [], declared: [Parameter]) {
    for (index, (name, _)) in given.enumerated() {
      precondition(declared.contains { $0.name == name }, "parameter '\(name)' is not declared")
      precondition(
        !given[..<index].contains { $0.0 == name }, "parameter '\(name)' is given twice")
    }
    entries = declared.map { parameter in
      guard let value = given.first(where: { $0.0 == parameter.name })?.1 ?? parameter.defaultValue
      else { preconditionFailure("parameter '\(parameter.name)' is required") }
      precondition(
        parameter.kind.admits(value) || (value == .absent && parameter.defaultValue == .absent),
        "'\(parameter.name)' is \(value), allowed is \(parameter.kind.allowed)")
      return Entry(name: parameter.name, value: value)
    }
  }

  /// The value of a declared parameter.
  ///
  /// - Complexity: O(parameters).
  public subscript(name: String) -> ParameterValue {
    guard let entry = entries.first(where: { $0.name == name }) else {
      preconditionFailure("no parameter '\(name)' among \(entries.map(\.name))")
    }
    return entry.value
  }

  /// Whether an optional parameter has a value.
  public func has(_ name: String) -> Bool { self[name] != .absent }

  public func integer(_ name: String) -> Int64 {
    guard case .integer(let value) = self[name] else { mismatch(name, "an integer") }
    return value
  }

  public func number(_ name: String) -> Double {
    guard case .number(let value) = self[name] else { mismatch(name, "a number") }
    return value
  }

  public func duration(_ name: String) -> SimDuration {
    guard case .duration(let value) = self[name] else { mismatch(name, "a duration") }
    return value
  }

  public func timeOfDay(_ name: String) -> SimTime {
    guard case .timeOfDay(let value) = self[name] else { mismatch(name, "a time of day") }
    return value
  }

  public func side(_ name: String) -> Side {
    guard case .side(let value) = self[name] else { mismatch(name, "a side") }
    return value
  }

  public func flag(_ name: String) -> Bool {
    guard case .flag(let value) = self[name] else { mismatch(name, "a flag") }
    return value
  }

  public func choice(_ name: String) -> String {
    guard case .choice(let value) = self[name] else { mismatch(name, "a choice") }
    return value
  }

  public func quantity(_ name: String) -> Quantity {
    guard case .quantity(let value) = self[name] else { mismatch(name, "a quantity") }
    return value
  }

  public func price(_ name: String) -> Price {
    guard case .price(let value) = self[name] else { mismatch(name, "a price") }
    return value
  }

  public func instrument(_ name: String) -> InstrumentIndex {
    guard case .instrument(let value) = self[name] else { mismatch(name, "an instrument") }
    return value
  }

  public func venue(_ name: String) -> VenueIndex {
    guard case .venue(let value) = self[name] else { mismatch(name, "a venue") }
    return value
  }

  public func text(_ name: String) -> String {
    guard case .text(let value) = self[name] else { mismatch(name, "text") }
    return value
  }

  public func basisPoints(_ name: String) -> BasisPoints {
    guard case .basisPoints(let value) = self[name] else { mismatch(name, "basis points") }
    return value
  }

  public func probability(_ name: String) -> Double {
    guard case .probability(let value) = self[name] else { mismatch(name, "a probability") }
    return value
  }

  public func script(_ name: String) -> String {
    guard case .script(let value) = self[name] else { mismatch(name, "a script") }
    return value
  }

  public func table(_ name: String) -> [[Double]] {
    guard case .table(let value) = self[name] else { mismatch(name, "a table") }
    return value
  }

  public func messages(_ name: String) -> MessageHistory {
    guard case .messages(let value) = self[name] else { mismatch(name, "messages") }
    return value
  }

  private func mismatch(_ name: String, _ wanted: String) -> Never {
    preconditionFailure("parameter '\(name)' is \(self[name]), not \(wanted)")
  }
}
