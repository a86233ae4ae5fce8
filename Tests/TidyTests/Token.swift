/// A word or a punctuation mark of code.
struct Token {
  let text: String
  /// From 1.
  let line: Int

  var isWord: Bool { text.utf8.first.map(Self.isWordByte) ?? false }

  static func tokens(of code: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var line = 1
    var position = 0
    while position < code.count {
      let byte = code[position]
      var end = position + 1
      if isWordByte(byte) {
        while end < code.count, isWordByte(code[end]) { end += 1 }
      }
      if byte == UInt8(ascii: "\n") {
        line += 1
      } else if byte != UInt8(ascii: " ") {
        tokens.append(
          Token(text: String(decoding: code[position..<end], as: UTF8.self), line: line))
      }
      position = end
    }
    return tokens
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xff:
      true
    default: false
    }
  }
}
