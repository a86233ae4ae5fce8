import SimKernel

/// Sizes of orders as in rmsc04: mostly round hundreds, one in five of a broad lognormal.
///
/// With chance 0.2 a lognormal of logarithm N(2.9, 1.2^2), else N(100 k, 0.15^2), k = 1 to 10 with
/// chances 0.7, 0.06, 0.004, 0.0329, 0.001, 0.0006, 0.0004, 0.0005, 0.0003, 0.0003; rounded to
/// whole lots (ABIDES-Markets, `OrderSizeModel`).
enum OrderSizeMixture {
  /// In 10^-4; the lognormal first.
  static let weights: [UInt64] = [2_000, 7_000, 600, 40, 329, 10, 6, 4, 5, 3, 3]
  private static let choice = WeightedChoice(weights: weights)

  /// Lots; 0 means that nothing is ordered.
  static func draw(from stream: inout RandomStream) -> Int64 {
    let part = stream.index(of: choice)
    let lots =
      part == 0
      ? stream.lognormal(logMean: 2.9, logStandardDeviation: 1.2)
      : stream.normal(mean: 100 * Double(part), standardDeviation: 0.15)
    // Both laws give finite numbers.
    return Quantiser.quantity(lots: lots)?.lots ?? 0
  }
}
