/// Numbers of items in order of time, of which any run of items can be summed at once.
///
/// It holds running sums, so that the sum over a run costs the same whatever its length: what
/// makes a thousand resamples of a whole day cheap.
struct FeatureTable {
  let count: Int
  let width: Int
  /// Of the items before each, width numbers a place; one place more than items.
  private var running: [Double]

  /// - Parameter row: Writes the numbers of an item into the second argument, which holds those of
  ///   the item before.
  init(count: Int, width: Int, row: (Int, inout [Double]) -> Void) {
    self.count = count
    self.width = width
    running = [Double](repeating: 0, count: (count + 1) * width)
    var values = [Double](repeating: 0, count: width)
    for item in 0..<count {
      row(item, &values)
      let place = item * width
      for feature in 0..<width {
        running[place + width + feature] = running[place + feature] + values[feature]
      }
    }
  }

  /// The sums over runs of items, added up. O(runs x width).
  func sums(over runs: [Range<Int>]) -> [Double] {
    var sums = [Double](repeating: 0, count: width)
    for run in runs {
      let (first, last) = (run.lowerBound * width, run.upperBound * width)
      for feature in 0..<width {
        sums[feature] += running[last + feature] - running[first + feature]
      }
    }
    return sums
  }
}
