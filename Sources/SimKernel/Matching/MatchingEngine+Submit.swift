extension MatchingEngine {
  /// Handles a new order.
  ///
  /// - Parameters:
  ///   - order: The request; every field may hold anything.
  ///   - owner: Whose order it is; ids and self-trade prevention go by owner.
  ///   - now: The venue's clock, for expiries.
  @inlinable
  public mutating func submit(_ order: NewOrder, owner: AgentIndex, at now: SimTime) {
    if order.isPlain {
      submitPlain(
        order.id.value, owner: owner.value, side: order.side,
        isImmediate: order.timeInForce == .immediateOrCancel, lots: order.quantity.lots,
        ticks: order.price.ticks)
    } else {
      submitAny(order, owner: owner, at: now)
    }
  }

  /// Handles a new order of any kind.
  @usableFromInline
  mutating func submitAny(_ order: NewOrder, owner: AgentIndex, at now: SimTime) {
    outcomes.removeAll()
    if let reason = refusal(of: order, owner: owner, at: now) {
      reject(order.side, owner: owner, id: order.id, reason)
      return
    }
    let announcement = accept(order, owner: owner)
    if order.type == .stop || order.type == .stopLimit {
      submitStop(order, owner: owner, announcement: announcement)
    } else {
      var incoming = MatchingEngine.incomingOrder(order, owner: owner, announcement: announcement)
      execute(&incoming, expiry: expiry(of: order))
    }
    finishMessage()
  }

  /// Enters a limit order at the back of its queue without matching, for books whose matching
  /// happened elsewhere: the replay of historical messages.
  ///
  /// Checks are those of `submit`; the caller answers for a book that is not crossed.
  public mutating func rest(_ order: NewOrder, owner: AgentIndex, at now: SimTime) {
    precondition(order.type == .limit, "only limit orders rest, not \(order.type)")
    outcomes.removeAll()
    if let reason = refusal(of: order, owner: owner, at: now) {
      reject(order.side, owner: owner, id: order.id, reason)
      return
    }
    let announcement = accept(order, owner: owner)
    var incoming = MatchingEngine.incomingOrder(order, owner: owner, announcement: announcement)
    book.mayBeCrossed = true
    rest(&incoming, expiry: expiry(of: order))
    checkAfterMessage()
  }

  /// Takes the stop orders that trades have reached through their turn, and checks the book.
  mutating func finishMessage() {
    if tradedLow <= tradedHigh { collectTriggeredStops() }
    while lineHead < line.count { runNextInLine() }
    line.removeAll()
    lineHead = 0
    checkAfterMessage()
  }

  @inline(__always)
  func checkAfterMessage() {
    #if DEBUG
      checkInvariants()
    #endif
  }

  mutating func reject(
    _ side: Side, owner: AgentIndex, id: ClientOrderID, _ reason: RejectReason
  ) {
    outcomes.append(
      .rejected, side: side, owner: owner.value, id: id.value, priceTicks: 0, quantity: 0,
      remaining: 0, reason: reason.rawValue)
  }

  @inline(__always)
  private mutating func accept(_ order: NewOrder, owner: AgentIndex) -> Int {
    let lots = UInt32(truncatingIfNeeded: order.quantity.lots)
    let hasLimit = order.type == .limit || order.type == .stopLimit
    outcomes.append(
      .accepted, side: order.side, owner: owner.value, id: order.id.value,
      priceTicks: hasLimit ? Int32(truncatingIfNeeded: order.price.ticks) : 0, quantity: lots,
      remaining: lots)
    return outcomes.count - 1
  }

  @inline(__always)
  private static func incomingOrder(
    _ order: NewOrder, owner: AgentIndex, announcement: Int
  ) -> IncomingOrder {
    let ticks = order.type == .limit ? order.price.ticks : order.protectionTicks
    let isOpenEnded = order.type == .market && order.protectionTicks == NewOrder.none
    return IncomingOrder(
      owner: owner.value, id: order.id.value,
      traits: OrderTraits(
        side: order.side, type: order.type, timeInForce: order.timeInForce,
        isHidden: order.isHidden, isPostOnly: order.isPostOnly),
      priceTicks: order.type == .limit ? Int32(truncatingIfNeeded: ticks) : 0,
      limitKey: isOpenEnded
        ? UInt64(UInt32.max) : limitKey(order.side, Int32(truncatingIfNeeded: ticks)),
      open: UInt32(truncatingIfNeeded: order.quantity.lots),
      display: order.displayLots == NewOrder.none
        ? 0 : UInt32(truncatingIfNeeded: order.displayLots),
      isProtected: order.type == .market && !isOpenEnded, slot: 0, announcement: announcement)
  }

  /// The key of the worst opposite level that a limit reaches.
  @inline(__always)
  static func limitKey(_ side: Side, _ ticks: Int32) -> UInt64 {
    UInt64(PriceKey.key(ticks, highestFirst: side == .sell))
  }

  /// When an order of this kind ends by itself; nil for never.
  @inline(__always)
  mutating func expiry(of order: NewOrder) -> SimTime? {
    switch order.timeInForce {
    case .day: rules.sessionEnd
    case .goodTillTime: order.expiry
    case .goodTillCancel, .immediateOrCancel, .fillOrKill: nil
    }
  }
}
