/// The fourth central moment over the squared variance, less 3: 0 for a normal distribution.
enum ExcessKurtosis {
  /// - Throws: `Undefined` for fewer than four values.
  static func statistic(_ series: [Double], _ items: String) throws(Undefined) -> ResampledStatistic
  {
    try Undefined.require(series.count, atLeast: 4, items)
    let mean = series.reduce(0, +) / Double(series.count)
    let table = FeatureTable(count: series.count, width: 5) { item, row in
      let value = series[item] - mean
      row[0] = 1
      for power in 1...4 { row[power] = row[power - 1] * value }
    }
    return ResampledStatistic(table, reason: "all values are equal; needs two different ones") {
      value($0)
    }
  }

  private static func value(_ sums: [Double]) -> Double? {
    let moments = sums.map { $0 / sums[0] }
    let mean = moments[1]
    let variance = moments[2] - mean * mean
    guard variance > 1e-12 * moments[2] else { return nil }
    let fourth =
      moments[4] - 4 * mean * moments[3] + 6 * mean * mean * moments[2] - 3 * mean * mean * mean
      * mean
    return fourth / (variance * variance) - 3
  }
}
