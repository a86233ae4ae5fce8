import SimKernel

/// The zero-intelligence law of Smith, Farmer, Gillemot and Krishnamurthy 2003 ("Statistical theory
/// of the continuous double auction", Quantitative Finance 3), unit order size.
///
/// Market orders come at a total rate mu, half of them on each side; limit orders at a rate alpha
/// for each tick and side, sells uniform on the K ticks above the best bid and buys on the K below
/// the best ask; every order leaves at a rate delta. The two scales are L = mu / alpha, in ticks,
/// and epsilon = delta / mu, without unit. Time is counted in 1 / mu.
public struct SantaFeLaw: ZeroIntelligenceLaw {
  /// delta / mu.
  public let epsilon: Double
  /// L = mu / alpha, ticks.
  public let scaleTicks: Int64
  /// K, ticks.
  public let widthTicks: Int64
  /// Rate of limit orders of both sides, in units of mu: 2 K / L.
  private let limitRate: Double

  /// - Precondition: epsilon > 0, scaleTicks >= 1, widthTicks >= 1.
  public init(epsilon: Double, scaleTicks: Int64 = 1_000, widthTicks: Int64 = 5_000) {
    precondition(epsilon > 0, "a Santa Fe epsilon of \(epsilon)")
    precondition(scaleTicks >= 1 && widthTicks >= 1, "L \(scaleTicks), K \(widthTicks) ticks")
    self.epsilon = epsilon
    self.scaleTicks = scaleTicks
    self.widthTicks = widthTicks
    limitRate = 2 * Double(widthTicks) / Double(scaleTicks)
  }

  public func rate(live: Int) -> Double { 1 + limitRate + epsilon * Double(live) }

  public func action(
    bound: Int, orders: borrowing LiveOrders, bests: BestPrices, _ stream: inout RandomStream
  ) -> FlowAction {
    let drawn = stream.uniform() * rate(live: bound)
    if drawn < 1 { return .take(drawn < 0.5 ? .buy : .sell) }
    if drawn < 1 + limitRate || bound == 0 {
      let side: Side = drawn < 1 + limitRate / 2 ? .buy : .sell
      let distance = stream.uniform(in: 1...widthTicks)
      return .rest(side, ticks: bests.price(side, distance: distance))
    }
    let place = Int(stream.uniform(below: UInt64(bound)))
    return place < orders.count ? .cancel(place: place) : .pass
  }

  /// As many orders, where they would stand, as if nobody had ever traded: Poisson of mean
  /// K alpha / delta, uniform.
  public func seedDistances(_ stream: inout RandomStream) -> [Int64] {
    let mean = limitRate / 2 / epsilon
    let count = max(1, stream.poisson(mean: min(mean, 0x1p31)))
    return (0..<count).map { _ in stream.uniform(in: 1...widthTicks) }
  }
}
