import Foundation

/// The memory of the signs of aggressive orders, +1 for buys and -1 for sells.
enum TradeSigns {
  /// Twenty lags from 1 to 199 at about equal distances of their logarithms.
  static let decayLags: [Int] = {
    let lags = (0..<20).map { Int(pow(10, 2.3 * Double($0) / 19)) }
    return Array(Set(lags)).sorted()
  }()

  /// The exponent gamma of the power law lag^-gamma through the positive autocorrelations: the
  /// negative slope of the least-squares line through their logarithms.
  ///
  /// - Throws: `Undefined` for fewer than 202 signs.
  static func decayExponent(_ signs: [Double]) throws(Undefined) -> ResampledStatistic {
    let lags = decayLags
    let memory = try Autocorrelation(signs, lags: lags, "aggressive orders")
    return memory.statistic(reason: "fewer than three lags with a positive autocorrelation") {
      exponent(lags, $0)
    }
  }

  /// The exponent from autocorrelations; nil for fewer than three positive ones.
  static func exponent(_ lags: [Int], _ values: [Double]) -> Double? {
    let positive = zip(lags, values).filter { $0.1 > 0 }
    guard positive.count >= 3 else { return nil }
    return LinearFit(positive.map { (log(Double($0.0)), log($0.1)) }).map { -$0.slope }
  }
}
