import SimKernel

/// Random messages that visit the whole space of orders, requests and refusals.
///
/// Prices cluster around an anchor that wanders, so that queues build up, and that now and then
/// crashes to a far price and comes back. The mix leans towards cancels as the book fills, which
/// keeps it between 0 and about 60 live orders. Everything follows from the seed and from the book
/// that the messages are meant for.
public struct MatchingCommandGenerator: Sendable {
  public let tickSize: Int64
  public let lotSize: Int64
  public let liveOrderLimit: Int
  public let sessionEnd: SimTime
  public private(set) var now: SimTime
  var random: SplitMix64
  /// The middle of the limit prices, in tick sizes.
  private var anchor: Int64
  private var anchorBeforeCrash: Int64?

  /// - Parameters:
  ///   - seed: The seed also draws the sizes and limits of the run.
  ///   - commandCount: The session ends after about 70 % of this many commands.
  public init(seed: UInt64, commandCount: Int) {
    random = SplitMix64(seed: seed)
    tickSize = random.element(of: [1, 1, 1, 5])
    lotSize = random.element(of: [1, 1, 1, 10])
    liveOrderLimit = random.element(of: [1 << 24, 1 << 24, 1 << 24, 12])
    anchor = random.element(of: [0, 100, -50, 2_000, -37_630])
    now = SimTime(nanoseconds: random.integer(in: 0...1_000))
    sessionEnd = now + .nanoseconds(Int64(commandCount) * 7 / 10)
  }

  /// A naive book of this run's sizes and limits.
  public var emptyBook: NaiveOrderBook {
    NaiveOrderBook(
      tickSize: tickSize, lotSize: lotSize, sessionEnd: sessionEnd, liveOrderLimit: liveOrderLimit)
  }

  /// The rules of this run for the production engine.
  public var rules: MatchingRules {
    MatchingRules(
      tickSize: tickSize, lotSize: lotSize, sessionEnd: sessionEnd, liveOrderLimit: liveOrderLimit)
  }

  /// The next message for a book in this state.
  public mutating func next(for book: NaiveOrderBook) -> MatchingCommand {
    moveAnchor()
    let live = book.liveOrders
    let cancels: Int64 = live.count > 50 ? 45 : live.count > 30 ? 12 : 5
    switch random.integer(in: 0...99) {
    case 0..<cancels: return cancel(live)
    case cancels..<(cancels + 12): return replace(live)
    case (cancels + 12)..<(cancels + 19): return advance()
    case cancels + 19: return .selfTrade(random.element(of: SelfTradePrevention.allCases))
    case cancels + 20 where random.chance(percent: 50): return cancelAll()
    default: return submit(live)
    }
  }

  // MARK: Details

  private mutating func moveAnchor() {
    if let before = anchorBeforeCrash, random.chance(percent: 4) {
      anchor = before
      anchorBeforeCrash = nil
    } else if random.integer(in: 0...399) == 0 && anchorBeforeCrash == nil {
      anchorBeforeCrash = anchor
      anchor += random.element(of: [-100_000, 100_000, -5_000_000])
    } else if random.chance(percent: 10) {
      anchor += random.integer(in: -1...1)
    }
  }

  private mutating func owner() -> AgentIndex {
    AgentIndex(UInt32(random.integer(in: 1...4)))
  }

  private mutating func cancel(_ live: [NaiveOrder]) -> MatchingCommand {
    let (id, owner) = named(live)
    return .cancel(CancelRequest(id: id), owner: owner)
  }

  private mutating func cancelAll() -> MatchingCommand {
    let side: Side? = random.element(of: [nil, .buy, .sell])
    return .cancelAll(MassCancelRequest(side: side), owner: owner())
  }

  private mutating func advance() -> MatchingCommand {
    now = now + .nanoseconds(random.chance(percent: 10) ? random.integer(in: 0...60) : 8)
    return .advance(now)
  }

  /// A live order as a rule, now and then one that does not exist.
  private mutating func named(_ live: [NaiveOrder]) -> (ClientOrderID, AgentIndex) {
    if live.isEmpty || random.chance(percent: 6) {
      return (ClientOrderID(UInt64(random.integer(in: 1...400))), owner())
    }
    let order = random.element(of: live)
    return (order.id, order.owner)
  }

  private mutating func replace(_ live: [NaiveOrder]) -> MatchingCommand {
    let (id, owner) = named(live)
    let order = live.first { $0.id == id && $0.owner == owner }
    let open = order?.open ?? 10 * lotSize
    let less = max(lotSize, open / 2 / lotSize * lotSize)
    let quantities: [Int64?] = [nil, nil, less, less, open - lotSize, open, open + 3 * lotSize]
    var quantity = random.element(of: quantities)
    var price: Int64? = random.chance(percent: 50) ? nil : order?.limit?.ticks
    if random.chance(percent: 40) && (order?.limit != nil || random.chance(percent: 20)) {
      price = priceTicks(order?.side ?? .buy)
    }
    if random.chance(percent: 8) {
      quantity = random.element(of: [0, -lotSize, 1 << 31, (1 << 30) / lotSize * lotSize, open + 1])
    }
    if random.chance(percent: 6) {
      price = random.element(of: [
        1 << 31, -(1 << 31), ((1 << 31) - 1) / tickSize * tickSize, anchor * tickSize + 1,
      ])
    }
    return .replace(
      ReplaceRequest(
        id: id, quantity: quantity.map(Quantity.init(lots:)), price: price.map(Price.init(ticks:))),
      owner: owner)
  }

  private mutating func submit(_ live: [NaiveOrder]) -> MatchingCommand {
    let owner = owner()
    var order = NewOrder(
      id: ClientOrderID(UInt64(random.integer(in: 1...400))),
      side: random.element(of: Side.allCases), type: randomType(),
      timeInForce: random.element(of: [
        .day, .goodTillCancel, .goodTillCancel, .goodTillTime, .immediateOrCancel, .fillOrKill,
      ]), quantity: Quantity(lots: random.integer(in: 1...12) * lotSize))
    order.price = Price(ticks: priceTicks(order.side))
    if order.timeInForce == .goodTillTime {
      order.expiry = now + .nanoseconds(random.integer(in: 1...200))
    }
    modify(&order)
    if !live.isEmpty && random.chance(percent: 3) {
      let taken = random.element(of: live)
      order.id = taken.id
      return .submit(order, owner: taken.owner)
    }
    for _ in 0..<(random.chance(percent: 10) ? random.integer(in: 1...2) : 0) { spoil(&order) }
    return .submit(order, owner: owner)
  }

  private mutating func randomType() -> OrderType {
    switch random.integer(in: 0...99) {
    case 0..<65: return .limit
    case 65..<78: return .market
    case 78..<89: return .stop
    default: return .stopLimit
    }
  }

  /// A limit price: mostly behind the anchor, at times through it.
  mutating func priceTicks(_ side: Side) -> Int64 {
    let behind = random.integer(in: -2...5)
    return (anchor - side.sign * behind) * tickSize
  }

  /// The modifiers and prices that the order's type has.
  private mutating func modify(_ order: inout NewOrder) {
    let isLimit = order.type == .limit || order.type == .stopLimit
    if order.type == .stop || order.type == .stopLimit {
      let ahead = random.integer(in: -1...5)
      order.stopPrice = Price(ticks: (anchor + order.side.sign * ahead) * tickSize)
    }
    if !isLimit && random.chance(percent: 40) {
      order.protectionPrice = Price(ticks: priceTicks(order.side) + order.side.sign * 3 * tickSize)
    }
    guard isLimit else { return }
    switch random.integer(in: 0...9) {
    case 0, 1, 2:
      let slice = random.integer(in: 1...4) * lotSize
      order.displayQuantity = Quantity(lots: slice)
      order.quantity = Quantity(lots: slice * random.integer(in: 1...9))
    case 3, 4:
      order.isHidden = true
    default:
      break
    }
    let isImmediate =
      order.timeInForce == .immediateOrCancel || order.timeInForce == .fillOrKill
    if random.chance(percent: isImmediate ? 4 : 15) { order.isPostOnly = true }
  }
}
