import Scenarios

/// What is wrong with a JSON text, and where.
public struct JSONSyntaxError: Error, Equatable, CustomStringConvertible {
  /// From 1.
  public let line: Int
  /// Bytes, from 1.
  public let column: Int
  public let problem: String

  public var description: String { "line \(line), column \(column): \(problem)" }
}

extension JSONValue {
  /// Reads a JSON text as RFC 8259 defines it.
  ///
  /// Stricter than most readers, because a file of ours that says one thing twice is damaged: a key
  /// that an object has already is an error. Integers keep all their digits; one beyond 64 bits
  /// becomes a number.
  ///
  /// - Throws: `JSONSyntaxError` with the place of the first fault.
  public init(parsing text: String) throws(JSONSyntaxError) {
    var reader = JSONReader(text)
    self = try reader.readDocument()
  }
}

private struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0
  private static let depthLimit = 256

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func readDocument() throws(JSONSyntaxError) -> JSONValue {
    let value = try readValue(depth: 0)
    skipSpace()
    if position < bytes.count { throw fault("the text goes on after its value") }
    return value
  }

  private mutating func readValue(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    guard depth < Self.depthLimit else {
      throw fault("nested deeper than \(Self.depthLimit) levels")
    }
    skipSpace()
    guard let first = peek else { throw fault("a value is missing at the end") }
    switch first {
    case UInt8(ascii: "{"): return try readObject(depth: depth)
    case UInt8(ascii: "["): return try readArray(depth: depth)
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .bool(true))
    case UInt8(ascii: "f"): return try readWord("false", .bool(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
    default: throw fault("no value begins with this character")
    }
  }

  private mutating func readObject(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    var members: [String: JSONValue] = [:]
    position += 1
    skipSpace()
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw fault("a key in quotes is missing") }
      let start = position
      let key = try readString()
      if members[key] != nil {
        position = start
        throw fault("the key \"\(key)\" is there already")
      }
      skipSpace()
      guard take(":") else { throw fault("`:` is missing after a key") }
      members[key] = try readValue(depth: depth + 1)
      skipSpace()
    } while take(",")
    guard take("}") else { throw fault("`,` or `}` is missing") }
    return .object(members)
  }

  private mutating func readArray(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    var values: [JSONValue] = []
    position += 1
    skipSpace()
    if take("]") { return .array(values) }
    repeat {
      values.append(try readValue(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw fault("`,` or `]` is missing") }
    return .array(values)
  }

  private mutating func readString() throws(JSONSyntaxError) -> String {
    position += 1
    var content: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      if byte < 0x20 { throw fault("a control character in a string") }
      if byte == UInt8(ascii: "\\") {
        content.append(contentsOf: String(try readEscape()).utf8)
      } else {
        content.append(byte)
        position += 1
      }
    }
    guard take("\"") else { throw fault("a string has no end") }
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func readEscape() throws(JSONSyntaxError) -> Character {
    position += 1
    guard let byte = peek else { throw fault("a string has no end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return Character(try readUnicodeEscape())
    default:
      position -= 1
      throw fault("no escape has this character")
    }
  }

  private mutating func readUnicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
    var code = UInt32(try readHexadecimal())
    if (0xd800..<0xdc00).contains(code) {
      guard take("\\"), take("u") else { throw fault("half of a surrogate pair") }
      let low = UInt32(try readHexadecimal())
      guard (0xdc00..<0xe000).contains(low) else { throw fault("half of a surrogate pair") }
      code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw fault("half of a surrogate pair") }
    return scalar
  }

  private mutating func readHexadecimal() throws(JSONSyntaxError) -> UInt16 {
    let digits = bytes[position..<min(position + 4, bytes.count)]
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("four hexadecimal digits are missing") }
    position += 4
    return value
  }

  private mutating func readNumber() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    _ = take("-")
    let integerStart = position
    let integerDigits = skipDigits()
    if integerDigits == 0 { throw fault("a digit is missing") }
    if integerDigits > 1 && bytes[integerStart] == UInt8(ascii: "0") {
      throw fault("a number begins with 0")
    }
    var isInteger = true
    if take(".") {
      isInteger = false
      if skipDigits() == 0 { throw fault("a digit is missing after the point") }
    }
    if take("e") || take("E") {
      isInteger = false
      if !take("+") { _ = take("-") }
      if skipDigits() == 0 { throw fault("a digit is missing in the exponent") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let value = Int64(text) { return .integer(value) }
    if isInteger, let value = UInt64(text) { return .unsigned(value) }
    guard let value = Double(text), value.isFinite else { throw fault("a number is too large") }
    return .number(value)
  }

  private mutating func readWord(
    _ word: String, _ value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else {
      throw fault("no value begins with this character")
    }
    position += word.utf8.count
    return value
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    return position - start
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      position += 1
    }
  }

  private func fault(_ problem: String) -> JSONSyntaxError {
    let before = bytes[..<min(position, bytes.count)]
    let lineStart = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    return JSONSyntaxError(
      line: 1 + before.count { $0 == 0x0a }, column: 1 + before.count - lineStart, problem: problem)
  }
}
