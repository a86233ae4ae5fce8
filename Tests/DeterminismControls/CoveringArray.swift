/// Rows of settings in which every two values of different axes stand together at least once.
///
/// Built greedily: each row starts from the first pair that is still missing and takes, axis by
/// axis, the value that adds most missing pairs, the first one where several do. So the rows are a
/// function of the axes alone.
struct CoveringArray {
  /// A value's place, one an axis.
  let rows: [[Int]]

  /// - Parameter sizes: How many values each axis has, at least one.
  init(sizes: [Int]) {
    precondition(sizes.allSatisfy { $0 >= 1 }, "axes without values: \(sizes)")
    var missing = CoveringArray.allPairs(sizes)
    var rows: [[Int]] = []
    while let first = missing.min() {
      let row = CoveringArray.row(from: first, sizes, missing)
      missing.subtract(CoveringArray.pairs(of: row))
      rows.append(row)
    }
    self.rows = rows
  }

  /// Two values of two axes; the first axis is the lower one.
  struct Pair: Hashable, Comparable {
    var axes: [Int]
    var values: [Int]

    static func < (left: Pair, right: Pair) -> Bool {
      (left.axes + left.values).lexicographicallyPrecedes(right.axes + right.values)
    }
  }

  static func allPairs(_ sizes: [Int]) -> Set<Pair> {
    var pairs = Set<Pair>()
    for left in sizes.indices {
      for right in sizes.indices where right > left {
        for first in 0..<sizes[left] {
          for second in 0..<sizes[right] {
            pairs.insert(Pair(axes: [left, right], values: [first, second]))
          }
        }
      }
    }
    return pairs
  }

  static func pairs(of row: [Int]) -> Set<Pair> {
    var pairs = Set<Pair>()
    for left in row.indices {
      for right in row.indices where right > left {
        pairs.insert(Pair(axes: [left, right], values: [row[left], row[right]]))
      }
    }
    return pairs
  }

  private static func row(from first: Pair, _ sizes: [Int], _ missing: Set<Pair>) -> [Int] {
    var chosen = [Int?](repeating: nil, count: sizes.count)
    chosen[first.axes[0]] = first.values[0]
    chosen[first.axes[1]] = first.values[1]
    for axis in sizes.indices where chosen[axis] == nil {
      let gains = (0..<sizes[axis]).map { gain(of: $0, axis, chosen, missing) }
      let best = gains.max() ?? 0
      chosen[axis] = gains.firstIndex(of: best)
    }
    return chosen.compactMap { $0 }
  }

  /// Missing pairs of a value with what the row has already.
  private static func gain(
    of value: Int, _ axis: Int, _ chosen: [Int?], _ missing: Set<Pair>
  ) -> Int {
    chosen.indices.count { other in
      guard other != axis, let otherValue = chosen[other] else { return false }
      return missing.contains(
        other < axis
          ? Pair(axes: [other, axis], values: [otherValue, value])
          : Pair(axes: [axis, other], values: [value, otherValue]))
    }
  }
}
