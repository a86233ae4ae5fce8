/// How a series goes together with itself some steps later.
///
/// r(l) = mean((x(t) - m)(x(t+l) - m)) / v, with mean m and variance v over all n values and the
/// product's mean over its n - l pairs.
struct Autocorrelation {
  let lags: [Int]
  private let table: FeatureTable

  /// - Precondition: Lags are positive.
  /// - Throws: `Undefined` for a series of fewer than three values more than the largest lag, or
  ///   without variation.
  init(_ series: [Double], lags: [Int], _ items: String) throws(Undefined) {
    precondition(lags.allSatisfy { $0 > 0 }, "lags \(lags)")
    try Undefined.require(series.count, atLeast: (lags.max() ?? 0) + 3, items)
    self.lags = lags
    // Only differences from the mean matter; taking it off first keeps the sums exact.
    let mean = series.reduce(0, +) / Double(series.count)
    table = FeatureTable(count: series.count, width: 3 + 3 * lags.count) { item, row in
      let value = series[item] - mean
      row[0] = 1
      row[1] = value
      row[2] = value * value
      for (place, lag) in lags.enumerated() {
        let hasPartner = item + lag < series.count
        let partner = hasPartner ? series[item + lag] - mean : 0
        row[3 + 3 * place] = hasPartner ? 1 : 0
        row[4 + 3 * place] = hasPartner ? value + partner : 0
        row[5 + 3 * place] = value * partner
      }
    }
  }

  /// At the lag with this place in `lags`.
  func statistic(_ place: Int = 0) -> ResampledStatistic {
    ResampledStatistic(table, reason: Autocorrelation.flat) {
      Autocorrelation.value($0, place)
    }
  }

  /// A statistic of all lags at once.
  func statistic(
    reason: String, _ formula: @escaping (_ values: [Double]) -> Double?
  ) -> ResampledStatistic {
    let places = lags.indices
    return ResampledStatistic(table, reason: reason) { sums in
      let values = places.compactMap { Autocorrelation.value(sums, $0) }
      return values.count == places.count ? formula(values) : nil
    }
  }

  /// At every lag; nil for a series without variation.
  var values: [Double]? {
    let sums = table.sums(over: [0..<table.count])
    let values = lags.indices.compactMap { Autocorrelation.value(sums, $0) }
    return values.count == lags.count ? values : nil
  }

  private static let flat = "all values are equal; needs two different ones"

  private static func value(_ sums: [Double], _ place: Int) -> Double? {
    let mean = sums[1] / sums[0]
    let square = sums[2] / sums[0]
    let variance = square - mean * mean
    let pairs = sums[3 + 3 * place]
    guard variance > 1e-12 * square, pairs > 0 else { return nil }
    let product = sums[5 + 3 * place] / pairs
    let covariance = product - mean * sums[4 + 3 * place] / pairs + mean * mean
    return covariance / variance
  }
}
