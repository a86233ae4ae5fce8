/// Finds the allowed name that a misspelt one probably meant.
public enum NearestName {
  /// The allowed name fewest edits away, or nil where none is near; the first of equals wins.
  ///
  /// Near is at most a third of the longer name's letters, and at least one edit.
  public static func of(_ name: String, among allowed: [String]) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let letters = Array(name.lowercased())
    var best: (name: String, distance: Int)?
    for candidate in allowed where candidate.utf8.count <= 64 {
      let other = Array(candidate.lowercased())
      let distance = editDistance(letters, other)
      let near = max(1, max(letters.count, other.count) / 3)
      if distance <= near && distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The phrase that ends a message, empty where nothing is near.
  public static func hint(_ name: String, among allowed: [String]) -> String {
    hint(of(name, among: allowed))
  }

  static func hint(_ nearest: String?) -> String {
    nearest.map { ", did you mean '\($0)'?" } ?? ""
  }

  /// Insertions, deletions, substitutions and swaps of neighbours between two words.
  ///
  /// Optimal string alignment (Damerau 1964).
  /// - Complexity: O(first x second).
  static func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for row in 0..<first.count {
      var current = [row + 1]
      for column in 0..<second.count {
        let cost = first[row] == second[column] ? 0 : 1
        var distance = min(last[column] + cost, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          distance = min(distance, beforeLast[column - 1] + 1)
        }
        current.append(distance)
      }
      beforeLast = last
      last = current
    }
    return last[second.count]
  }
}
