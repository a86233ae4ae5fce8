import SimKernel

/// Reads one line of a script, from left to right.
struct BookScriptParser {
  let line: Int
  let source: String
  var now: SimTime
  private let tokens: [BookScriptToken]
  private var place = 0

  init(
    line: Int, source: Substring.UnicodeScalarView, now: SimTime
  ) throws(BookScriptFault) {
    self.line = line
    self.now = now
    tokens = try BookScriptToken.tokens(of: source, line: line)
    var text = source.prefix { $0 != "#" }
    while let last = text.last, BookScriptToken.isSpace(last) { text.removeLast() }
    self.source = String(text.drop(while: BookScriptToken.isSpace))
  }

  /// The line, or nil where it holds nothing but space and comment.
  mutating func parseLine() throws(BookScriptFault) -> BookScriptLine? {
    guard let first = tokens.first else { return nil }
    var owner: String?
    var movesTime = false
    while let prefix = current, BookScriptKeyword.prefixes.contains(prefix) {
      advance()
      if prefix == "at" && !movesTime {
        movesTime = true
        let start = place
        try moveTime(to: parseTime(), from: start)
      } else if prefix == "as" && owner == nil {
        owner = try parseName("a name")
      } else {
        throw fault("found \"\(prefix)\" a second time", at: place - 1)
      }
    }
    let verb = isAtEnd && movesTime ? nil : try parseVerb()
    let expectation = try parseExpectation(isShow: verb == .show)
    return BookScriptLine(
      number: line, column: first.column, source: source, time: now, owner: owner, verb: verb,
      expectation: expectation)
  }

  private mutating func parseVerb() throws(BookScriptFault) -> BookScriptVerb {
    let word = try word(
      "a verb", among: BookScriptKeyword.verbs + (place == 0 ? BookScriptKeyword.prefixes : []))
    switch word {
    case "buy": return .submit(try parseOrder(.buy))
    case "sell": return .submit(try parseOrder(.sell))
    case "cancel": return try parseCancel()
    case "replace": return try parseReplace()
    case "self-trade": return .selfTrade(try parseMode())
    case "advance":
      let start = place
      try moveTime(to: now + parseDuration(), from: start)
      return .advance
    default: return .show
    }
  }

  private mutating func parseCancel() throws(BookScriptFault) -> BookScriptVerb {
    guard take("all") else { return .cancel(id: try parseName("an order or \"all\"")) }
    if take("buy") { return .cancelAll(.buy) }
    if take("sell") { return .cancelAll(.sell) }
    return .cancelAll(nil)
  }

  private mutating func parseReplace() throws(BookScriptFault) -> BookScriptVerb {
    let id = try parseName("an order")
    var quantity: Quantity?
    var price: Price?
    while !isAtEnd {
      let start = place
      switch try word("a change", among: ["qty", "price"]) {
      case "qty" where quantity == nil: quantity = Quantity(lots: try parseNumber("a quantity"))
      case "price" where price == nil: price = Price(ticks: try parseNumber("a price"))
      default: throw fault("found \"\(tokens[start].text)\" a second time", at: start)
      }
    }
    return .replace(id: id, quantity: quantity, price: price)
  }

  private mutating func parseMode() throws(BookScriptFault) -> SelfTradePrevention {
    switch try word("a mode of self-trade prevention", among: BookScriptKeyword.modes) {
    case "newest": return .cancelNewest
    case "oldest": return .cancelOldest
    case "both": return .cancelBoth
    case "decrement": return .decrement
    default: return .off
    }
  }

  /// How far time may go, to end a message.
  static var allowedTime: String {
    "expected a time up to the session's end, \(BookScript.sessionEnd.timeOfDayText)"
  }

  private mutating func moveTime(to time: SimTime, from start: Int) throws(BookScriptFault) {
    guard time >= now else {
      throw fault("time goes back: it is \(now.timeOfDayText) already", at: start)
    }
    guard time <= BookScript.sessionEnd else {
      throw fault("the time would be \(time.timeOfDayText), \(Self.allowedTime)", at: start)
    }
    now = time
  }

  // MARK: Tokens

  /// The text of the next token; nil at the end of the line.
  var current: String? { place < tokens.count ? tokens[place].text : nil }

  var next: String? { place + 1 < tokens.count ? tokens[place + 1].text : nil }

  /// Whether the line's message ends here.
  var isAtEnd: Bool { current == nil || current == "->" }

  var position: Int { place }

  mutating func advance() { place += 1 }

  /// Steps over this text where it comes next.
  mutating func take(_ text: String) -> Bool {
    guard current == text else { return false }
    place += 1
    return true
  }

  /// The next word, one of `allowed`.
  mutating func word(
    _ what: String, among allowed: [String]
  ) throws(BookScriptFault) -> String {
    guard let found = current, allowed.contains(found) else {
      let nearest = current.flatMap { BookScriptKeyword.nearest(to: $0, among: allowed) }
      let hint = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
      let list = BookScriptKeyword.list(allowed)
      throw fault("\(foundText), expected \(what): \(list)\(hint)", at: place)
    }
    place += 1
    return found
  }

  /// What the line holds here, for a message.
  var foundText: String { foundText(from: place, through: place) }

  /// What the line holds at these tokens, for a message.
  func foundText(from first: Int, through last: Int) -> String {
    guard first < tokens.count else { return "the line ends" }
    let texts = tokens[first...min(max(first, last), tokens.count - 1)].map(\.text)
    return "found \"\(texts.joined(separator: " "))\""
  }

  /// A fault at a token, or behind the last.
  func fault(_ message: String, at token: Int) -> BookScriptFault {
    let column =
      token < tokens.count
      ? tokens[token].column
      : tokens.last.map { $0.column + $0.text.unicodeScalars.count } ?? 1
    return BookScriptFault(line: line, column: column, message: message)
  }
}
