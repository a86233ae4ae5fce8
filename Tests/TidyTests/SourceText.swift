/// Swift source sorted into code and comments, so that a rule about one does not fire in the other.
///
/// Both texts keep the line breaks, so a line number in one is a line number in the file. What
/// string literals and raw identifiers say is neither; what is interpolated into them is code.
struct SourceText {
  private(set) var code: [UInt8] = []
  private(set) var comments: [UInt8] = []

  private enum Mode {
    /// Open parentheses, to find the end of an interpolation.
    case code(parentheses: Int)
    case string(pounds: Int, isMultiline: Bool)
    case rawIdentifier
    case lineComment
    case blockComment(depth: Int)
  }

  private let bytes: [UInt8]
  private var position = 0
  private var modes: [Mode] = [.code(parentheses: 0)]

  init(_ text: String) {
    bytes = Array(text.utf8)
    code.reserveCapacity(bytes.count)
    while position < bytes.count { step() }
  }

  private mutating func step() {
    if bytes[position] == UInt8(ascii: "\n") { return breakLine() }
    switch modes[modes.count - 1] {
    case .code(let parentheses): stepCode(parentheses)
    case .string(let pounds, let isMultiline): stepString(pounds, isMultiline)
    case .rawIdentifier:
      if bytes[position] == UInt8(ascii: "`") { modes.removeLast() }
      skip(1)
    case .lineComment: keepComment(1)
    case .blockComment(let depth): stepBlockComment(depth)
    }
  }

  private mutating func breakLine() {
    code.append(UInt8(ascii: "\n"))
    comments.append(UInt8(ascii: "\n"))
    position += 1
    switch modes[modes.count - 1] {
    case .lineComment, .rawIdentifier, .string(_, isMultiline: false): modes.removeLast()
    case .code, .blockComment, .string: break
    }
  }

  private mutating func stepCode(_ parentheses: Int) {
    if found("//") { return modes.append(.lineComment) }
    if found("/*") {
      modes.append(.blockComment(depth: 1))
      return keepComment(2)
    }
    if bytes[position] == UInt8(ascii: "`") {
      modes.append(.rawIdentifier)
      return skip(1)
    }
    if let opening = stringOpening() {
      modes.append(.string(pounds: opening.pounds, isMultiline: opening.isMultiline))
      return skip(opening.length)
    }
    let byte = bytes[position]
    if byte == UInt8(ascii: "(") { modes[modes.count - 1] = .code(parentheses: parentheses + 1) }
    if byte == UInt8(ascii: ")") {
      if parentheses == 0 && modes.count > 1 {
        modes.removeLast()
      } else {
        modes[modes.count - 1] = .code(parentheses: parentheses - 1)
      }
    }
    code.append(byte)
    position += 1
  }

  private func stringOpening() -> (pounds: Int, isMultiline: Bool, length: Int)? {
    var pounds = 0
    while position + pounds < bytes.count, bytes[position + pounds] == UInt8(ascii: "#") {
      pounds += 1
    }
    if found("\"\"\"", at: pounds) { return (pounds, true, pounds + 3) }
    return found("\"", at: pounds) ? (pounds, false, pounds + 1) : nil
  }

  private mutating func stepString(_ pounds: Int, _ isMultiline: Bool) {
    let pound = String(repeating: "#", count: pounds)
    let closing = (isMultiline ? "\"\"\"" : "\"") + pound
    if found(closing) {
      modes.removeLast()
      // Two quotes stand for the literal, so that a call keeps an argument.
      code += Array("\"\"".utf8)
      return skip(closing.utf8.count)
    }
    if found("\\\(pound)(") {
      modes.append(.code(parentheses: 0))
      return skip(2 + pounds)
    }
    skip(found("\\" + pound) ? min(2 + pounds, bytes.count - position) : 1)
  }

  private mutating func stepBlockComment(_ depth: Int) {
    if found("/*") {
      modes[modes.count - 1] = .blockComment(depth: depth + 1)
      return keepComment(2)
    }
    if found("*/") {
      modes[modes.count - 1] = .blockComment(depth: depth - 1)
      if depth == 1 { modes.removeLast() }
      return keepComment(2)
    }
    keepComment(1)
  }

  private func found(_ text: String, at offset: Int = 0) -> Bool {
    var index = position + offset
    for byte in text.utf8 {
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  private mutating func keepComment(_ count: Int) {
    comments += bytes[position..<position + count]
    position += count
  }

  /// Skips bytes that are neither; a line break among them is kept.
  private mutating func skip(_ count: Int) {
    for byte in bytes[position..<position + count] where byte == UInt8(ascii: "\n") {
      code.append(byte)
      comments.append(byte)
    }
    position += count
  }
}
