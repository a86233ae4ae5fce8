// Entering and leaving of an ordinary order, in one go and without a call: `admit` and `enqueue`,
// `dequeue` and `dismiss` for a displayed order that does not expire, on a price page used
// recently, while nothing has to grow. Where that does not hold nothing is changed, and the caller
// takes the general way. A call on the way, however rare, would push the figures out of the
// registers.

extension OrderBook {
  /// Enters a new order, shown in full, at the back of the queue of its price and returns what
  /// stands ahead of it; nil if the id is live or the general way must be taken.
  @inline(__always)
  mutating func enterAtOnce(
    id: UInt64, owner: UInt32, traits: OrderTraits, ticks: Int32, lots: UInt32
  ) -> Int64? {
    let ladder = ladders + OrderBook.ladderIndex(traits.side)
    let slot = freeSlot
    guard slot != 0, let level = ladder.pointee.recentLevel(ticks),
      let place = table.vacancy(owner: owner, id: id, orders.base, links.base)
    else { return nil }
    let order = orders.base + Int(slot)
    freeSlot = links.base[Int(slot)].next
    table.insert(slot, at: place, links.base)
    let ahead = level.pointee.quantity
    order.pointee.aheadAtEntry = ahead
    order.pointee.tradedAtEntry = level.pointee.traded
    append(slot, slice: lots, to: level)
    let arrival = nextArrival()
    order.pointee.id = id
    order.pointee.owner = owner
    order.pointee.priceTicks = ticks
    order.pointee.open = lots
    order.pointee.slice = lots
    order.pointee.arrival = arrival
    order.pointee.display = 0
    order.pointee.traits = traits
    let weight = OrderBook.weight(
      id: id, owner: owner, ticks: ticks, arrival: arrival, traits: traits)
    order.pointee.weight = weight
    hash &+= weight &* UInt64(lots)
    if level.pointee.orderCount == 1 { ladder.pointee.occupy(level, ticks: ticks) }
    return ahead
  }

  /// Takes an order out of queue, table and slab; false if the general way must be taken.
  @inline(__always)
  mutating func leaveAtOnce(_ slot: UInt32, place: UnsafeMutablePointer<UInt32>) -> Bool {
    let order = orders.base + Int(slot)
    let ladder = ladders + Int(order.pointee.traits.raw & 1)
    guard order.pointee.traits.isOrdinary,
      let level = ladder.pointee.recentLevel(order.pointee.priceTicks)
    else { return false }
    table.remove(at: place, links.base)
    unlink(slot, from: level)
    hash &-= OrderBook.contribution(order)
    release(slot)
    if level.pointee.orderCount == 0 {
      ladder.pointee.vacate(level, ticks: order.pointee.priceTicks)
    }
    return true
  }
}
