/// One displayed price level: L2.
public struct BookLevel: Hashable, Sendable {
  public var price: Price
  /// Displayed lots.
  public var quantity: Quantity
  public var orderCount: Int

  public init(price: Price, quantity: Quantity, orderCount: Int) {
    self.price = price
    self.quantity = quantity
    self.orderCount = orderCount
  }
}

/// One live order as the venue sees it: L3.
public struct BookOrder: Hashable, Sendable {
  public var owner: AgentIndex
  public var id: ClientOrderID
  public var side: Side
  public var type: OrderType
  public var timeInForce: TimeInForce
  /// The limit; zero for a waiting stop order, which has none.
  public var price: Price
  /// Lots that others see or, for a hidden order, that would trade next.
  public var slice: Quantity
  /// Lots behind the slice of an iceberg.
  public var reserve: Quantity
  public var isHidden: Bool
  public var isPostOnly: Bool
  /// The trigger, while the order waits for it.
  public var stopPrice: Price?
  /// Rank of its last entry into a queue.
  public var arrival: UInt64

  init(_ order: RestingOrder) {
    owner = AgentIndex(order.owner)
    id = ClientOrderID(order.id)
    side = order.traits.side
    type = order.traits.type
    timeInForce = order.traits.timeInForce
    price = Price(ticks: Int64(order.priceTicks))
    slice = Quantity(lots: Int64(order.slice))
    reserve = Quantity(lots: Int64(order.open - order.slice))
    isHidden = order.traits.isHidden
    isPostOnly = order.traits.isPostOnly
    stopPrice = order.traits.isWaiting ? Price(ticks: order.aheadAtEntry) : nil
    arrival = order.arrival
  }

  /// The open quantity: slice and reserve.
  public var open: Quantity { slice + reserve }
}

extension OrderBook {
  /// The best displayed price of a side.
  @inline(__always)
  func best(_ side: Side) -> Price? {
    let ladder = ladders + OrderBook.ladderIndex(side)
    return ladder.pointee.isEmpty ? nil : Price(ticks: Int64(ladder.pointee.bestTicks))
  }

  /// The displayed levels of a side, best first. O(depth).
  func levels(_ side: Side, depth: Int) -> [BookLevel] {
    let ladder = ladders + OrderBook.ladderIndex(side)
    var result: [BookLevel] = []
    guard depth > 0, !ladder.pointee.isEmpty else { return result }
    var key = UInt32(truncatingIfNeeded: ladder.pointee.bestKey)
    var index = ladder.pointee.bestIndex
    while true {
      let level = ladder.pointee.level(at: index).pointee
      let ticks = PriceKey.ticks(key, highestFirst: ladder.pointee.highestFirst)
      result.append(
        BookLevel(
          price: Price(ticks: Int64(ticks)), quantity: Quantity(lots: level.quantity),
          orderCount: Int(level.orderCount)))
      guard result.count < depth, let next = ladder.pointee.next(after: key) else { return result }
      (key, index) = next
    }
  }

  /// The orders of a ladder in priority order.
  func orders(on name: LadderName) -> [BookOrder] {
    let ladder = ladders + name.rawValue
    var result: [BookOrder] = []
    guard !ladder.pointee.isEmpty else { return result }
    var key = UInt32(truncatingIfNeeded: ladder.pointee.bestKey)
    var index = ladder.pointee.bestIndex
    while true {
      var slot = ladder.pointee.level(at: index).pointee.head
      while slot != 0 {
        result.append(BookOrder(orders.base[Int(slot)]))
        slot = links.base[Int(slot)].next
      }
      guard let next = ladder.pointee.next(after: key) else { return result }
      (key, index) = next
    }
  }

  /// Every slot in use, in order of arrival. O(n log n) in the slab's size.
  func slotsByArrival(where isIncluded: (RestingOrder) -> Bool) -> [UInt32] {
    var slots: [UInt32] = []
    for name in LadderName.allCases {
      let ladder = ladders + name.rawValue
      guard !ladder.pointee.isEmpty else { continue }
      var key = UInt32(truncatingIfNeeded: ladder.pointee.bestKey)
      var index = ladder.pointee.bestIndex
      while true {
        var slot = ladder.pointee.level(at: index).pointee.head
        while slot != 0 {
          if isIncluded(orders.base[Int(slot)]) { slots.append(slot) }
          slot = links.base[Int(slot)].next
        }
        guard let next = ladder.pointee.next(after: key) else { break }
        (key, index) = next
      }
    }
    let orders = orders.base
    return slots.sorted { orders[Int($0)].arrival < orders[Int($1)].arrival }
  }
}
