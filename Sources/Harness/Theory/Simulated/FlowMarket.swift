import Agents
import SimKernel

/// A zero-intelligence law that plays against the production matching engine, without latency.
///
/// Time is not drawn: a proposal lasts the mean time until the next one, which has the same average
/// and less noise (Hordijk, Iglehart and Schassberger 1976, "Discrete time methods for simulating
/// continuous time Markov chains").
struct FlowMarket<Law: ZeroIntelligenceLaw>: ~Copyable {
  let law: Law
  private(set) var engine = MatchingEngine()
  private(set) var live = LiveOrders()
  private(set) var bests = BestPrices(bid: 0, ask: 1)
  private var stream: RandomStream
  private var lastID: UInt64 = 0

  /// Owners of the flow's orders and of those that it does not know.
  private static var flow: AgentIndex { AgentIndex(0) }
  private static var stranger: AgentIndex { AgentIndex(1) }

  /// - Parameter purpose: Names the stream under the seed; another purpose, other numbers.
  init(_ law: Law, seed: UInt64, purpose: String) {
    self.law = law
    stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "simulated theory", purpose: purpose))
  }

  /// The mean time until the next proposal.
  var meanWait: Double { 1 / law.rate(live: live.count) }

  /// Whether the best prices are those with which an empty market began.
  func hasPrices(_ prices: BestPrices) -> Bool {
    engine.bestBid?.ticks == prices.bid && engine.bestAsk?.ticks == prices.ask
  }
}

// MARK: - Beginning

extension FlowMarket {
  /// Enters the law's seed orders around the best prices 0 and 1.
  mutating func seedBook() {
    for side in Side.allCases {
      for distance in law.seedDistances(&stream) {
        rest(side, ticks: bests.price(side, distance: distance))
      }
    }
    noteBests()
  }

  /// Takes every order out and begins anew at given best prices, with an empty book.
  mutating func clear(at prices: BestPrices, strangers: [ClientOrderID]) {
    while live.count > 0 { cancel(place: live.count - 1) }
    for id in strangers { engine.cancel(CancelRequest(id: id), owner: FlowMarket.stranger) }
    bests = prices
  }

  /// Enters a limit order of the flow.
  mutating func rest(_ side: Side, ticks: Int64) {
    let id = submit(side, ticks: ticks, owner: FlowMarket.flow)
    live.insert(LiveOrders.Order(id: id, side: side, ticks: ticks))
  }

  /// Enters a limit order that the flow never takes back.
  mutating func restStranger(_ side: Side, ticks: Int64) -> ClientOrderID {
    submit(side, ticks: ticks, owner: FlowMarket.stranger)
  }
}

// MARK: - Going on

extension FlowMarket {
  /// Plays one proposal; returns the side of a stranger's order that it filled.
  mutating func step() -> Side? {
    let action = law.action(bound: live.count, orders: live, bests: bests, &stream)
    var filled: Side?
    switch action {
    case .rest(let side, let ticks): rest(side, ticks: ticks)
    case .take(let side): filled = take(side)
    case .cancel(let place): cancel(place: place)
    case .pass: return nil
    }
    noteBests()
    return filled
  }

  private mutating func take(_ side: Side) -> Side? {
    lastID += 1
    engine.submit(
      NewOrder(
        id: ClientOrderID(lastID), side: side, type: .market, timeInForce: .immediateOrCancel,
        quantity: Quantity(lots: 1)), owner: FlowMarket.flow, at: .zero)
    for index in 0..<engine.outcomeCount {
      let outcome = engine.outcome(at: index)
      guard outcome.kind == .trade else { continue }
      if outcome.otherOwner == FlowMarket.stranger { return side.opposite }
      live.remove(outcome.other)
    }
    return nil
  }

  private mutating func cancel(place: Int) {
    let id = live[place].id
    live.remove(id)
    engine.cancel(CancelRequest(id: id), owner: FlowMarket.flow)
  }

  private mutating func submit(_ side: Side, ticks: Int64, owner: AgentIndex) -> ClientOrderID {
    lastID += 1
    let id = ClientOrderID(lastID)
    engine.submit(
      NewOrder(id: id, side: side, quantity: Quantity(lots: 1), price: Price(ticks: ticks)),
      owner: owner, at: .zero)
    return id
  }

  private mutating func noteBests() {
    if let bid = engine.bestBid { bests.bid = bid.ticks }
    if let ask = engine.bestAsk { bests.ask = ask.ticks }
  }
}
