import SimKernel

/// A matching engine that is slow and obvious: arrays of orders in priority order, scanned.
///
/// Written from docs/order-semantics.md alone, as the oracle of the production engine, with which
/// it shares no code. Each verb answers with the outcomes of its message.
///
/// - Complexity: O(live orders) for each step of matching.
public struct NaiveOrderBook: Sendable {
  public let tickSize: Int64
  public let lotSize: Int64
  public let sessionEnd: SimTime
  public let liveOrderLimit: Int
  public var selfTradePrevention: SelfTradePrevention

  /// Resting orders by side (`Side.rawValue`), best first.
  var resting: [[NaiveOrder]] = [[], []]
  /// Waiting stop orders of both sides in order of arrival.
  var waiting: [NaiveOrder] = []
  public internal(set) var lastTradePrice: Price?
  /// Prices at which the order that is handled now has traded.
  var prints: [Price] = []
  var outcomes: [MatchingOutcome] = []
  var arrivals: UInt64 = 0

  public init(
    tickSize: Int64 = 1, lotSize: Int64 = 1, selfTradePrevention: SelfTradePrevention = .off,
    sessionEnd: SimTime = .distantFuture, liveOrderLimit: Int = 1 << 24
  ) {
    self.tickSize = tickSize
    self.lotSize = lotSize
    self.selfTradePrevention = selfTradePrevention
    self.sessionEnd = sessionEnd
    self.liveOrderLimit = liveOrderLimit
  }

  public mutating func submit(
    _ order: NewOrder, owner: AgentIndex, at now: SimTime
  ) -> [MatchingOutcome] {
    outcomes = []
    if let reason = refusal(of: order, owner: owner, at: now) {
      reject(order.side, owner, order.id, reason)
      return outcomes
    }
    let accepted = NaiveOrder(order, owner: owner, arrival: nextArrival(), sessionEnd: sessionEnd)
    report(.accepted, accepted, quantity: accepted.open, remaining: accepted.open)
    if accepted.stop == nil {
      enter(accepted, announcedAt: 0)
      handleStops()
    } else if let last = lastTradePrice, accepted.isReached(by: last) {
      handleLine([accepted], announcedAt: 0)
    } else {
      waiting.append(accepted)
    }
    return outcomes
  }

  public mutating func cancel(_ request: CancelRequest, owner: AgentIndex) -> [MatchingOutcome] {
    outcomes = []
    guard let order = remove(request.id, owner) else {
      reject(.buy, owner, request.id, .unknownOrder)
      return outcomes
    }
    reportCancelled(order, .requested)
    return outcomes
  }

  public mutating func cancelAll(
    _ request: MassCancelRequest, owner: AgentIndex
  ) -> [MatchingOutcome] {
    outcomes = []
    let named = liveOrders.filter { order in
      order.owner == owner && (request.side == nil || order.side == request.side)
    }
    for order in named.sorted(by: { $0.arrival < $1.arrival }) {
      _ = remove(order.id, owner)
      reportCancelled(order, .massCancel)
    }
    return outcomes
  }

  /// Ends all orders whose time is `now` or earlier.
  public mutating func expireOrders(at now: SimTime) -> [MatchingOutcome] {
    outcomes = []
    var ended = liveOrders.filter { order in order.end.map { $0 <= now } ?? false }
    ended.sort { left, right in
      left.end == right.end ? left.entry < right.entry : left.end! < right.end!
    }
    for order in ended {
      _ = remove(order.id, order.owner)
      report(.expired, order, quantity: order.open, remaining: 0)
    }
    return outcomes
  }

  // MARK: Details

  mutating func nextArrival() -> UInt64 {
    arrivals += 1
    return arrivals
  }

  /// Takes a live order out of the book or from among the waiting stops.
  mutating func remove(_ id: ClientOrderID, _ owner: AgentIndex) -> NaiveOrder? {
    for side in 0..<2 {
      if let place = resting[side].firstIndex(where: { $0.id == id && $0.owner == owner }) {
        return resting[side].remove(at: place)
      }
    }
    guard let place = waiting.firstIndex(where: { $0.id == id && $0.owner == owner }) else {
      return nil
    }
    return waiting.remove(at: place)
  }
}
