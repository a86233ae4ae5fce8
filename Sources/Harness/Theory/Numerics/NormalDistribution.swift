import Foundation

/// The standard normal distribution.
enum NormalDistribution {
  /// The probability of at most `value`, with a small relative error in both tails.
  static func probability(atMost value: Double) -> Double {
    erfc(-value / 2.0.squareRoot()) / 2
  }

  /// The value below which a normal variable lies with the given probability.
  ///
  /// - Precondition: `0 < probability < 1`.
  static func quantile(_ probability: Double) -> Double {
    probability <= 0.5 ? -upperQuantile(probability) : upperQuantile(1 - probability)
  }

  /// The value above which a normal variable lies with the given probability.
  ///
  /// The rational approximation of Abramowitz and Stegun, 26.2.23 (error below 4.5e-4), made exact
  /// by Halley's method on `erfc`; the upper tail is the argument, so that a probability near zero
  /// keeps its digits.
  ///
  /// - Precondition: `0 < tail < 1`.
  static func upperQuantile(_ tail: Double) -> Double {
    precondition(tail > 0 && tail < 1, "\(tail) is no probability of a tail")
    guard tail <= 0.5 else { return -upperQuantile(1 - tail) }
    var value = roughUpperQuantile(tail)
    for _ in 0..<4 {
      let density = exp(-value * value / 2) / (2 * Double.pi).squareRoot()
      let step = (probability(atMost: -value) - tail) / density
      value += step / (1 - value * step / 2)
    }
    return value
  }

  private static func roughUpperQuantile(_ tail: Double) -> Double {
    let t = (-2 * log(tail)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    return t - numerator / denominator
  }
}
