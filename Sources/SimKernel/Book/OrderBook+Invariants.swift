extension OrderBook {
  /// Checks everything that must hold between messages; a breach is our fault and ends the process.
  ///
  /// Level totals are the sums of their orders, queues are in order of arrival, no empty level is
  /// marked, every order is in the table, the book is not crossed, and the incremental hash is the
  /// sum over the orders.
  ///
  /// - Complexity: O(live orders).
  func checkInvariants() {
    var total = 0
    var sum: UInt64 = 0
    for name in LadderName.allCases { checkLadder(name, total: &total, sum: &sum) }
    precondition(total == table.count, "\(total) orders in queues, \(table.count) in the table")
    precondition(sum == hash, "book hash is \(hash), its orders sum to \(sum)")
    if !mayBeCrossed { checkNotCrossed() }
  }

  private func checkLadder(_ name: LadderName, total: inout Int, sum: inout UInt64) {
    let ladder = ladders + name.rawValue
    guard !ladder.pointee.isEmpty else { return }
    var key = UInt32(truncatingIfNeeded: ladder.pointee.bestKey)
    var index = ladder.pointee.bestIndex
    while true {
      checkLevel(name, key: key, ladder.pointee.level(at: index).pointee, &total, &sum)
      guard let next = ladder.pointee.next(after: key) else { return }
      precondition(next.key > key, "\(name): level \(next.key) after \(key)")
      (key, index) = next
    }
  }

  private func checkLevel(
    _ name: LadderName, key: UInt32, _ level: PriceLevel, _ total: inout Int, _ sum: inout UInt64
  ) {
    precondition(level.head != 0, "\(name): level \(key) is marked and empty")
    var (count, quantity, previous, arrival) = (UInt32(0), Int64(0), UInt32(0), UInt64(0))
    var slot = level.head
    while slot != 0 {
      let order = orders.base[Int(slot)]
      checkOrder(order, slot: slot, on: name, key: key)
      let link = links.base[Int(slot)]
      precondition(link.previous == previous, "slot \(slot): neighbour \(link.previous)")
      precondition(order.arrival > arrival, "slot \(slot) arrived before its predecessor")
      (previous, arrival) = (slot, order.arrival)
      count += 1
      quantity += Int64(order.slice)
      sum &+= OrderBook.weight(orders.base + Int(slot)) &* UInt64(order.open)
      slot = link.next
    }
    precondition(level.tail == previous, "\(name): level \(key) ends at \(previous)")
    precondition(level.orderCount == count, "\(name): \(count) orders, counted \(level.orderCount)")
    precondition(level.quantity == quantity, "\(name): \(quantity) lots, kept \(level.quantity)")
    total += Int(count)
  }

  private func checkOrder(_ order: RestingOrder, slot: UInt32, on name: LadderName, key: UInt32) {
    precondition(order.open > 0 && order.slice > 0, "slot \(slot): open \(order.open)")
    precondition(order.slice <= order.open, "slot \(slot): slice \(order.slice) of \(order.open)")
    precondition(OrderBook.ladderIndex(order.traits) == name.rawValue, "slot \(slot) on \(name)")
    let ticks = OrderBook.ladderTicks(orders.base + Int(slot))
    precondition(
      PriceKey.key(ticks, highestFirst: name.isHighestFirst) == key, "slot \(slot) at \(ticks)")
    let found = self.slot(owner: AgentIndex(order.owner), id: ClientOrderID(order.id))
    precondition(found == slot, "slot \(slot) is found at \(found)")
  }

  private func checkNotCrossed() {
    let bid = max(bestTicks(.bids), bestTicks(.hiddenBids))
    let ask = min(bestTicks(.asks), bestTicks(.hiddenAsks))
    precondition(bid < ask, "crossed: bid \(bid), ask \(ask)")
  }

  /// The best price of a ladder; beyond every price of its side where it is empty.
  private func bestTicks(_ name: LadderName) -> Int64 {
    let ladder = ladders + name.rawValue
    if ladder.pointee.isEmpty { return name.isHighestFirst ? .min : .max }
    return Int64(ladder.pointee.bestTicks)
  }
}

extension MatchingEngine {
  /// Checks the book between messages; a breach ends the process with the values.
  public func checkInvariants() { book.checkInvariants() }
}
