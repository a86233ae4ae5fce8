// The checks on a new order, in the order of docs/order-semantics.md: the first that fails decides.

extension MatchingEngine {
  /// Why a new order is refused, or nil.
  mutating func refusal(of order: NewOrder, owner: AgentIndex, at now: SimTime) -> RejectReason? {
    if let reason = numberRefusal(of: order) { return reason }
    if let reason = MatchingEngine.modifierRefusal(of: order, at: now) { return reason }
    if book.slot(owner: owner, id: order.id) != 0 { return .duplicateOrderID }
    if order.isPostOnly && order.type == .limit
      && wouldTrade(order.side, Int32(truncatingIfNeeded: order.price.ticks))
    {
      return .postOnlyWouldTrade
    }
    return book.count >= rules.liveOrderLimit ? .bookFull : nil
  }

  private mutating func numberRefusal(of order: NewOrder) -> RejectReason? {
    let lots = order.quantity.lots
    if lots < 1 || lots >= Quantity.orderLimit { return .invalidQuantity }
    if breaksLotSize(order) { return .lotSize }
    let hasLimit = order.type == .limit || order.type == .stopLimit
    if hasLimit && !order.price.isWithinLimit { return .invalidPrice }
    if let reason = MatchingEngine.triggerRefusal(of: order) { return reason }
    if breaksTickSize(order) { return .tickSize }
    if hasLimit && Money.value(order.price, order.quantity) == nil { return .notionalLimit }
    return nil
  }

  private static func triggerRefusal(of order: NewOrder) -> RejectReason? {
    if let stop = order.stopPrice, !stop.isWithinLimit { return .invalidPrice }
    if let protection = order.protectionPrice, !protection.isWithinLimit { return .invalidPrice }
    let needsStop = order.type == .stop || order.type == .stopLimit
    return needsStop && order.stopPrice == nil ? .invalidPrice : nil
  }

  private func breaksLotSize(_ order: NewOrder) -> Bool {
    if rules.lotSize == 1 { return false }
    let display = order.displayQuantity ?? .zero
    return order.quantity.lots % rules.lotSize != 0 || display.lots % rules.lotSize != 0
  }

  private func breaksTickSize(_ order: NewOrder) -> Bool {
    if rules.tickSize == 1 { return false }
    let limit = order.type == .limit || order.type == .stopLimit ? order.price : nil
    return isOffTick(limit) || isOffTick(order.stopPrice) || isOffTick(order.protectionPrice)
  }

  private func isOffTick(_ price: Price?) -> Bool {
    price.map { $0.ticks % rules.tickSize != 0 } ?? false
  }

  private static func modifierRefusal(of order: NewOrder, at now: SimTime) -> RejectReason? {
    if excludesItself(order) { return .invalidCombination }
    if let display = order.displayQuantity {
      let isTooSmall = display.lots < 1 || display.lots > order.quantity.lots
      if isTooSmall || display.lots * 1000 < order.quantity.lots { return .invalidDisplayQuantity }
    }
    if order.timeInForce == .goodTillTime {
      guard let expiry = order.expiry, expiry > now else { return .invalidExpiry }
    } else if order.expiry != nil {
      return .invalidExpiry
    }
    return nil
  }

  /// Whether modifiers exclude one another, or the type does not have them.
  private static func excludesItself(_ order: NewOrder) -> Bool {
    let isDisplayModified = order.displayQuantity != nil || order.isHidden
    switch order.type {
    case .limit, .stopLimit:
      if order.protectionPrice != nil { return true }
    case .market, .stop:
      if isDisplayModified || order.isPostOnly { return true }
    }
    if order.stopPrice != nil && (order.type == .limit || order.type == .market) { return true }
    if order.displayQuantity != nil && order.isHidden { return true }
    let isImmediate = order.timeInForce == .immediateOrCancel || order.timeInForce == .fillOrKill
    return order.isPostOnly && isImmediate
  }

  /// Whether a limit on this side could trade now, with a displayed or hidden order of anyone.
  @inline(__always)
  mutating func wouldTrade(_ side: Side, _ ticks: Int32) -> Bool {
    let shown = book.ladders + OrderBook.ladderIndex(side.opposite)
    let best = min(shown.pointee.bestKey, (shown + 2).pointee.bestKey)
    return best <= MatchingEngine.limitKey(side, ticks)
  }
}
