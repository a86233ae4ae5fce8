import Foundation

/// Bins of pooled values: a number for each value, ascending with it.
///
/// A bin's number is how many thresholds are at most the value (NumPy's `searchsorted` with
/// `side='right'`), so that the largest of the pooled values, which is the last threshold, falls
/// into a bin of its own.
enum LobBenchBins: Sendable {
  /// Edges at equal distances: edge k is `first` + k `step`, and edge `count` is `last`.
  case equalWidth(first: Double, last: Double, step: Double, count: Double)
  /// Ascending thresholds.
  case thresholds([Double])

  /// NumPy's rule 'fd' (Freedman and Diaconis 1981, "On the histogram as a density estimator"): the
  /// width is twice the interquartile range divided by the cube root of the number of values.
  ///
  /// Where the quartiles are equal there is one bin from the smallest to the largest value; where
  /// all values are equal one around them.
  ///
  /// - Parameters:
  ///   - count: How many values are pooled.
  ///   - quartiles: The first and the third.
  /// - Returns: nil where there would be 2^53 bins or more.
  static func freedmanDiaconis(
    count: Int, smallest: Double, largest: Double, quartiles: (Double, Double)
  ) -> LobBenchBins? {
    guard smallest < largest else {
      return .equalWidth(first: smallest - 0.5, last: largest + 0.5, step: 1, count: 1)
    }
    let width = 2 * (quartiles.1 - quartiles.0) * pow(Double(count), -1.0 / 3.0)
    let bins = width > 0 ? ((largest - smallest) / width).rounded(.up) : 1
    guard bins < 0x1p53 else { return nil }
    let step = (largest - smallest) / bins
    return .equalWidth(first: smallest, last: largest, step: step, count: bins)
  }

  static func freedmanDiaconis(of sorted: [Double]) -> LobBenchBins? {
    freedmanDiaconis(
      count: sorted.count, smallest: sorted[0], largest: sorted[sorted.count - 1],
      quartiles: (
        NumpyQuantiles.quantile(0.25, of: sorted), NumpyQuantiles.quantile(0.75, of: sorted)
      ))
  }

  /// Each value a bin of its own.
  static func distinct(of sorted: [Double]) -> LobBenchBins {
    var values: [Double] = []
    for value in sorted where values.last != value { values.append(value) }
    return .thresholds(values)
  }

  /// The deciles of the values, as the benchmark bends them: of one that comes more than twice the
  /// first two stay, and 0.01 is added to the second of two equal ones.
  ///
  /// The result need not ascend where values differ by less than 0.01.
  static func deciles(of sorted: [Double]) -> LobBenchBins {
    let all = LobBenchBins.tenths.map { NumpyQuantiles.quantile($0, of: sorted) }
    var cuts: [Double] = []
    for (index, cut) in all.enumerated() {
      let isThird = index >= 2 && all[index - 1] == cut && all[index - 2] == cut
      if !isThird { cuts.append(cut) }
    }
    let isSecond = cuts.indices.map { $0 > 0 && cuts[$0] == cuts[$0 - 1] }
    for index in cuts.indices where isSecond[index] { cuts[index] += 0.01 }
    return .thresholds(cuts)
  }

  /// 0.1 to 0.9 as `numpy.arange(0.1, 1.0, 0.1)` gives them: 0.1 + k 0.1.
  private static let tenths = (0..<9).map { 0.1 + Double($0) * 0.1 }

  /// What the benchmark calls hours: 24 thresholds from 0 to 86,400 s and so 23 equal parts of a
  /// day, of 62.6 minutes.
  static let hours = equalWidth(first: 0, last: 86_400, step: 86_400.0 / 23, count: 23)

  /// The bin of one value.
  ///
  /// - Complexity: O(1) at equal distances, O(log thresholds) otherwise.
  func bin(_ value: Double) -> Int {
    switch self {
    case .equalWidth(let first, let last, let step, let count):
      if value >= last { return Int(count) + 1 }
      guard value >= first else { return 0 }
      return LobBenchBins.edges(upTo: value, first: first, step: step, count: count)
    case .thresholds(let thresholds):
      var search = NumpySearch(thresholds: thresholds)
      return search.place(of: value)
    }
  }

  /// How many of the edges 0 ..< count are at most a value between the first edge and the last.
  private static func edges(upTo value: Double, first: Double, step: Double, count: Double) -> Int {
    var edge = min(max(((value - first) / step).rounded(.down), 0), count - 1)
    // The quotient may be off by a rounding; the edges themselves decide.
    while edge > 0 && edge * step + first > value { edge -= 1 }
    while edge + 1 < count && (edge + 1) * step + first <= value { edge += 1 }
    return Int(edge) + 1
  }

  /// The bins of values that NumPy would look up in one call.
  func bins(_ values: [Double]) -> [Int] {
    guard case .thresholds(let thresholds) = self else { return values.map(bin) }
    var search = NumpySearch(thresholds: thresholds)
    return values.map { search.place(of: $0) }
  }
}

/// NumPy's binary search for a run of values, `side='right'`.
///
/// It begins where the search for the value before ended, which matters where the thresholds do not
/// ascend: the same value can then be put into two bins.
private struct NumpySearch {
  private let thresholds: [Double]
  private var low = 0
  private var high: Int
  private var last: Double?

  init(thresholds: [Double]) {
    self.thresholds = thresholds
    high = thresholds.count
  }

  mutating func place(of value: Double) -> Int {
    if last.map({ $0 <= value }) ?? true {
      high = thresholds.count
    } else {
      low = 0
      high = min(high + 1, thresholds.count)
    }
    last = value
    while low < high {
      let middle = low + (high - low) / 2
      if thresholds[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
