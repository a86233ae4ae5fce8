/// One word or mark of a line.
struct BookScriptToken: Hashable, Sendable {
  /// A word, or one of `@ , : | ( )` and `->`.
  var text: String
  /// From 1, in Unicode scalars.
  var column: Int

  /// The tokens of a line up to its comment.
  ///
  /// - Throws: a fault at the first character that the language does not have.
  static func tokens(
    of source: Substring.UnicodeScalarView, line: Int
  ) throws(BookScriptFault) -> [BookScriptToken] {
    let scalars = Array(source)
    guard scalars.count <= BookScript.columnLimit else {
      throw BookScriptFault(
        line: line, column: BookScript.columnLimit + 1,
        message: "a line has \(BookScript.columnLimit) characters at the most")
    }
    var tokens: [BookScriptToken] = []
    var place = 0
    while place < scalars.count, scalars[place] != "#" {
      if isSpace(scalars[place]) {
        place += 1
        continue
      }
      let length = tokenLength(scalars, place)
      guard length > 0 else {
        throw BookScriptFault(
          line: line, column: place + 1,
          message: "found the character \(scalars[place].debugDescription); allowed are letters, "
            + "digits and _ - + . / : @ , | ( ) -> #")
      }
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars[place..<(place + length)])
      tokens.append(BookScriptToken(text: text, column: place + 1))
      place += length
    }
    return tokens
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r"
  }

  /// How many scalars the token at a place has; 0 where there is none.
  private static func tokenLength(_ scalars: [Unicode.Scalar], _ place: Int) -> Int {
    if isArrow(scalars, place) { return 2 }
    var end = place
    while end < scalars.count, isWordScalar(scalars, end) { end += 1 }
    if end > place { return end - place }
    switch scalars[place] {
    case "@", ",", ":", "|", "(", ")": return 1
    default: return 0
    }
  }

  private static func isArrow(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    scalars[place] == "-" && place + 1 < scalars.count && scalars[place + 1] == ">"
  }

  /// Letters, digits and the marks that words hold; a colon only inside a time.
  private static func isWordScalar(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    switch scalars[place] {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "+", ".", "/": return true
    case "-": return !isArrow(scalars, place)
    case ":":
      return place + 1 < scalars.count && ("0"..."9").contains(scalars[place + 1])
    default: return false
    }
  }
}
