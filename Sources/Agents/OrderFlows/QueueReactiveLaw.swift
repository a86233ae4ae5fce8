import SimKernel

/// At which rates orders come to and leave the queues around a reference price, by the sizes of
/// these queues (Huang, Lehalle and Rosenbaum 2015, "Simulating and analyzing order book data: the
/// queue-reactive model", Journal of the American Statistical Association 110).
///
/// The queues of a side stand half a tick, one and a half, ... from the reference price; sizes are
/// counted in orders. In model I a queue's rates depend on its own size alone, and market orders
/// come to the first queue. So while the reference price stands still each queue is a birth-death
/// chain, whose stationary law is pi(n) = pi(0) product over j of
/// limit(j - 1) / (cancel(j) + market(j)). In model II the second queue has rates of its own while
/// the first is empty, market orders among them.
public struct QueueReactiveLaw: Hashable, Sendable {
  /// The rates of one queue, per unit of time; beyond its end the last number of a list holds.
  public struct Rates: Hashable, Sendable {
    /// Of limit orders at sizes 0, 1, 2, ...
    public var limits: [Double]
    /// Of cancels at sizes 1, 2, ...
    public var cancels: [Double]
    /// Of market orders at sizes 1, 2, ...; empty for none.
    public var markets: [Double]

    /// - Precondition: `limits` and `cancels` are not empty; no rate is negative.
    public init(limits: [Double], cancels: [Double], markets: [Double] = []) {
      precondition(!limits.isEmpty && !cancels.isEmpty, "a queue without rates")
      self.limits = limits
      self.cancels = cancels
      self.markets = markets
    }

    func limit(_ size: Int) -> Double { limits[min(size, limits.count - 1)] }
    func cancel(_ size: Int) -> Double { Rates.departure(cancels, size) }
    func market(_ size: Int) -> Double { Rates.departure(markets, size) }

    /// Nothing leaves an empty queue.
    private static func departure(_ rates: [Double], _ size: Int) -> Double {
      size == 0 || rates.isEmpty ? 0 : rates[min(size, rates.count) - 1]
    }

    /// Whether a long queue becomes shorter on average, without which no law is stationary.
    var isStable: Bool { (limits.last ?? 0) < (cancels.last ?? 0) + (markets.last ?? 0) }

    /// The chances of the sizes 0, 1, 2, ..., up to where they are negligible.
    ///
    /// - Precondition: `isStable`.
    public var stationary: [Double] {
      precondition(isStable, "a queue that grows without bound")
      var weights = [1.0]
      let settled = max(limits.count, cancels.count, markets.count)
      repeat {
        let size = weights.count
        weights.append(weights[size - 1] * limit(size - 1) / (cancel(size) + market(size)))
      } while weights.count <= settled
        || weights[weights.count - 1] > 1e-12 && weights.count < Rates.longest
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }

    private static let longest = 10_000
  }

  struct Bounds: Hashable, Sendable {
    var limit: Double
    var cancel: Double
    var market: Double

    /// - Precondition: At least one queue's rates.
    init(_ rates: [Rates]) {
      limit = rates.flatMap(\.limits).reduce(0, max)
      cancel = rates.flatMap(\.cancels).reduce(0, max)
      market = rates.flatMap(\.markets).reduce(0, max)
    }
  }

  /// What a proposal comes to on one side.
  public enum Action: Hashable, Sendable {
    /// A limit order at a queue, counted from 0.
    case limit(queue: Int)
    case cancel(queue: Int)
    /// A market order against the side's best price.
    case market
    case pass
  }

  /// By queue, the nearest first.
  public let queues: [Rates]
  /// Of the second queue while the first is empty; nil in model I.
  public let secondAsBest: Rates?
  /// The largest rates of each queue: limit orders, cancels, market orders.
  private let bounds: [Bounds]
  /// The sum of all rates of a side at the most.
  public let bound: Double
  private let stationary: [WeightedChoice]

  public init(_ queues: [Rates], secondAsBest: Rates? = nil) {
    precondition(queues.count >= 2, "\(queues.count) queues a side")
    self.queues = queues
    self.secondAsBest = secondAsBest
    bounds = queues.enumerated().map { place, rates in
      Bounds([rates] + (place == 1 ? [secondAsBest].compactMap(\.self) : []))
    }
    bound = bounds.reduce(0) { $0 + $1.limit + $1.cancel + $1.market }
    stationary = queues.map { rates in
      // Whole-number weights to 2^-40, so that the choice itself is exact.
      WeightedChoice(weights: rates.stationary.map { UInt64(($0 * 0x1p40).rounded()) })
    }
  }

  /// A size of a queue by its stationary law with the rates of model I.
  public func size(ofQueue queue: Int, _ stream: inout RandomStream) -> Int {
    stream.index(of: stationary[queue])
  }

  /// What a number from 0 to below `bound` stands for at the sizes of one side's queues.
  ///
  /// Each rate has as much room as it is at the most, and takes the beginning of it (thinning:
  /// Lewis and Shedler 1979).
  public func action(_ drawn: Double, sizes: [Int]) -> Action {
    var rest = drawn
    for queue in queues.indices {
      let (own, size) = (rates(ofQueue: queue, sizes), sizes[queue])
      if rest < bounds[queue].limit {
        return rest < own.limit(size) ? .limit(queue: queue) : .pass
      }
      rest -= bounds[queue].limit
      if rest < bounds[queue].cancel {
        return rest < own.cancel(size) ? .cancel(queue: queue) : .pass
      }
      rest -= bounds[queue].cancel
      if rest < bounds[queue].market { return rest < own.market(size) ? .market : .pass }
      rest -= bounds[queue].market
    }
    return .pass
  }

  private func rates(ofQueue queue: Int, _ sizes: [Int]) -> Rates {
    queue == 1 && sizes[0] == 0 ? secondAsBest ?? queues[1] : queues[queue]
  }
}
