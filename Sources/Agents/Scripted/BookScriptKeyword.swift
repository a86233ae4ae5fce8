/// The words of the language.
enum BookScriptKeyword {
  static let prefixes = ["at", "as"]
  static let verbs = ["buy", "sell", "cancel", "replace", "self-trade", "advance", "show"]
  static let modifiers = [
    "@", "market", "ioc", "fok", "gtc", "day", "until", "post", "iceberg", "hidden", "stop",
    "protect",
  ]
  static let modes = ["off", "newest", "oldest", "both", "decrement"]
  static let units = ["ns", "us", "ms", "s", "min", "h"]
  static let events = BookScriptEventKind.allCases.map(\.rawValue)

  /// Words that no order may be called, because an expectation could not tell them apart.
  static let reserved = events + ["all", "nothing", "bids", "asks", "with"]

  /// The allowed word that needs the fewest single-letter changes, where two are enough.
  ///
  /// Levenshtein 1966; nil where nothing is that near.
  static func nearest(to found: String, among allowed: [String]) -> String? {
    var best: (word: String, distance: Int)?
    for word in allowed {
      let distance = distance(found, word)
      if distance <= 2 && distance < word.count && distance < best?.distance ?? .max {
        best = (word, distance)
      }
    }
    return best?.word
  }

  /// - Complexity: O(product of the lengths), of which the first counts up to 20.
  private static func distance(_ first: String, _ second: String) -> Int {
    let letters = Array(second.unicodeScalars)
    var row = Array(0...letters.count)
    for (above, letter) in first.unicodeScalars.prefix(20).enumerated() {
      var corner = row[0]
      row[0] = above + 1
      for (left, other) in letters.enumerated() {
        let replaced = corner + (letter == other ? 0 : 1)
        corner = row[left + 1]
        row[left + 1] = min(replaced, row[left] + 1, row[left + 1] + 1)
      }
    }
    return row[letters.count]
  }

  /// The words as a list for a message.
  static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
