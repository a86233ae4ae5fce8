/// The sequential auction equilibrium of Kyle 1985, "Continuous auctions and insider trading",
/// theorem 2.
///
/// In auction n of N the informed trader orders beta(n) (v - p(n - 1)) / N, and the market moves
/// the price by lambda(n) times the order flow. With dt = 1 / N the difference equations are
///
///     lambda(n) = beta(n) Sigma(n) / sigma_u^2,
///     beta(n) dt = (1 - 2 alpha(n) lambda(n)) / (2 lambda(n) (1 - alpha(n) lambda(n))),
///     alpha(n - 1) = 1 / (4 lambda(n) (1 - alpha(n) lambda(n))),
///     Sigma(n) = (1 - beta(n) lambda(n) dt) Sigma(n - 1),  alpha(N) = 0.
///
/// They are solved backwards from Sigma(N) = 1 and scaled, for lambda grows as the square root of
/// Sigma. The lambda of an auction is the one root of (1 - lambda^2 sigma_u^2 dt / Sigma(n))
/// (1 - alpha(n) lambda) = 1/2 at which both factors are positive, found by a fixed number of
/// halvings.
struct KyleEquilibrium: Hashable, Sendable {
  struct Auction: Hashable, Sendable {
    /// Price impact, ticks / lot.
    var lambda: Double
    /// beta(n) / N: lots ordered for each tick of v - p(n - 1).
    var intensity: Double
    /// Sigma(n), what is left of the variance of the value afterwards, ticks^2.
    var posteriorVariance: Double
  }

  let auctions: [Auction]

  /// - Parameters:
  ///   - auctions: N, at least 1.
  ///   - valueDeviation: Standard deviation of the value, ticks, above 0.
  ///   - noiseDeviation: sigma_u, standard deviation of the noise traders' flow over all auctions,
  ///     lots, above 0.
  /// - Complexity: O(auctions).
  init(auctions count: Int, valueDeviation: Double, noiseDeviation: Double) {
    let step = 1 / Double(count)
    var (variance, alpha) = (1.0, 0.0)
    var backwards: [Auction] = []
    for _ in 0..<count {
      let lambda = KyleEquilibrium.lambda(step / variance, alpha)
      let left = 1 - alpha * lambda
      let intensity = (1 - 2 * alpha * lambda) / (2 * lambda * left)
      backwards.append(
        Auction(lambda: lambda, intensity: intensity, posteriorVariance: variance))
      variance /= 1 - intensity * lambda
      alpha = 1 / (4 * lambda * left)
    }
    let scale = valueDeviation / variance.squareRoot()
    auctions = backwards.reversed().map {
      Auction(
        lambda: $0.lambda * scale / noiseDeviation,
        intensity: $0.intensity / scale * noiseDeviation,
        posteriorVariance: $0.posteriorVariance * scale * scale)
    }
  }

  /// The root of (1 - slope x^2) (1 - alpha x) = 1/2 below 1 / sqrt(slope) and 1 / alpha, where the
  /// left side falls from 1 to 0.
  private static func lambda(_ slope: Double, _ alpha: Double) -> Double {
    var low = 0.0
    var high = 1 / slope.squareRoot()
    if alpha > 0 { high = min(high, 1 / alpha) }
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if (1 - slope * middle * middle) * (1 - alpha * middle) > 0.5 {
        low = middle
      } else {
        high = middle
      }
    }
    return low
  }
}
