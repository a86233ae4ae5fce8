// Stop orders: waiting outside the book, triggering, and taking their turn.

extension MatchingEngine {
  /// Lets a new stop order wait, or sends it on at once if the last trade has reached it already.
  mutating func submitStop(_ order: NewOrder, owner: AgentIndex, announcement: Int) {
    let stopTicks = Int32(truncatingIfNeeded: order.stopTicks)
    let slot = admitWaiting(order, owner: owner)
    book.enqueue(slot)
    if let expiry = expiry(of: order) {
      book.scheduleExpiry(slot, at: expiry, serial: book.orders.base[Int(slot)].arrival)
    }
    if let last = lastTradeTicks, MatchingEngine.isReached(order.side, stopTicks, by: last) {
      book.dequeue(slot)
      run(slot, announcement: announcement)
    }
  }

  private mutating func admitWaiting(_ order: NewOrder, owner: AgentIndex) -> UInt32 {
    var traits = OrderTraits(
      side: order.side, type: order.type, timeInForce: order.timeInForce,
      isHidden: order.isHidden, isPostOnly: order.isPostOnly)
    traits.isWaiting = true
    let slot = book.admit(owner: owner.value, id: order.id.value)
    let lots = UInt32(truncatingIfNeeded: order.quantity.lots)
    book.orders.base[Int(slot)] = RestingOrder(
      id: order.id.value, owner: owner.value,
      priceTicks: order.type == .stopLimit ? Int32(truncatingIfNeeded: order.price.ticks) : 0,
      open: lots, slice: lots, aheadAtEntry: order.stopTicks,
      tradedAtEntry: order.protectionTicks, arrival: 0, weight: 0,
      display: order.displayLots == NewOrder.none
        ? 0 : UInt32(truncatingIfNeeded: order.displayLots), traits: traits)
    return slot
  }

  /// Whether a trade at a price reaches a stop: at or above it for a buy, at or below for a sell.
  static func isReached(_ side: Side, _ stopTicks: Int32, by tradeTicks: Int32) -> Bool {
    side == .buy ? tradeTicks >= stopTicks : tradeTicks <= stopTicks
  }

  /// Moves the stops that the last order's trades have reached into the line, in order of arrival.
  mutating func collectTriggeredStops() {
    let (low, high) = (tradedLow, tradedHigh)
    (tradedLow, tradedHigh) = (.max, .min)
    let buys = book.ladders + OrderBook.LadderName.stopBuys.rawValue
    let sells = book.ladders + OrderBook.LadderName.stopSells.rawValue
    guard !(buys.pointee.isEmpty && sells.pointee.isEmpty) else { return }
    var triggered: [UInt32] = []
    takeReached(from: buys, by: high, side: .buy, into: &triggered)
    takeReached(from: sells, by: low, side: .sell, into: &triggered)
    let orders = book.orders.base
    triggered.sort { orders[Int($0)].arrival < orders[Int($1)].arrival }
    for slot in triggered { _ = line.append(slot) }
  }

  private mutating func takeReached(
    from ladder: UnsafeMutablePointer<PriceLadder>, by ticks: Int32, side: Side,
    into triggered: inout [UInt32]
  ) {
    while !ladder.pointee.isEmpty,
      MatchingEngine.isReached(side, ladder.pointee.bestTicks, by: ticks)
    {
      let slot = ladder.pointee.level(at: ladder.pointee.bestIndex).pointee.head
      book.dequeue(slot)
      triggered.append(slot)
    }
  }

  /// Sends the first order of the line into the book.
  mutating func runNextInLine() {
    let slot = line.base[lineHead]
    lineHead += 1
    run(slot, announcement: -1)
    if tradedLow <= tradedHigh { collectTriggeredStops() }
  }

  /// Announces a triggered stop order, which stands in no queue, and executes it.
  private mutating func run(_ slot: UInt32, announcement: Int) {
    let order = book.orders.base[Int(slot)]
    outcomes.append(
      .triggered, side: order.traits.side, owner: order.owner, id: order.id,
      priceTicks: order.priceTicks, quantity: order.open, remaining: order.open)
    var incoming = MatchingEngine.triggeredOrder(order, slot: slot, announcement: announcement)
    let isBlocked =
      incoming.traits.isPostOnly && wouldTrade(incoming.traits.side, incoming.priceTicks)
    if isBlocked {
      cancel(&incoming, .postOnlyWouldTrade)
      book.dismiss(slot)
    } else {
      execute(&incoming, expiry: nil)
    }
  }

  private static func triggeredOrder(
    _ order: RestingOrder, slot: UInt32, announcement: Int
  ) -> IncomingOrder {
    var traits = order.traits
    traits.isWaiting = false
    let isProtected = traits.type == .stop && order.tradedAtEntry != RestingOrder.noProtection
    let isOpenEnded = traits.type == .stop && !isProtected
    let ticks =
      isProtected ? Int32(truncatingIfNeeded: order.tradedAtEntry) : order.priceTicks
    return IncomingOrder(
      owner: order.owner, id: order.id, traits: traits, priceTicks: order.priceTicks,
      limitKey: isOpenEnded ? UInt64(UInt32.max) : MatchingEngine.limitKey(traits.side, ticks),
      open: order.open,
      display: order.display, isProtected: isProtected, slot: slot, announcement: announcement)
  }
}
