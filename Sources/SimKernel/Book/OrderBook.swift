/// The live orders of one instrument at one venue, in price-time priority.
///
/// Six ladders of price levels (displayed, hidden and waiting stops, each for buys and sells) over
/// one slab of orders. The book holds and orders; it never trades: that is `MatchingEngine`'s work.
struct OrderBook: ~Copyable {
  private let addressOnly = AddressOnly()
  /// Orders by slot; slot 0 is never used.
  private(set) var orders = Slab<RestingOrder>()
  /// Their neighbours, by slot.
  private(set) var links = Slab<OrderLinks>()
  /// First of the linked free slots; 0 for none.
  var freeSlot: UInt32 = 0
  var table = OrderTable()
  private(set) var expiries = ExpiryHeap()
  /// The ladders, by `LadderName`.
  let ladders: UnsafeMutablePointer<PriceLadder>
  /// Sum over live orders of a mixture of identity, place and open quantity, modulo 2^64.
  var hash: UInt64 = 0
  /// Whether orders entered that were never matched: a recorded book may be crossed.
  var mayBeCrossed = false
  /// Rank of the last entry into any queue.
  private(set) var arrivals: UInt64 = 0

  /// The six ladders. Even ones hold buys.
  enum LadderName: Int, CaseIterable {
    case bids, asks, hiddenBids, hiddenAsks, stopBuys, stopSells

    /// Bids are best at the top; stop sells trigger from the top down.
    var isHighestFirst: Bool { self == .bids || self == .hiddenBids || self == .stopSells }
  }

  init() {
    ladders = .allocate(capacity: LadderName.allCases.count)
    for name in LadderName.allCases {
      (ladders + name.rawValue).initialize(to: PriceLadder(highestFirst: name.isHighestFirst))
    }
    _ = orders.append(OrderBook.blank)
    _ = links.append(OrderLinks())
  }

  private init(copying source: borrowing OrderBook) {
    orders = source.orders.fork()
    links = source.links.fork()
    freeSlot = source.freeSlot
    table = source.table.fork()
    expiries = source.expiries.fork()
    ladders = .allocate(capacity: LadderName.allCases.count)
    for index in LadderName.allCases.indices {
      (ladders + index).initialize(to: source.ladders[index].fork())
    }
    hash = source.hash
    mayBeCrossed = source.mayBeCrossed
    arrivals = source.arrivals
  }

  deinit {
    ladders.deinitialize(count: LadderName.allCases.count)
    ladders.deallocate()
  }

  borrowing func fork() -> OrderBook { OrderBook(copying: self) }

  /// Live orders, resting or waiting.
  @inline(__always)
  var count: Int { table.count }

  private static var blank: RestingOrder {
    RestingOrder(
      id: 0, owner: 0, priceTicks: 0, open: 0, slice: 0, aheadAtEntry: 0, tradedAtEntry: 0,
      arrival: 0, weight: 0, display: 0,
      traits: OrderTraits(
        side: .buy, type: .limit, timeInForce: .goodTillCancel, isHidden: false, isPostOnly: false))
  }
}

// MARK: - Ladders

extension OrderBook {
  /// The index of the ladder on which an order of these traits stands.
  @inline(__always)
  static func ladderIndex(_ traits: OrderTraits) -> Int {
    let group = traits.isDisplayed ? 0 : traits.isWaiting ? 4 : 2
    return group | Int(traits.side.rawValue)
  }

  /// The ladder index of displayed or hidden orders on a side.
  @inline(__always)
  static func ladderIndex(_ side: Side, hidden: Bool = false) -> Int {
    (hidden ? 2 : 0) | Int(side.rawValue)
  }

  /// The price that places an order on its ladder: its stop price while it waits, else its limit.
  @inline(__always)
  static func ladderTicks(_ order: UnsafeMutablePointer<RestingOrder>) -> Int32 {
    order.pointee.traits.isWaiting
      ? Int32(truncatingIfNeeded: order.pointee.aheadAtEntry) : order.pointee.priceTicks
  }
}

// MARK: - Entering and leaving

extension OrderBook {
  /// The slot of a live order, or 0.
  @inline(__always)
  func slot(owner: AgentIndex, id: ClientOrderID) -> UInt32 {
    table.place(owner: owner.value, id: id.value, orders.base, links.base).pointee
  }

  /// Takes a new order into slab and table, in no queue yet, and returns its slot, whose content
  /// the caller writes. The id must be free.
  mutating func admit(owner: UInt32, id: UInt64) -> UInt32 {
    precondition(
      self.slot(owner: AgentIndex(owner), id: ClientOrderID(id)) == 0,
      "order \(id) of owner \(owner) is live")
    if freeSlot == 0 { makeFreeSlots() }
    let slot = freeSlot
    freeSlot = links.base[Int(slot)].next
    table.insert(slot, owner: owner, id: id, orders.base, links.base)
    return slot
  }

  /// Adds a few slots to the slab, linked in ascending order.
  private mutating func makeFreeSlots() {
    let first = orders.count
    orders.extend(to: first + 64, filling: OrderBook.blank)
    links.extend(to: orders.count, filling: OrderLinks())
    for slot in (first..<orders.count).reversed() {
      links.base[slot].next = freeSlot
      freeSlot = UInt32(truncatingIfNeeded: slot)
    }
  }

  /// Forgets an order that stands in no queue.
  @inline(__always)
  mutating func dismiss(_ slot: UInt32) {
    let order = orders.base + Int(slot)
    if order.pointee.traits.expires { expiries.remove(slot: slot) }
    let place = table.place(
      owner: order.pointee.owner, id: order.pointee.id, orders.base, links.base)
    precondition(place.pointee == slot, "slot \(slot) is at \(place.pointee) in the table")
    table.remove(at: place, links.base)
    release(slot)
  }

  /// Adds a slot to the free ones.
  @inline(__always)
  mutating func release(_ slot: UInt32) {
    links.base[Int(slot)].next = freeSlot
    freeSlot = slot
  }

  /// Takes an order of any kind out of its queue and forgets it.
  @inline(never)
  mutating func leave(_ slot: UInt32) {
    dequeue(slot)
    dismiss(slot)
  }

  mutating func scheduleExpiry(_ slot: UInt32, at expiry: SimTime, serial: UInt64) {
    expiries.insert(slot: slot, expiry: expiry, serial: serial)
  }

  @inline(__always)
  mutating func nextArrival() -> UInt64 {
    arrivals &+= 1
    return arrivals
  }

  /// Puts an order at the back of the queue of its price, as a new arrival.
  mutating func enqueue(_ slot: UInt32) {
    let order = orders.base + Int(slot)
    let ladder = ladders + OrderBook.ladderIndex(order.pointee.traits)
    let key = ladder.pointee.key(OrderBook.ladderTicks(order))
    let index = ladder.pointee.indexToOccupy(key)
    let level = ladder.pointee.level(at: index)
    order.pointee.arrival = nextArrival()
    if !order.pointee.traits.isWaiting {
      order.pointee.aheadAtEntry = level.pointee.quantity
      order.pointee.tradedAtEntry = level.pointee.traded
    }
    order.pointee.weight = OrderBook.weight(order)
    if level.pointee.tail == 0 { ladder.pointee.occupy(key, at: index) }
    append(slot, slice: order.pointee.slice, to: level)
    hash &+= OrderBook.contribution(order)
  }

  @inline(__always)
  mutating func append(
    _ slot: UInt32, slice: UInt32, to level: UnsafeMutablePointer<PriceLevel>
  ) {
    let tail = level.pointee.tail
    links.base[Int(slot)].next = 0
    links.base[Int(slot)].previous = tail
    if tail == 0 {
      level.pointee.head = slot
    } else {
      links.base[Int(tail)].next = slot
    }
    level.pointee.tail = slot
    level.pointee.orderCount &+= 1
    level.pointee.quantity &+= Int64(slice)
  }

  /// Takes an order out of the queue of its price.
  mutating func dequeue(_ slot: UInt32) {
    let order = orders.base + Int(slot)
    let ladder = ladders + OrderBook.ladderIndex(order.pointee.traits)
    let key = ladder.pointee.key(OrderBook.ladderTicks(order))
    let index = ladder.pointee.index(of: key)
    let level = ladder.pointee.level(at: index)
    unlink(slot, from: level)
    if level.pointee.head == 0 { ladder.pointee.vacate(key, at: index) }
    hash &-= OrderBook.contribution(order)
  }

  @inline(__always)
  mutating func unlink(_ slot: UInt32, from level: UnsafeMutablePointer<PriceLevel>) {
    let order = orders.base + Int(slot)
    let link = links.base[Int(slot)]
    if link.previous == 0 {
      level.pointee.head = link.next
    } else {
      links.base[Int(link.previous)].next = link.next
    }
    if link.next == 0 {
      level.pointee.tail = link.previous
    } else {
      links.base[Int(link.next)].previous = link.previous
    }
    level.pointee.orderCount &-= 1
    level.pointee.quantity &-= Int64(order.pointee.slice)
  }

  /// Takes lots off an order that stays where it is: off its reserve first, or off its slice.
  @inline(__always)
  mutating func reduce(
    _ slot: UInt32, by lots: UInt32, slice: UInt32, on level: UnsafeMutablePointer<PriceLevel>
  ) {
    let order = orders.base + Int(slot)
    hash &-= order.pointee.weight &* UInt64(lots)
    order.pointee.open &-= lots
    order.pointee.slice &-= slice
    level.pointee.quantity &-= Int64(slice)
  }

  /// Takes the first order of a level, whatever is left of it, out of the book. The caller vacates
  /// the level if it is empty then.
  @inline(__always)
  mutating func removeHead(_ slot: UInt32, of level: UnsafeMutablePointer<PriceLevel>) {
    let order = orders.base + Int(slot)
    let next = links.base[Int(slot)].next
    level.pointee.head = next
    if next == 0 {
      level.pointee.tail = 0
    } else {
      links.base[Int(next)].previous = 0
    }
    level.pointee.orderCount &-= 1
    level.pointee.quantity &-= Int64(order.pointee.slice)
    hash &-= OrderBook.contribution(order)
    dismiss(slot)
  }

  /// Moves the first order of a level, an iceberg whose slice is used up, to the back with a new
  /// slice.
  mutating func requeueHead(_ slot: UInt32, of level: UnsafeMutablePointer<PriceLevel>) {
    let order = orders.base + Int(slot)
    unlink(slot, from: level)
    hash &-= OrderBook.contribution(order)
    order.pointee.slice = min(order.pointee.display, order.pointee.open)
    order.pointee.arrival = nextArrival()
    order.pointee.aheadAtEntry = level.pointee.quantity
    order.pointee.tradedAtEntry = level.pointee.traded
    order.pointee.weight = OrderBook.weight(order)
    append(slot, slice: order.pointee.slice, to: level)
    hash &+= OrderBook.contribution(order)
  }

  /// The level on which a queued order stands.
  @inline(__always)
  mutating func level(of slot: UInt32) -> UnsafeMutablePointer<PriceLevel> {
    let order = orders.base + Int(slot)
    let ladder = ladders + OrderBook.ladderIndex(order.pointee.traits)
    return ladder.pointee.level(
      at: ladder.pointee.index(of: ladder.pointee.key(OrderBook.ladderTicks(order))))
  }
}

// MARK: - Hash

extension OrderBook {
  @inline(__always)
  static func contribution(_ order: UnsafeMutablePointer<RestingOrder>) -> UInt64 {
    order.pointee.weight &* UInt64(order.pointee.open)
  }

  /// An odd weight made of everything about an order that stays while it keeps its place; its share
  /// of the hash is weight x open quantity, so that a fill changes the hash by one multiplication.
  @inline(__always)
  static func weight(_ order: UnsafeMutablePointer<RestingOrder>) -> UInt64 {
    weight(
      id: order.pointee.id, owner: order.pointee.owner, ticks: order.pointee.priceTicks,
      arrival: order.pointee.arrival, traits: order.pointee.traits)
  }

  @inline(__always)
  static func weight(
    id: UInt64, owner: UInt32, ticks: Int32, arrival: UInt64, traits: OrderTraits
  ) -> UInt64 {
    let place = UInt64(UInt32(bitPattern: ticks)) &<< 32 | UInt64(owner)
    let mixed =
      ((id &+ arrival &* 0xA24B_AED4_963E_E407) ^ place) &* 0x9FB2_1C65_1E98_DF25
    return (mixed ^ mixed &>> 29 ^ UInt64(traits.raw) &<< 11) | 1
  }
}
