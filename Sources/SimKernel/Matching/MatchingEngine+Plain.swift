// The short way of a plain limit order, whose figures never leave the registers.
//
// It knows no rules of its own: an order that the checks could refuse, or that meets the opposite
// side, takes the way of every other order before anything has changed.

extension MatchingEngine {
  /// Handles a new limit order without modifiers, good till cancelled or immediate.
  @usableFromInline
  mutating func submitPlain(
    _ id: UInt64, owner: UInt32, side: Side, isImmediate: Bool, lots: Int64, ticks: Int64
  ) {
    let (open, limit) = (UInt32(truncatingIfNeeded: lots), Int32(truncatingIfNeeded: ticks))
    guard isBeyondDoubt(lots: lots, ticks: ticks) else {
      submitRebuilt(id, owner: owner, side, isImmediate: isImmediate, lots: lots, ticks: ticks)
      return
    }
    if isImmediate || wouldTrade(side, limit) {
      matchPlain(id, owner: owner, side, isImmediate: isImmediate, open: open, limit: limit)
      return
    }
    guard
      let ahead = book.enterAtOnce(
        id: id, owner: owner, traits: MatchingEngine.plainTraits(side, isImmediate: false),
        ticks: limit, lots: open)
    else {
      submitRebuilt(id, owner: owner, side, isImmediate: false, lots: lots, ticks: ticks)
      return
    }
    outcomes.startOver(
      .accepted, side: side, owner: owner, id: id, priceTicks: limit, quantity: open,
      remaining: open, ahead: ahead)
    checkAfterMessage()
  }

  /// Whether no check on quantity, price or the book's size can fail; the id is not looked at.
  ///
  /// Up to 2^18 lots at prices up to 2^30 ticks: within both limits, and worth under 2^62 units of
  /// money.
  @inline(__always)
  private func isBeyondDoubt(lots: Int64, ticks: Int64) -> Bool {
    let excess =
      UInt64(bitPattern: lots &- 1) &>> 18 | UInt64(bitPattern: ticks &+ 1 << 30) &>> 31
    return excess == 0 && book.count < plainOrderLimit
  }

  @inline(never)
  private mutating func submitRebuilt(
    _ id: UInt64, owner: UInt32, _ side: Side, isImmediate: Bool, lots: Int64, ticks: Int64
  ) {
    let order = NewOrder(
      id: ClientOrderID(id), side: side,
      timeInForce: isImmediate ? .immediateOrCancel : .goodTillCancel,
      quantity: Quantity(lots: lots), price: Price(ticks: ticks))
    submitAny(order, owner: AgentIndex(owner), at: .zero)
  }

  /// Matches an order whose figures are beyond doubt.
  @inline(never)
  private mutating func matchPlain(
    _ id: UInt64, owner: UInt32, _ side: Side, isImmediate: Bool, open: UInt32, limit: Int32
  ) {
    outcomes.removeAll()
    if book.slot(owner: AgentIndex(owner), id: ClientOrderID(id)) != 0 {
      reject(side, owner: AgentIndex(owner), id: ClientOrderID(id), .duplicateOrderID)
      return
    }
    outcomes.append(
      .accepted, side: side, owner: owner, id: id, priceTicks: limit, quantity: open,
      remaining: open)
    var incoming = IncomingOrder(
      owner: owner, id: id, traits: MatchingEngine.plainTraits(side, isImmediate: isImmediate),
      priceTicks: limit, limitKey: MatchingEngine.limitKey(side, limit), open: open, display: 0,
      isProtected: false, slot: 0, announcement: 0)
    execute(&incoming, expiry: nil)
    finishMessage()
  }

  @inline(__always)
  private static func plainTraits(_ side: Side, isImmediate: Bool) -> OrderTraits {
    OrderTraits(
      side: side, type: .limit,
      timeInForce: isImmediate ? .immediateOrCancel : .goodTillCancel, isHidden: false,
      isPostOnly: false)
  }
}
