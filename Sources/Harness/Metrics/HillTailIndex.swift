import Foundation

/// The exponent of the tail of a series' magnitudes, by Hill's estimator (1975).
///
/// With the k largest magnitudes x(1) >= ... >= x(k), the index is 1 / mean(log(x(i) / x(k))). k is
/// a twentieth of the magnitudes that are not zero, ten at least.
enum HillTailIndex {
  /// The share of the magnitudes that is the tail.
  static let tailShare = 0.05
  /// Fewer values have no tail to speak of.
  static let leastValues = 300

  /// - Throws: `Undefined` for 300 values or fewer.
  static func statistic(_ series: [Double], _ items: String) throws(Undefined) -> ResampledStatistic
  {
    try Undefined.require(series.count, atLeast: leastValues + 1, items)
    let magnitudes = series.map { abs($0) }
    let order = series.indices.filter { magnitudes[$0] > 0 }
      .sorted { magnitudes[$0] > magnitudes[$1] }
    return ResampledStatistic(
      items: series.count, reason: "the largest 5 % of the magnitudes are equal or fewer than ten"
    ) { runs in
      value(magnitudes, order, SelectionWeights.weights(items: series.count, runs))
    }
  }

  private static func value(_ magnitudes: [Double], _ order: [Int], _ weights: [Int]) -> Double? {
    let count = order.reduce(0) { $0 + weights[$1] }
    let tail = max(10, Int(Double(count) * tailShare))
    guard count > tail else { return nil }
    var (left, logs, threshold) = (tail, 0.0, 0.0)
    for item in order where left > 0 && weights[item] > 0 {
      let taken = min(left, weights[item])
      logs += Double(taken) * log(magnitudes[item])
      threshold = magnitudes[item]
      left -= taken
    }
    let excess = logs / Double(tail) - log(threshold)
    return excess > 1e-12 ? 1 / excess : nil
  }
}
