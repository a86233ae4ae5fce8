import Foundation

extension AlmgrenChrissModel {
  /// The best path for one risk aversion.
  struct Path {
    let kappa: Double
    /// x_0 ... x_N, shares.
    let holdings: [Double]
    /// n_1 ... n_N, shares.
    let trades: [Double]
    let expectedCost: Double
    let variance: Double
  }

  func path(_ lambda: Double) -> Path {
    let kappa = kappa(lambda)
    let holdings = (0...periods).map { shares * share(after: $0, kappa, isSine: lambda < 0) }
    let trades = zip(holdings, holdings.dropFirst()).map { $0 - $1 }
    let squares = trades.reduce(0) { $0 + $1 * $1 }
    let held = holdings.dropFirst().reduce(0) { $0 + $1 * $1 }
    return Path(
      kappa: kappa, holdings: holdings, trades: trades,
      expectedCost: gamma * shares * shares / 2 + halfSpread * shares
        + temporaryImpact / period * squares,
      variance: sigma * sigma * period * held)
  }

  private func kappa(_ lambda: Double) -> Double {
    let step = sigma * (abs(lambda) / temporaryImpact).squareRoot() * period / 2
    return 2 / period * (lambda < 0 ? asin(step) : asinh(step))
  }

  /// The share that is still held after some trades.
  ///
  /// The hyperbolic ratio is written with exponentials of negative numbers alone, which neither
  /// overflow nor lose digits for a small kappa.
  private func share(after trades: Int, _ kappa: Double, isSine: Bool) -> Double {
    if trades == 0 { return 1 }
    if trades == periods { return 0 }
    let left = Double(periods - trades) * period
    if kappa == 0 { return left / days }
    if isSine { return sin(kappa * left) / sin(kappa * days) }
    let decay = exp(-kappa * Double(trades) * period)
    return decay * expm1(-2 * kappa * left) / expm1(-2 * kappa * days)
  }

  /// The least of E + z sqrt(V).
  ///
  /// Along the optimal paths dE = -lambda dV, so that it is least where 2 lambda sqrt(V) = z; the
  /// problem is convex, hence there is one such place or none.
  func leastValueAtRisk(quantile: Double) -> LeastValueAtRisk {
    let naive = path(0)
    let deviation = naive.variance.squareRoot()
    if quantile <= 0 || deviation == 0 {
      return LeastValueAtRisk(lambda: 0, value: naive.expectedCost)
    }
    let limit = 2 * shares * temporaryImpact / (sigma * period * period.squareRoot())
    guard limit > quantile else {
      let atOnce = gamma * shares * shares / 2 + halfSpread * shares
      return LeastValueAtRisk(
        lambda: nil, value: atOnce + temporaryImpact / period * shares * shares)
    }
    let lambda = root(from: quantile / (2 * deviation)) { lambda in
      2 * lambda * path(lambda).variance.squareRoot() - quantile
    }
    let best = path(lambda)
    return LeastValueAtRisk(
      lambda: lambda, value: best.expectedCost + quantile * best.variance.squareRoot())
  }

  /// The place where a function that rises from a number not above zero crosses it.
  private func root(from start: Double, _ function: (Double) -> Double) -> Double {
    var low = start
    var high = start
    while function(high) < 0 && high.isFinite {
      low = high
      high *= 2
    }
    for _ in 0..<60 {
      let middle = low + (high - low) / 2
      if function(middle) < 0 { low = middle } else { high = middle }
    }
    return high
  }
}
