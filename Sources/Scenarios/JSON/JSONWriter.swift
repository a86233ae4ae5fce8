/// Builds the text of a JSON value, byte by byte: a run with thousands of agents has megabytes.
struct JSONWriter {
  let layout: JSONValue.Layout
  private var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  init(layout: JSONValue.Layout) { self.layout = layout }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value): append(String(value))
    case .unsigned(let value): append(String(value))
    case .number(let value): append(value.isFinite ? value.description : "null")
    case .amount(let value): append(value.description)
    case .string(let value): writeString(value)
    case .array(let values): writeArray(values, depth: depth)
    case .object(let members): writeObject(members, depth: depth)
    }
  }

  private mutating func writeArray(_ values: [JSONValue], depth: Int) {
    let breaksLines = layout == .pretty && !values.allSatisfy(\.isScalar)
    append("[")
    for (index, value) in values.enumerated() {
      if index > 0 { append(layout == .pretty && !breaksLines ? ", " : ",") }
      if breaksLines { breakLine(depth + 1) }
      write(value, depth: depth + 1)
    }
    if breaksLines { breakLine(depth) }
    append("]")
  }

  private mutating func writeObject(_ members: [String: JSONValue], depth: Int) {
    let breaksLines = layout == .pretty && !members.isEmpty
    let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    append("{")
    for (index, member) in sorted.enumerated() {
      if index > 0 { append(",") }
      if breaksLines { breakLine(depth + 1) }
      writeString(member.key)
      append(layout == .pretty ? ": " : ":")
      write(member.value, depth: depth + 1)
    }
    if breaksLines { breakLine(depth) }
    append("}")
  }

  private mutating func breakLine(_ depth: Int) {
    append("\n")
    append(String(repeating: "  ", count: depth))
  }

  /// Escapes what RFC 8259, section 7, demands, and nothing else.
  private mutating func writeString(_ string: String) {
    append("\"")
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\r"): append("\\r")
      case UInt8(ascii: "\t"): append("\\t")
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: bytes.append(byte)
      }
    }
    append("\"")
  }
}

extension JSONValue {
  fileprivate var isScalar: Bool {
    switch self {
    case .null, .bool, .integer, .unsigned, .number, .amount, .string: true
    case .array, .object: false
    }
  }
}
