/// The lines in which two texts differ, with their neighbours, as `diff -u` prints them.
struct TextDifference {
  private enum Line {
    case kept(String)
    case removed(String)
    case added(String)

    var isKept: Bool { if case .kept = self { true } else { false } }

    var text: String {
      switch self {
      case .kept(let line): "  \(line)"
      case .removed(let line): "- \(line)"
      case .added(let line): "+ \(line)"
      }
    }
  }

  private let lines: [Line]
  private let heading: String
  private static let context = 3

  /// - Complexity: O(length x differences), as Myers 1986.
  init(_ old: String, _ new: String, from oldName: String, to newName: String) {
    heading = "--- \(oldName)\n+++ \(newName)\n"
    lines = Self.merged(Self.split(old), Self.split(new))
  }

  private static func split(_ text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func merged(_ old: [Substring], _ new: [Substring]) -> [Line] {
    let difference = new.difference(from: old)
    var removals = Set<Int>()
    var insertions = Set<Int>()
    for case .remove(let offset, _, _) in difference { removals.insert(offset) }
    for case .insert(let offset, _, _) in difference { insertions.insert(offset) }
    var lines: [Line] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if removals.contains(left) {
        lines.append(.removed(String(old[left])))
        left += 1
      } else if insertions.contains(right) {
        lines.append(.added(String(new[right])))
        right += 1
      } else {
        lines.append(.kept(String(old[left])))
        left += 1
        right += 1
      }
    }
    return lines
  }

  /// Empty where the texts are equal.
  var text: String {
    let changed = lines.indices.filter { !lines[$0].isKept }
    guard !changed.isEmpty else { return "" }
    var text = heading
    var next = 0
    for place in changed {
      let from = max(next, place - Self.context)
      if from > next { text += "  ...\n" }
      // Changes that stand close together share their neighbours.
      let last = min(lines.count - 1, place + Self.context)
      guard last >= from else { continue }
      for line in lines[from...last] { text += line.text + "\n" }
      next = last + 1
    }
    return text
  }
}
