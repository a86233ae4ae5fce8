/// How often each item counts in a selection of runs.
enum SelectionWeights {
  /// O(items + runs).
  static func weights(items: Int, _ runs: [Range<Int>]) -> [Int] {
    var changes = [Int](repeating: 0, count: items + 1)
    for run in runs {
      changes[run.lowerBound] += 1
      changes[run.upperBound] -= 1
    }
    var weight = 0
    return changes.dropLast().map { change in
      weight += change
      return weight
    }
  }
}
