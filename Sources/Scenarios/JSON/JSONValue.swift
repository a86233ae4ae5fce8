/// A JSON value whose text depends on nothing but the value.
///
/// Keys are sorted by their UTF-8 bytes, integers are exact over both 64-bit ranges, and a number
/// is the shortest text that reads back to the same bits. JSON has no NaN and no infinities: they
/// are printed as `null`.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// Only for values above `Int64.max`; `init(_:)` picks the case.
  case unsigned(UInt64)
  case number(Double)
  /// A decimal number with all its digits.
  case amount(CurrencyAmount)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  public init(_ value: some FixedWidthInteger) {
    if let signed = Int64(exactly: value) {
      self = .integer(signed)
    } else if let unsigned = UInt64(exactly: value) {
      self = .unsigned(unsigned)
    } else {
      preconditionFailure("the integer \(value) has more than 64 bits")
    }
  }

  public init(_ value: Bool) { self = .bool(value) }
  public init(_ value: Double) { self = .number(value) }
  public init(_ value: String) { self = .string(value) }
  public init(_ values: [JSONValue]) { self = .array(values) }

  /// The member of an object, or nil for an absent key and for anything but an object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// How the text is laid out.
  public enum Layout: Sendable {
    /// One line, without spaces.
    case compact
    /// Two spaces a level; an array of scalars stays on one line.
    case pretty
  }

  /// The text of this value, without a line break at its end.
  ///
  /// - Complexity: O(length of the text), and O(n log n) in the keys of an object.
  public func text(_ layout: Layout = .pretty) -> String {
    var writer = JSONWriter(layout: layout)
    writer.write(self, depth: 0)
    return writer.text
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }
}
