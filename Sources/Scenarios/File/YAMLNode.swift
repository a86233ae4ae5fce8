/// One value of a YAML document with the place where it begins.
struct YAMLNode: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    case scalar(String, style: ScalarStyle)
    case sequence([YAMLNode])
    /// Keys in the order of the file, each once.
    case mapping([Entry])
    /// A value about which a fault has been recorded already.
    case unusable
  }

  enum ScalarStyle: Hashable, Sendable {
    /// Without quotes: may be a number, a flag or nothing.
    case plain
    case quoted
    /// After `|`: the text begins on the next line, each line behind so many spaces.
    case literal(indent: Int)
    /// After `>`: the text begins on the next line, and lines are joined.
    case folded
  }

  struct Entry: Hashable, Sendable {
    var key: String
    var keyPlace: SourcePlace
    var value: YAMLNode
  }

  var content: Content
  var place: SourcePlace

  /// The value of a mapping's key.
  ///
  /// - Complexity: O(keys).
  subscript(key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// What YAML writes as nothing, `~` or `null`.
  var isNull: Bool {
    guard case .scalar(let text, .plain) = content else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }

  /// What stands here, for a message: the text in quotes or the shape.
  ///
  /// - Parameter quotesMatter: Whether the text would mean something else without its quotes.
  func found(quotesMatter: Bool = false) -> String {
    switch content {
    case .scalar where isNull: "empty"
    case .scalar(let text, .plain): "'\(shortened(text))'"
    case .scalar(let text, _): "\"\(shortened(text))\"\(quotesMatter ? " in quotes" : "")"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .unusable: "unusable"
    }
  }

  /// The name by which a list's item is found: its `name`, `symbol` or `instrument`.
  var itemName: String? {
    let node = self["name"] ?? self["symbol"] ?? self["instrument"]
    guard case .scalar(let text, _)? = node?.content else { return nil }
    return text
  }
}

/// Text for a message: control characters spelt out, at most so many characters.
func shortened(_ text: String, to limit: Int = 60) -> String {
  var result = ""
  for (count, scalar) in text.unicodeScalars.enumerated() {
    guard count < limit else { return result + "..." }
    switch scalar {
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    case "\r": result += "\\r"
    default:
      if scalar.properties.generalCategory == .control {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result
}
