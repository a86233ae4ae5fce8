import SimKernel

extension NaiveOrderBook {
  /// The first check that a new order fails.
  func refusal(of order: NewOrder, owner: AgentIndex, at now: SimTime) -> RejectReason? {
    let hasLimit = order.type == .limit || order.type == .stopLimit
    let hasStop = order.type == .stop || order.type == .stopLimit
    let limit = hasLimit ? order.price : nil
    if let reason = refusal(ofQuantity: order.quantity, display: order.displayQuantity) {
      return reason
    }
    for price in [limit, order.stopPrice, order.protectionPrice] {
      if let price, !price.isWithinLimit { return .invalidPrice }
    }
    if hasStop && order.stopPrice == nil { return .invalidPrice }
    for price in [limit, order.stopPrice, order.protectionPrice] {
      if let price, price.ticks % tickSize != 0 { return .tickSize }
    }
    if let limit, !isWithinNotionalLimit(limit, order.quantity.lots) { return .notionalLimit }
    if hasExcludedModifiers(order, hasLimit: hasLimit, hasStop: hasStop) {
      return .invalidCombination
    }
    if let display = order.displayQuantity?.lots {
      let quantity = order.quantity.lots
      if display < 1 || display > quantity || display * 1000 < quantity {
        return .invalidDisplayQuantity
      }
    }
    return refusalByState(of: order, owner: owner, at: now)
  }

  private func refusal(ofQuantity quantity: Quantity, display: Quantity?) -> RejectReason? {
    if quantity.lots < 1 || quantity.lots >= Quantity.orderLimit { return .invalidQuantity }
    if quantity.lots % lotSize != 0 { return .lotSize }
    if let display, display.lots % lotSize != 0 { return .lotSize }
    return nil
  }

  private func hasExcludedModifiers(_ order: NewOrder, hasLimit: Bool, hasStop: Bool) -> Bool {
    let isImmediate =
      order.timeInForce == .immediateOrCancel || order.timeInForce == .fillOrKill
    let isModified = order.displayQuantity != nil || order.isHidden || order.isPostOnly
    if order.stopPrice != nil && !hasStop { return true }
    if order.protectionPrice != nil && hasLimit { return true }
    if isModified && !hasLimit { return true }
    if order.displayQuantity != nil && order.isHidden { return true }
    return order.isPostOnly && isImmediate
  }

  private func refusalByState(
    of order: NewOrder, owner: AgentIndex, at now: SimTime
  ) -> RejectReason? {
    if order.timeInForce == .goodTillTime {
      guard let expiry = order.expiry, expiry > now else { return .invalidExpiry }
    } else if order.expiry != nil {
      return .invalidExpiry
    }
    if liveOrders.contains(where: { $0.id == order.id && $0.owner == owner }) {
      return .duplicateOrderID
    }
    if order.isPostOnly && order.type == .limit && wouldTrade(order.side, at: order.price) {
      return .postOnlyWouldTrade
    }
    return liveOrders.count >= liveOrderLimit ? .bookFull : nil
  }

  /// The first check that a replace of `order` fails.
  func refusal(of request: ReplaceRequest, for order: NaiveOrder) -> RejectReason? {
    let isWaiting = order.stop != nil
    if let quantity = request.quantity {
      if let reason = refusal(ofQuantity: quantity, display: nil) { return reason }
    }
    if let price = request.price {
      if order.limit == nil || !price.isWithinLimit { return .invalidPrice }
      if price.ticks % tickSize != 0 { return .tickSize }
    }
    let quantity = request.quantity?.lots ?? order.open
    let limit = request.price ?? order.limit
    if let limit, !isWithinNotionalLimit(limit, quantity) { return .notionalLimit }
    if let display = order.display, display * 1000 < quantity { return .invalidDisplayQuantity }
    if order.isPostOnly, !isWaiting, let limit, wouldTrade(order.side, at: limit) {
      return .postOnlyWouldTrade
    }
    return nil
  }

  /// Whether |price| x quantity x 10,000 fits in a signed 64-bit number.
  private func isWithinNotionalLimit(_ price: Price, _ lots: Int64) -> Bool {
    let tickLots = price.ticks.magnitude * lots.magnitude
    return tickLots <= UInt64(Int64.max) / 10_000
  }

  /// Whether an order of this side and limit would meet a resting one.
  func wouldTrade(_ side: Side, at limit: Price) -> Bool {
    guard let best = resting[Int(side.opposite.rawValue)].first?.limit else { return false }
    return side == .buy ? best <= limit : best >= limit
  }
}
