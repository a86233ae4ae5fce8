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
    let tableHash = OrderTable.hash(owner: owner, id: id)
    let place = table.search(hash: tableHash, owner: owner, id: id, in: orders.base)
    let ladder = ladders + OrderBook.ladderIndex(traits.side)
    let key = PriceKey.key(ticks, highestFirst: traits.side == .buy)
    let slot = freeSlot
    guard table.slot(at: place) == 0, slot != 0, table.hasRoom,
      let index = ladder.pointee.recentIndex(of: key)
    else { return nil }
    let order = orders.base + Int(slot)
    freeSlot = order.pointee.next
    table.insert(hash: tableHash, slot: slot, at: place)
    let level = ladder.pointee.level(at: index)
    let arrival = nextArrival()
    let ahead = level.pointee.quantity
    order.pointee.id = id
    order.pointee.owner = owner
    order.pointee.priceTicks = ticks
    order.pointee.open = lots
    order.pointee.slice = lots
    order.pointee.aheadAtEntry = ahead
    order.pointee.tradedAtEntry = level.pointee.traded
    order.pointee.arrival = arrival
    order.pointee.display = 0
    order.pointee.traits = traits
    let weight = OrderBook.weight(
      id: id, owner: owner, ticks: ticks, arrival: arrival, traits: traits)
    hash &+= weight &* UInt64(lots)
    if level.pointee.tail == 0 { ladder.pointee.occupy(key, at: index) }
    append(slot, slice: lots, to: level)
    return ahead
  }

  /// Takes an order out of queue, table and slab; false if the general way must be taken.
  @inline(__always)
  mutating func leaveAtOnce(_ slot: UInt32, at place: Int) -> Bool {
    let order = orders.base + Int(slot)
    let traits = order.pointee.traits
    let ladder = ladders + Int(traits.raw & 1)
    let key = ladder.pointee.key(order.pointee.priceTicks)
    guard traits.isOrdinary, let index = ladder.pointee.recentIndex(of: key) else { return false }
    let level = ladder.pointee.level(at: index)
    unlink(order, from: level)
    hash &-= OrderBook.contribution(order)
    order.pointee.next = freeSlot
    freeSlot = slot
    table.remove(at: place)
    if level.pointee.head == 0 { ladder.pointee.vacate(key, at: index) }
    return true
  }
}
