import SimKernel

/// The stochastic order book of Cont, Stoikov and Talreja 2010 ("A stochastic model for order book
/// dynamics", Operations Research 58), unit order size.
///
/// On each side market orders come at a rate mu, limit orders at a distance of i ticks from the
/// opposite best at a rate lambda(i), and each order at distance i leaves at a rate theta(i). Past
/// the distances that are given one by one, lambda(i) = k i^-a, and theta stays as it is at the
/// last. Limit orders come no farther away than `depth`; what stands farther out because the
/// opposite best has moved leaves at the last theta.
public struct ContStoikovTalrejaLaw: ZeroIntelligenceLaw {
  /// Rates of arrival and departure by distance, and of market orders, per unit of time.
  public struct Rates: Hashable, Sendable {
    /// lambda(1), lambda(2), ..., per side; where they end the tail begins.
    public var arrivals: [Double]
    /// theta(1), theta(2), ..., per order; the last one holds from there on.
    public var cancels: [Double]
    /// mu, per side.
    public var market: Double
    /// k and a of the tail k i^-a.
    public var tailScale: Double
    public var tailExponent: Double

    public init(
      arrivals: [Double] = [1.85, 1.51, 1.09, 0.88, 0.77],
      cancels: [Double] = [0.71, 0.81, 0.68, 0.56, 0.47], market: Double = 0.94,
      tailScale: Double = 1.92, tailExponent: Double = 0.52
    ) {
      self.arrivals = arrivals
      self.cancels = cancels
      self.market = market
      self.tailScale = tailScale
      self.tailExponent = tailExponent
    }

    /// The estimates for Sky Perfect Communications, table 1 of the paper.
    public static var skyPerfect: Rates { Rates() }

    /// lambda(distance), per side.
    public func arrival(_ distance: Int) -> Double {
      distance <= arrivals.count
        ? arrivals[distance - 1]
        : tailScale * DetMath.pow(Double(distance), -tailExponent)
    }

    /// theta(distance), per order.
    public func cancel(_ distance: Int64) -> Double {
      cancels[Int(min(max(distance, 1), Int64(cancels.count))) - 1]
    }
  }

  public let rates: Rates
  /// The distance, ticks, beyond which no limit order arrives.
  public let depth: Int
  private let distances: WeightedChoice
  private let limitRate: Double
  private let marketRate: Double
  /// The largest theta: what each live order adds to the bound.
  private let cancelBound: Double

  /// - Precondition: depth >= 1; rates not negative, at least one arrival positive; cancels not
  ///   empty.
  public init(_ rates: Rates = .skyPerfect, depth: Int = 30) {
    precondition(depth >= 1, "a depth of \(depth) ticks")
    precondition(!rates.cancels.isEmpty, "no rate of cancels")
    self.rates = rates
    self.depth = depth
    let arrivals = (1...depth).map(rates.arrival)
    let sum = arrivals.reduce(0, +)
    // Whole-number weights to 2^-40 of the sum, so that the choice itself is exact.
    distances = WeightedChoice(weights: arrivals.map { UInt64(($0 / sum * 0x1p40).rounded()) })
    limitRate = 2 * sum
    marketRate = 2 * rates.market
    cancelBound = rates.cancels.reduce(0, max)
  }

  public func rate(live: Int) -> Double { marketRate + limitRate + cancelBound * Double(live) }

  public func action(
    bound: Int, orders: borrowing LiveOrders, bests: BestPrices, _ stream: inout RandomStream
  ) -> FlowAction {
    let drawn = stream.uniform() * rate(live: bound)
    if drawn < marketRate { return .take(drawn < marketRate / 2 ? .buy : .sell) }
    if drawn < marketRate + limitRate || bound == 0 {
      let side: Side = drawn < marketRate + limitRate / 2 ? .buy : .sell
      let distance = Int64(stream.index(of: distances) + 1)
      return .rest(side, ticks: bests.price(side, distance: distance))
    }
    return cancel(bound: bound, orders: orders, bests: bests, &stream)
  }

  /// Every order at distance i leaves at theta(i): any is proposed at the largest theta, and
  /// accepted with chance theta(i) over that.
  private func cancel(
    bound: Int, orders: borrowing LiveOrders, bests: BestPrices, _ stream: inout RandomStream
  ) -> FlowAction {
    let place = Int(stream.uniform(below: UInt64(bound)))
    guard place < orders.count else { return .pass }
    let order = orders[place]
    let rate = rates.cancel(bests.distance(order.side, ticks: order.ticks))
    return stream.uniform() * cancelBound < rate ? .cancel(place: place) : .pass
  }

  /// At each distance as many orders as if nobody had ever traded or moved the prices: Poisson of
  /// mean lambda / theta, and at least one at the best.
  public func seedDistances(_ stream: inout RandomStream) -> [Int64] {
    var seeds: [Int64] = [1]
    for distance in 1...depth {
      let theta = rates.cancel(Int64(distance))
      let mean = theta > 0 ? rates.arrival(distance) / theta : 0
      let count = stream.poisson(mean: min(mean, 1_000)) - (distance == 1 ? 1 : 0)
      seeds += (0..<max(0, count)).map { _ in Int64(distance) }
    }
    return seeds
  }
}
