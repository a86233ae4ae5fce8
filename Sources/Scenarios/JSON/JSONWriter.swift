/// Builds the text of a JSON value.
struct JSONWriter {
  let layout: JSONValue.Layout
  private(set) var text = ""

  init(layout: JSONValue.Layout) { self.layout = layout }

  mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .unsigned(let value): text += String(value)
    case .number(let value): text += value.isFinite ? value.description : "null"
    case .amount(let value): text += value.description
    case .string(let value): writeString(value)
    case .array(let values): writeArray(values, depth: depth)
    case .object(let members): writeObject(members, depth: depth)
    }
  }

  private mutating func writeArray(_ values: [JSONValue], depth: Int) {
    let breaksLines = layout == .pretty && !values.allSatisfy(\.isScalar)
    text += "["
    for (index, value) in values.enumerated() {
      if index > 0 { text += layout == .pretty && !breaksLines ? ", " : "," }
      if breaksLines { breakLine(depth + 1) }
      write(value, depth: depth + 1)
    }
    if breaksLines { breakLine(depth) }
    text += "]"
  }

  private mutating func writeObject(_ members: [String: JSONValue], depth: Int) {
    let breaksLines = layout == .pretty && !members.isEmpty
    let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    text += "{"
    for (index, member) in sorted.enumerated() {
      if index > 0 { text += "," }
      if breaksLines { breakLine(depth + 1) }
      writeString(member.key)
      text += layout == .pretty ? ": " : ":"
      write(member.value, depth: depth + 1)
    }
    if breaksLines { breakLine(depth) }
    text += "}"
  }

  private mutating func breakLine(_ depth: Int) {
    text += "\n"
    text += String(repeating: "  ", count: depth)
  }

  /// Escapes what RFC 8259, section 7, demands, and nothing else.
  private mutating func writeString(_ string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1f}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
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
