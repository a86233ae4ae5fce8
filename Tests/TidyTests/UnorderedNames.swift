/// The names that a file gives to dictionaries and sets, and to functions that return one.
struct UnorderedNames {
  private let tokens: [Token]
  private var values: Set<String> = []
  private var functions: Set<String> = []

  init(in tokens: [Token]) {
    self.tokens = tokens
    var cases: Set<String> = []
    for index in tokens.indices where tokens[index].isWord {
      let name = tokens[index].text
      if Self.isDeclared(tokens, index) { values.insert(name) }
      if Self.returnsOne(tokens, index) { functions.insert(name) }
      if Self.isCase(tokens, index) { cases.insert(name) }
    }
    for index in tokens.indices where cases.contains(tokens[index].text) {
      if let name = Self.boundName(tokens, index) { values.insert(name) }
    }
  }

  /// Whether a dictionary or a set stands at a place: a name of one, or a call that returns one.
  func has(at index: Int) -> Bool {
    let isCalled = Self.text(tokens, index + 1) == "("
    return (isCalled ? functions : values).contains(tokens[index].text)
  }

  /// The members of the chain that follows a name, without what stands in brackets: `keys`,
  /// `sorted`. Empty where a bracket follows the name.
  static func chain(_ tokens: [Token], from index: Int) -> [String] {
    var members: [String] = []
    var place = afterCall(tokens, index)
    while place < tokens.count {
      switch tokens[place].text {
      case ".":
        members.append(text(tokens, place + 1))
        place += 2
      case "?", "!": place += 1
      case "(", "{":
        if members.isEmpty { return [] }
        place = end(tokens, place) + 1
      default: return members
      }
    }
    return members
  }

  /// The place behind a name and its arguments, where it is called.
  static func afterCall(_ tokens: [Token], _ index: Int) -> Int {
    text(tokens, index + 1) == "(" ? end(tokens, index + 1) + 1 : index + 1
  }

  /// `name: [Key: Value]`, `name: inout Set<Element>`, `name = Set(...)`, `name = [Key: Value]()`.
  private static func isDeclared(_ tokens: [Token], _ index: Int) -> Bool {
    var place = index + 2
    switch text(tokens, index + 1) {
    case ":":
      if ["inout", "borrowing", "consuming"].contains(text(tokens, place)) { place += 1 }
      return isType(tokens, place)
    case "=": return isType(tokens, place)
    default: return false
    }
  }

  /// `func name(...) -> [Key: Value]`.
  private static func returnsOne(_ tokens: [Token], _ index: Int) -> Bool {
    guard text(tokens, index - 1) == "func" else { return false }
    var place = index + 1
    while place < tokens.count, text(tokens, place) != "(" { place += 1 }
    place = end(tokens, place) + 1
    while ["throws", "rethrows"].contains(text(tokens, place)) {
      place += 1
      if text(tokens, place) == "(" { place = end(tokens, place) + 1 }
    }
    guard text(tokens, place) == "-", text(tokens, place + 1) == ">" else { return false }
    return isType(tokens, place + 2)
  }

  /// `case name([Key: Value])`.
  private static func isCase(_ tokens: [Token], _ index: Int) -> Bool {
    text(tokens, index - 1) == "case" && text(tokens, index + 1) == "("
      && isType(tokens, index + 2)
  }

  /// What `case .name(let bound)` or `case let .name(bound)` binds.
  private static func boundName(_ tokens: [Token], _ index: Int) -> String? {
    guard text(tokens, index - 1) == ".", text(tokens, index + 1) == "(" else { return nil }
    let isLet = ["let", "var"].contains(text(tokens, index + 2))
    let place = index + (isLet ? 3 : 2)
    guard isLet || ["let", "var"].contains(text(tokens, index - 2)) else { return nil }
    return place < tokens.count && tokens[place].isWord ? tokens[place].text : nil
  }

  /// Whether a dictionary's or set's type begins here.
  private static func isType(_ tokens: [Token], _ place: Int) -> Bool {
    switch text(tokens, place) {
    case "Set", "Dictionary": return ["<", "("].contains(text(tokens, place + 1))
    case "[":
      // A type begins with a capital; a literal's key seldom does.
      guard text(tokens, place + 1).first?.isUppercase == true else { return false }
      return hasColon(tokens, from: place + 1, to: end(tokens, place))
    default: return false
    }
  }

  private static func hasColon(_ tokens: [Token], from first: Int, to last: Int) -> Bool {
    var depth = 0
    for place in first..<max(first, last) {
      switch tokens[place].text {
      case "[", "(", "<": depth += 1
      case "]", ")", ">": depth -= 1
      case ":" where depth == 0: return true
      default: break
      }
    }
    return false
  }

  /// The bracket that closes the one at a place, or the last token.
  private static func end(_ tokens: [Token], _ place: Int) -> Int {
    var depth = 0
    for index in tokens.indices[min(place, tokens.count)...] {
      switch tokens[index].text {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return tokens.count - 1
  }

  static func text(_ tokens: [Token], _ place: Int) -> String {
    tokens.indices.contains(place) ? tokens[place].text : ""
  }
}
