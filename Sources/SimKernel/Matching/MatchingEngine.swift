/// Matches the orders of one instrument at one venue in price-time priority.
///
/// Every verb handles one message and leaves what happened in the outcomes, in order; the caller
/// reads them before the next message. The engine sends nothing, knows no latency and no
/// recipients. The rules are docs/order-semantics.md; docs and tests call them by the names used
/// there.
///
/// A message costs O(1) plus O(1) per trade; fill-or-kill orders look at the orders they would
/// meet, mass cancels at the whole book. Nothing is allocated once the slabs have grown to the
/// book's size.
public struct MatchingEngine: ~Copyable {
  /// The venue's rules; self-trade prevention may be changed between messages.
  public var rules: MatchingRules {
    didSet { plainOrderLimit = MatchingEngine.plainOrderLimit(rules) }
  }
  /// Live orders below which no rule can refuse a plain order.
  var plainOrderLimit: Int
  var book: OrderBook
  var outcomes = OutcomeBuffer()
  /// Price of the last trade, ticks, once there was one.
  var lastTradeTicks: Int32?
  /// Range of the trades of the order being handled, for the stops that they reach.
  var tradedLow = Int32.max
  var tradedHigh = Int32.min
  /// Slots of triggered stop orders that wait for their turn, and the next of them.
  var line = Slab<UInt32>()
  var lineHead = 0

  public init(rules: MatchingRules = MatchingRules()) {
    self.rules = rules
    plainOrderLimit = MatchingEngine.plainOrderLimit(rules)
    book = OrderBook()
  }

  private init(copying source: borrowing MatchingEngine) {
    rules = source.rules
    plainOrderLimit = source.plainOrderLimit
    book = source.book.fork()
    lastTradeTicks = source.lastTradeTicks
  }

  private static func plainOrderLimit(_ rules: MatchingRules) -> Int {
    rules.lotSize == 1 && rules.tickSize == 1 ? rules.liveOrderLimit : 0
  }

  /// An independent engine with the same book, between messages; outcomes are not copied.
  public borrowing func fork() -> MatchingEngine { MatchingEngine(copying: self) }
}

// MARK: - What happened

extension MatchingEngine {
  /// How many outcomes the last message had.
  public var outcomeCount: Int { outcomes.count }

  /// One outcome of the last message, in order of happening.
  public func outcome(at index: Int) -> MatchingOutcome {
    precondition(index >= 0 && index < outcomes.count, "outcome \(index) of \(outcomes.count)")
    return outcomes[index]
  }

  /// Calls `body` with every outcome of the last message, in order.
  @inlinable
  public func forEachOutcome(_ body: (MatchingOutcome) -> Void) {
    let outcomes = outcomeStorage
    for index in 0..<outcomes.count { body(outcomes[index]) }
  }

  /// The outcomes of the last message where they stand, until the next message.
  @usableFromInline var outcomeStorage: UnsafeBufferPointer<MatchingOutcome> { outcomes.storage }
}

// MARK: - What stands in the book

extension MatchingEngine {
  /// The best displayed bid.
  public var bestBid: Price? { book.best(.buy) }

  /// The best displayed ask.
  public var bestAsk: Price? { book.best(.sell) }

  public var lastTradePrice: Price? { lastTradeTicks.map { Price(ticks: Int64($0)) } }

  /// Live orders, resting and waiting.
  public var liveOrderCount: Int { book.count }

  /// Displayed levels of a side, best first: L2.
  public func levels(_ side: Side, depth: Int = .max) -> [BookLevel] {
    book.levels(side, depth: depth)
  }

  /// Resting orders of a side in priority order, displayed before hidden at a price: L3.
  public func orders(_ side: Side) -> [BookOrder] {
    let shown = book.orders(on: side == .buy ? .bids : .asks)
    let hidden = book.orders(on: side == .buy ? .hiddenBids : .hiddenAsks)
    return MatchingEngine.merge(shown, hidden, side)
  }

  private static func merge(
    _ shown: [BookOrder], _ hidden: [BookOrder], _ side: Side
  ) -> [BookOrder] {
    var result: [BookOrder] = []
    var next = 0
    for order in shown {
      while next < hidden.count, (hidden[next].price.ticks - order.price.ticks) * side.sign > 0 {
        result.append(hidden[next])
        next += 1
      }
      result.append(order)
    }
    return result + hidden[next...]
  }

  /// Stop orders that wait for their trigger, first to trigger first.
  public func waitingStops(_ side: Side) -> [BookOrder] {
    book.orders(on: side == .buy ? .stopBuys : .stopSells)
  }

  /// A live order, or nil.
  public func order(_ id: ClientOrderID, owner: AgentIndex) -> BookOrder? {
    let slot = book.slot(owner: owner, id: id)
    return slot == 0 ? nil : BookOrder(book.orders.base[Int(slot)])
  }

  /// A sum over live orders of identity, place and open quantity, modulo 2^64, kept incrementally.
  /// Forks have equal hashes until they differ.
  public var bookHash: UInt64 { book.hash }

  /// When the next live order ends by itself.
  public var nextExpiry: SimTime? { book.expiries.first?.expiry }
}

extension MatchingEngine {
  /// The displayed lots of a side. O(levels).
  func displayedLots(_ side: Side) -> Int64 {
    book.ladders[OrderBook.ladderIndex(side)].totalQuantity()
  }

  /// The best displayed level of a side: price in ticks and lots, 0 lots for none.
  @inline(__always)
  mutating func bestLevel(_ side: Side) -> (ticks: Int32, lots: Int64) {
    let ladder = book.ladders + OrderBook.ladderIndex(side)
    if ladder.pointee.isEmpty { return (0, 0) }
    let level = ladder.pointee.level(at: ladder.pointee.bestIndex)
    return (ladder.pointee.bestTicks, level.pointee.quantity)
  }
}
