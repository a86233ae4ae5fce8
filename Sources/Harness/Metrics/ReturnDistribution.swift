/// How often returns of each size come, in standard deviations from their mean.
enum ReturnDistribution {
  /// Standard deviations to each side that the bins reach.
  static let reach = 10.0
  /// Standard deviations of a bin.
  static let binWidth = 0.5

  /// The density at the middle of each bin, shares of all returns for each standard deviation.
  ///
  /// - Throws: `Undefined` for fewer than two returns, or returns that are all equal.
  static func density(
    _ returns: [Double]
  ) throws(Undefined) -> [(deviations: Double, density: Double)] {
    try Undefined.require(returns.count, atLeast: 2, "returns")
    let count = Double(returns.count)
    let mean = returns.reduce(0, +) / count
    let variance = returns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    guard variance > 0 else { throw Undefined("all returns are equal; needs two different ones") }
    let bins = 2 * Int(reach / binWidth) + 1
    var counts = [Int](repeating: 0, count: bins)
    for value in returns {
      let place = ((value - mean) / variance.squareRoot() / binWidth).rounded()
      if abs(place) <= reach / binWidth { counts[Int(place) + bins / 2] += 1 }
    }
    return counts.enumerated().map { bin, number in
      (Double(bin - bins / 2) * binWidth, Double(number) / count / binWidth)
    }
  }
}
