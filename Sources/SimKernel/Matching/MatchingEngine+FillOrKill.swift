// Whether a fill-or-kill order can trade its whole quantity at once.

extension MatchingEngine {
  /// Whether the orders that matching would meet, in its order, can fill the whole quantity.
  ///
  /// - Complexity: O(orders within reach).
  mutating func canFill(_ incoming: IncomingOrder) -> Bool {
    let shown = book.ladders + OrderBook.ladderIndex(incoming.traits.side.opposite)
    let hidden = shown + 2
    var shownLevel = MatchingEngine.firstLevel(of: shown)
    var hiddenLevel = MatchingEngine.firstLevel(of: hidden)
    var found: UInt64 = 0
    while true {
      let isHidden = MatchingEngine.key(hiddenLevel) < MatchingEngine.key(shownLevel)
      guard let next = isHidden ? hiddenLevel : shownLevel, next.key <= incoming.limitKey else {
        return false
      }
      let ladder = isHidden ? hidden : shown
      let (lots, isBlocked) = available(to: incoming, at: ladder.pointee.level(at: next.index))
      found += lots
      if found >= UInt64(incoming.open) { return true }
      if isBlocked { return false }
      if isHidden {
        hiddenLevel = ladder.pointee.next(after: next.key)
      } else {
        shownLevel = ladder.pointee.next(after: next.key)
      }
    }
  }

  private static func key(_ level: (key: UInt32, index: Int)?) -> UInt64 {
    guard let level else { return PriceLadder.emptyKey }
    return UInt64(level.key)
  }

  private static func firstLevel(
    of ladder: UnsafeMutablePointer<PriceLadder>
  ) -> (key: UInt32, index: Int)? {
    guard !ladder.pointee.isEmpty else { return nil }
    return (UInt32(truncatingIfNeeded: ladder.pointee.bestKey), ladder.pointee.bestIndex)
  }

  /// What an order could trade at one level, and whether an own order would end its way there.
  ///
  /// Before an own order icebergs count with their slice only: their reserve queues behind it.
  private mutating func available(
    to incoming: IncomingOrder, at level: UnsafeMutablePointer<PriceLevel>
  ) -> (lots: UInt64, isBlocked: Bool) {
    let prevention = rules.selfTradePrevention
    var slices: UInt64 = 0
    var reserves: UInt64 = 0
    var slot = level.pointee.head
    while slot != 0 {
      let order = book.orders.base[Int(slot)]
      slot = book.links.base[Int(slot)].next
      if order.owner == incoming.owner && prevention != .off {
        if prevention == .cancelOldest { continue }
        return (slices, true)
      }
      slices += UInt64(order.slice)
      reserves += UInt64(order.open - order.slice)
    }
    return (slices + reserves, false)
  }
}
