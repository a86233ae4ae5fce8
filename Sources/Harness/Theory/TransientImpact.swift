import Foundation

/// What a schedule pays where impact is a power of its pace and decays with time.
///
/// At time t the price stands off by the integral over s < t of f(v(s)) G(t - s), with f(v) =
/// sgn(v) |v|^delta, and the schedule pays the integral of v(t) times that. Where a round trip pays
/// less than nothing, the market can be manipulated: so it is for delta below 1 with an exponential
/// G, and for powers G(t) = t^-gamma with gamma + delta below 1; permanent impact (G = 1) must be
/// linear.
///
/// Source: Gatheral, No-dynamic-arbitrage and market impact, Quantitative Finance 10 (2010).
public struct TransientImpact: Sendable {
  public enum Decay: Sendable {
    /// G = 1.
    case permanent
    /// G(t) = exp(-rate t).
    case exponential(rate: Double)
    /// G(t) = t^-exponent, with an exponent between 0 and 1.
    case power(exponent: Double)
  }

  /// delta.
  public let exponent: Double
  public let decay: Decay

  public init(exponent: Double, decay: Decay) {
    self.exponent = exponent
    self.decay = decay
  }

  /// The cost of a schedule that trades at constant paces, one after the other.
  ///
  /// - Parameters:
  ///   - paces: Units per unit of time, negative for selling.
  ///   - time: How long each lasts.
  /// - Complexity: O(paces squared).
  public func cost(paces: [Double], time: Double) -> Double {
    let impacts = paces.map { $0 < 0 ? -pow(-$0, exponent) : pow($0, exponent) }
    var cost = 0.0
    for (later, pace) in paces.enumerated() {
      cost += pace * impacts[later] * twice(time)
      for (earlier, impact) in impacts[..<later].enumerated() {
        let start = Double(later - earlier) * time
        let between = twice(start + time) - 2 * twice(start) + twice(start - time)
        cost += pace * impact * between
      }
    }
    return cost
  }

  /// The kernel integrated twice from 0, whose second differences are what one interval costs on
  /// account of another.
  private func twice(_ time: Double) -> Double {
    switch decay {
    case .permanent: time * time / 2
    case .exponential(let rate): (rate * time + expm1(-rate * time)) / (rate * rate)
    case .power(let exponent): pow(time, 2 - exponent) / ((1 - exponent) * (2 - exponent))
    }
  }
}
