// Comparing what the feeds have told with the book as it stands.

extension BookFeed {
  /// Begins to follow the displayed levels, if it does not yet. O(levels).
  mutating func followLevels(_ engine: borrowing MatchingEngine) {
    if followsLevels { return }
    followsLevels = true
    for side in Side.allCases {
      for level in engine.levels(side) {
        let ticks = Int32(truncatingIfNeeded: level.price.ticks)
        keep(LevelPlace(side: side, ticks: ticks), level.quantity.lots, UInt32(level.orderCount))
      }
    }
  }

  /// The levels that the message has changed, as entries, which count as told from here on.
  mutating func changedLevels(
    _ engine: borrowing MatchingEngine, _ entries: inout Mailroom<FeedEntry>
  ) -> FeedChain {
    var chain = FeedChain()
    for index in 0..<touchedLevels.count {
      let place = touchedLevels.base[index]
      let (lots, orders) = engine.displayedLevel(place.side, place.ticks)
      guard keep(place, lots, orders) else { continue }
      chain.append(
        FeedEntry(lots: lots, ticks: place.ticks, orderCount: orders, side: place.side),
        in: &entries)
      if conflated > 0 { _ = log.append(place) }
    }
    touchedLevels.removeAll()
    shortenLog()
    return chain
  }

  /// Takes a level over as told.
  ///
  /// - Returns: Whether it differs from what was told before.
  @discardableResult
  private mutating func keep(_ place: LevelPlace, _ lots: Int64, _ orders: UInt32) -> Bool {
    let ladder = told + Int(place.side.rawValue)
    let key = ladder.pointee.key(place.ticks)
    guard let index = ladder.pointee.occupiedIndex(of: key) else {
      if lots == 0 { return false }
      let index = ladder.pointee.indexToOccupy(key)
      ladder.pointee.occupy(key, at: index)
      ladder.pointee.level(at: index).pointee.quantity = lots
      ladder.pointee.level(at: index).pointee.orderCount = orders
      return true
    }
    let level = ladder.pointee.level(at: index)
    if level.pointee.quantity == lots && level.pointee.orderCount == orders { return false }
    level.pointee.quantity = lots
    level.pointee.orderCount = orders
    if lots == 0 { ladder.pointee.vacate(key, at: index) }
    return true
  }
}

// MARK: - Orders

extension BookFeed {
  /// Begins to follow the displayed orders, if it does not yet. O(live orders).
  mutating func followOrders(_ engine: borrowing MatchingEngine) {
    if followsOrders { return }
    followsOrders = true
    for side in Side.allCases {
      for order in engine.orders(side) where !order.isHidden {
        let key = OrderKey(owner: order.owner.value, id: order.id.value)
        shown[key] = ShownOrder(
          name: order.arrival, lots: order.slice.lots,
          ticks: Int32(truncatingIfNeeded: order.price.ticks), side: side)
      }
    }
  }

  /// Tells what has become of the orders that the message touched, beyond their executions.
  ///
  /// - Returns: All that it did to displayed orders, as entries.
  mutating func changedOrders(
    _ engine: borrowing MatchingEngine, _ entries: inout Mailroom<FeedEntry>
  ) -> FeedChain {
    for index in 0..<touchedOrders.count {
      let key = touchedOrders.base[index]
      reconcile(key, with: engine.displayedOrder(key), &entries)
    }
    touchedOrders.removeAll()
    let chain = orderChanges
    orderChanges = FeedChain()
    return chain
  }

  private mutating func reconcile(
    _ key: OrderKey, with present: ShownOrder?, _ entries: inout Mailroom<FeedEntry>
  ) {
    let before = shown[key]
    if before == present { return }
    if let before, let present, before.name == present.name {
      tell(.reduce, present, lots: before.lots - present.lots, &entries)
    } else {
      if let before { tell(.delete, before, lots: before.lots, &entries) }
      if let present { tell(.add, present, lots: present.lots, &entries) }
    }
    shown[key] = present
  }
}

extension MatchingEngine {
  /// The displayed lots and orders of a level, zero where there are none.
  func displayedLevel(_ side: Side, _ ticks: Int32) -> (lots: Int64, orders: UInt32) {
    let ladder = book.ladders + OrderBook.ladderIndex(side)
    guard let index = ladder.pointee.occupiedIndex(of: ladder.pointee.key(ticks)) else {
      return (0, 0)
    }
    let level = ladder.pointee.level(at: index)
    return (level.pointee.quantity, level.pointee.orderCount)
  }

  /// A live order as everybody sees it; nil where it is gone, hidden, or waits for its trigger.
  func displayedOrder(_ key: OrderKey) -> ShownOrder? {
    let slot = book.slot(owner: AgentIndex(key.owner), id: ClientOrderID(key.id))
    guard slot != 0 else { return nil }
    let order = book.orders.base + Int(slot)
    guard order.pointee.traits.isDisplayed else { return nil }
    return ShownOrder(
      name: order.pointee.arrival, lots: Int64(order.pointee.slice),
      ticks: order.pointee.priceTicks, side: order.pointee.traits.side)
  }
}
