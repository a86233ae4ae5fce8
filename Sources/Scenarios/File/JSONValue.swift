/// A JSON value that prints the same bytes every time.
public enum JSONValue: Hashable, Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  case integer(Int64)
  case unsigned(UInt64)
  /// Finite.
  case number(Double)
  case bool(Bool)
}

extension JSONValue: CustomStringConvertible {
  /// Two spaces a level, keys in the order of their bytes, ending without a line break.
  public var description: String {
    var text = ""
    write(to: &text, indent: 0)
    return text
  }

  private func write(to text: inout String, indent: Int) {
    switch self {
    case .object(let members):
      let names = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      JSONValue.write(names, between: ("{", "}"), to: &text, indent: indent) { name, text in
        JSONValue.write(quoted: name, to: &text)
        text += ": "
        members[name]!.write(to: &text, indent: indent + 1)
      }
    case .array(let items):
      JSONValue.write(items, between: ("[", "]"), to: &text, indent: indent) { item, text in
        item.write(to: &text, indent: indent + 1)
      }
    case .string(let value): JSONValue.write(quoted: value, to: &text)
    case .integer(let value): text += "\(value)"
    case .unsigned(let value): text += "\(value)"
    case .number(let value):
      precondition(value.isFinite, "JSON has no \(value)")
      text += "\(value)"
    case .bool(let value): text += value ? "true" : "false"
    }
  }

  private static func write<Item>(
    _ items: [Item], between brackets: (open: String, close: String), to text: inout String,
    indent: Int, item write: (Item, inout String) -> Void
  ) {
    text += brackets.open
    for (index, item) in items.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indent + 1)
      write(item, &text)
    }
    if !items.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
    text += brackets.close
  }

  private static func write(quoted value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
