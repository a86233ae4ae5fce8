import SimKernel

/// The makers of Avellaneda and Stoikov, measured through the matching engine.
///
/// The maker's quotes rest in a book; in each step a buyer and a seller come, each with a limit so
/// far from the price that a quote at distance d is within it with probability A exp(-k d) dt, and
/// the engine says who trades at which price. Distances are ticks of 1 / 100,000 k: the rounding
/// is below a part in 100,000 of any figure.
public struct SimulatedAvellanedaStoikov: Sendable {
  /// Moments of one maker at the horizon, in units of money and of the asset.
  public struct Moments: Hashable, Sendable {
    /// Mean over the steps; no chance is in it.
    public var spread: Double
    public var profitMean: SimulatedValue
    public var profitDeviation: SimulatedValue
    public var inventoryDeviation: SimulatedValue
  }

  public var inventory: Moments
  public var symmetric: Moments

  /// No quote may come so far from the price, in units of 1 / k.
  static let farthest = 20_000.0

  /// Plays each maker path by path.
  ///
  /// - Parameters:
  ///   - steps: Of horizon / steps each, at least 1.
  ///   - paths: For each maker, at least 100; the relative error of a deviation is about
  ///     1 / sqrt(2 paths).
  ///   - progress: Is told the part that is done, a hundred times for each maker.
  /// - Complexity: O(paths x steps): some 0.2 us each.
  public static func run(
    _ model: AvellanedaStoikovModel, steps: Int, seed: UInt64, paths: Int,
    progress: (Double) -> Void = { _ in }
  ) -> SimulatedAvellanedaStoikov {
    precondition(steps >= 1 && paths >= 100, "\(paths) paths of \(steps) steps")
    let inventory = QuotedPaths(model, steps: steps, isSymmetric: false, seed: seed)
      .moments(paths) { progress($0 / 2) }
    let symmetric = QuotedPaths(model, steps: steps, isSymmetric: true, seed: seed)
      .moments(paths) { progress((1 + $0) / 2) }
    return SimulatedAvellanedaStoikov(inventory: inventory, symmetric: symmetric)
  }
}

/// The paths of one maker.
private struct QuotedPaths {
  private struct Step {
    /// Half of the total spread, money.
    var half: Double
    /// How far the middle of the quotes goes for a unit of inventory, money.
    var skew: Double
  }

  private let schedule: [Step]
  private let purpose: String
  private let seed: UInt64
  /// Money.
  private let move: Double
  private let fills: FillLaw

  init(_ model: AvellanedaStoikovModel, steps: Int, isSymmetric: Bool, seed: UInt64) {
    self.seed = seed
    let gamma = model.gamma
    let free = gamma == 0 ? 2 / model.k : 2 / gamma * DetMath.log1p(gamma / model.k)
    schedule = (0..<steps).map { step in
      let left = model.horizon - Double(step) * model.dt
      let risk = gamma * model.sigma * model.sigma * left
      return Step(half: (risk + free) / 2, skew: isSymmetric ? 0 : risk)
    }
    purpose = "avellaneda stoikov \(isSymmetric ? "symmetric" : "inventory")"
    move = model.sigma * model.dt.squareRoot()
    fills = FillLaw(decay: model.k, chance: model.a * model.dt)
  }

  func moments(
    _ paths: Int, _ progress: (Double) -> Void
  ) -> SimulatedAvellanedaStoikov.Moments {
    var stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "simulated theory", purpose: purpose))
    var market = QuotedMarket()
    var profits: [Double] = []
    var inventories: [Double] = []
    for path in 1...paths {
      let end = walk(&market, &stream)
      profits.append(end.profit)
      inventories.append(end.inventory)
      if path % (paths / 100) == 0 { progress(Double(path) / Double(paths)) }
    }
    let profit = SampleMoments(profits)
    return SimulatedAvellanedaStoikov.Moments(
      spread: schedule.reduce(0) { $0 + 2 * $1.half } / Double(schedule.count),
      profitMean: profit.mean, profitDeviation: profit.deviation,
      inventoryDeviation: SampleMoments(inventories).deviation)
  }

  private func walk(
    _ market: inout QuotedMarket, _ stream: inout RandomStream
  ) -> (profit: Double, inventory: Double) {
    var profit = 0.0
    var inventory = 0.0
    for step in schedule {
      market.quote(
        bid: -fills.ticks(step.half + inventory * step.skew),
        ask: fills.ticks(step.half - inventory * step.skew))
      if let ticks = market.take(.buy, ticks: fills.reach(&stream)) {
        (profit, inventory) = (profit + fills.money(ticks), inventory - 1)
      }
      if let ticks = market.take(.sell, ticks: fills.reach(&stream).map { -$0 }) {
        (profit, inventory) = (profit - fills.money(ticks), inventory + 1)
      }
      profit += inventory * (stream.uniform(below: 2) == 0 ? -move : move)
    }
    return (profit, inventory)
  }
}

/// How far takers go from the price, in ticks.
private struct FillLaw {
  /// In 1 / k of money.
  private static let ticksPerDecay = 100_000.0
  /// Beyond every quote.
  private static let farthest = SimulatedAvellanedaStoikov.farthest * ticksPerDecay

  private let decay: Double
  /// The logarithm of the chance that a quote at the price itself is filled; nil for a chance of 0.
  private let logarithm: Double?

  init(decay: Double, chance: Double) {
    self.decay = decay
    logarithm = chance > 0 ? DetMath.log(chance) : nil
  }

  func ticks(_ distance: Double) -> Int64 {
    let ticks = (distance * decay * FillLaw.ticksPerDecay).rounded()
    precondition(abs(ticks) < FillLaw.farthest, "a quote \(ticks) ticks from the price")
    return Int64(ticks)
  }

  func money(_ ticks: Int64) -> Double { Double(ticks) / (FillLaw.ticksPerDecay * decay) }

  /// The distance up to which a taker trades; nil for none.
  ///
  /// It is d or more with probability min(1, chance exp(-k d)).
  func reach(_ stream: inout RandomStream) -> Int64? {
    guard let logarithm else { return nil }
    let ticks = ((logarithm + stream.exponential()) * FillLaw.ticksPerDecay).rounded()
    return Int64(min(max(ticks, -FillLaw.farthest), FillLaw.farthest))
  }
}

/// A book in which one maker quotes a lot a side, seen from the price.
private struct QuotedMarket: ~Copyable {
  private var engine = MatchingEngine()
  private var bid: ClientOrderID?
  private var ask: ClientOrderID?
  private var lastID: UInt64 = 0

  private static var maker: AgentIndex { AgentIndex(0) }
  private static var taker: AgentIndex { AgentIndex(1) }

  /// Takes back what is left of the quotes and enters new ones.
  mutating func quote(bid bidTicks: Int64, ask askTicks: Int64) {
    if let bid { engine.cancel(CancelRequest(id: bid), owner: QuotedMarket.maker) }
    if let ask { engine.cancel(CancelRequest(id: ask), owner: QuotedMarket.maker) }
    bid = submit(.buy, bidTicks, .goodTillCancel, QuotedMarket.maker)
    ask = submit(.sell, askTicks, .goodTillCancel, QuotedMarket.maker)
  }

  /// The price at which an order of one lot trades at once; nil where it does not.
  mutating func take(_ side: Side, ticks: Int64?) -> Int64? {
    guard let ticks else { return nil }
    _ = submit(side, ticks, .immediateOrCancel, QuotedMarket.taker)
    for index in 0..<engine.outcomeCount {
      let outcome = engine.outcome(at: index)
      guard outcome.kind == .trade else { continue }
      if side == .buy { ask = nil } else { bid = nil }
      return outcome.price.ticks
    }
    return nil
  }

  private mutating func submit(
    _ side: Side, _ ticks: Int64, _ time: TimeInForce, _ owner: AgentIndex
  ) -> ClientOrderID {
    lastID += 1
    let id = ClientOrderID(lastID)
    engine.submit(
      NewOrder(
        id: id, side: side, timeInForce: time, quantity: Quantity(lots: 1),
        price: Price(ticks: ticks)), owner: owner, at: .zero)
    return id
  }
}
