import SimKernel

/// A recorded book held by the production matching engine, in the prices of its file.
///
/// The engine's prices are distances from the first price that rested, and its tick is the greatest
/// common divisor of these distances; a price that does not fit rebuilds the book with a finer
/// tick, in the same priority. So any unit of a file fits the engine's range: distances stay under
/// 2^31 ticks, and even orders of 2^31 - 1 shares stay under its limit of value within 429,000
/// ticks.
///
/// Orders of the file keep their ids. Quantity that was there before the file began, of which only
/// the level is known, rests as anonymous lots, found by side and price.
struct ReplayBook: ~Copyable {
  private var engine = MatchingEngine()
  /// The price of tick 0, in file units; nil before the first price.
  private var origin: Int64?
  /// File units in a tick; 0 before the second price.
  private var unit: Int64 = 0

  /// The owner of the orders whose ids the file knows.
  private static let recorded = AgentIndex(0)
  /// The owner of nothing that rests: it sends the market orders of a prediction.
  private static let aggressor = AgentIndex(1)

  /// Why the engine cannot hold what a file says, to be completed with the place in the file.
  struct Refusal: Error { var message: String }

  /// An order of the file as it stands now.
  struct Order: Hashable {
    var side: Side
    var price: Int64
    var size: Int64
  }
}

// MARK: - Orders of the file

extension ReplayBook {
  /// The live order with this id, or nil.
  func order(_ id: UInt64) -> Order? {
    guard let order = engine.order(ClientOrderID(id), owner: ReplayBook.recorded) else {
      return nil
    }
    return Order(side: order.side, price: price(order.price), size: order.open.lots)
  }

  /// Enters an order at the back of its queue, without matching: that happened at the venue.
  ///
  /// - Precondition: No live order has this id.
  mutating func rest(
    _ id: UInt64, _ side: Side, price: Int64, size: Int64
  ) throws(Refusal) {
    try rest(ReplayBook.recorded, id, side, price: price, size: size)
  }

  /// Takes `size` off an order, which keeps its place; all of it where it holds no more.
  mutating func reduce(_ id: UInt64, by size: Int64) {
    reduce(ReplayBook.recorded, id, by: size)
  }

  /// Takes an order out of the book, if it is there.
  mutating func remove(_ id: UInt64) {
    engine.cancel(CancelRequest(id: ClientOrderID(id)), owner: ReplayBook.recorded)
  }

  /// Empties the book.
  mutating func removeAll() { engine = MatchingEngine() }

  /// A price of the engine in file units.
  private func price(_ price: Price) -> Int64 { (origin ?? 0) + price.ticks * unit }

  private mutating func rest(
    _ owner: AgentIndex, _ id: UInt64, _ side: Side, price: Int64, size: Int64
  ) throws(Refusal) {
    let order = NewOrder(
      id: ClientOrderID(id), side: side, quantity: Quantity(lots: size),
      price: Price(ticks: try ticks(price)))
    engine.rest(order, owner: owner, at: .zero)
    if let reason = engine.outcome(at: 0).rejectReason { throw refusal(reason, price, size) }
  }

  private mutating func reduce(_ owner: AgentIndex, _ id: UInt64, by size: Int64) {
    let id = ClientOrderID(id)
    guard size > 0, let order = engine.order(id, owner: owner) else { return }
    if size >= order.open.lots {
      engine.cancel(CancelRequest(id: id), owner: owner)
    } else {
      let rest = Quantity(lots: order.open.lots - size)
      engine.replace(ReplaceRequest(id: id, quantity: rest), owner: owner)
    }
  }

  private func refusal(_ reason: RejectReason, _ price: Int64, _ size: Int64) -> Refusal {
    Refusal(
      message: "size \(size) at price \(price) cannot rest (\(reason)) with a tick of \(unit); "
        + "allowed are sizes from 1 to 2^31 - 1, prices under 2^31 ticks from \(origin ?? 0), and "
        + "size x distance under 2^49")
  }
}

// MARK: - Anonymous lots

extension ReplayBook {
  /// Adds quantity of unknown orders at the back of a level's queue.
  mutating func restAnonymous(_ side: Side, price: Int64, size: Int64) throws(Refusal) {
    var left = size
    var part = anonymousParts(side, price)
    while left > 0 {
      let lots = min(left, Quantity.orderLimit - 1)
      try rest(
        ReplayBook.anonymous(side, part), ReplayBook.anonymousID(price), side, price: price,
        size: lots)
      left -= lots
      part += 1
    }
  }

  /// Takes up to `size` off the anonymous lots of a level.
  ///
  /// - Returns: Whether the level had any.
  @discardableResult
  mutating func takeAnonymous(_ side: Side, price: Int64, size: Int64) -> Bool {
    let parts = anonymousParts(side, price)
    var left = size
    for part in (0..<parts).reversed() where left > 0 {
      let owner = ReplayBook.anonymous(side, part)
      let id = ReplayBook.anonymousID(price)
      let open = engine.order(ClientOrderID(id), owner: owner)?.open.lots ?? 0
      reduce(owner, id, by: left)
      left -= min(left, open)
    }
    return parts > 0
  }

  /// A level's anonymous quantity is one lot, or several where it does not fit one order.
  private func anonymousParts(_ side: Side, _ price: Int64) -> UInt32 {
    let id = ClientOrderID(ReplayBook.anonymousID(price))
    var parts: UInt32 = 0
    while engine.order(id, owner: ReplayBook.anonymous(side, parts)) != nil { parts += 1 }
    return parts
  }

  private static func anonymous(_ side: Side, _ part: UInt32) -> AgentIndex {
    AgentIndex(2 + 2 * part + UInt32(side.rawValue))
  }

  private static func anonymousID(_ price: Int64) -> UInt64 { UInt64(bitPattern: price) }
}

// MARK: - Levels

extension ReplayBook {
  /// The best levels of a side, best first, with order counts where the format has them.
  func levels(_ side: Side, depth: Int, countingOrders: Bool = false) -> [ReplayLevel] {
    engine.levels(side, depth: depth).map { level in
      ReplayLevel(
        price: price(level.price), size: level.quantity.lots,
        orderCount: countingOrders ? Int64(level.orderCount) : 0)
    }
  }

  /// The ids of a side's orders in priority order, anonymous lots left out.
  func queue(_ side: Side) -> [UInt64] {
    engine.orders(side).filter { $0.owner == ReplayBook.recorded }.map(\.id.value)
  }

  /// Takes every order at a price out of the book. O(orders of the side).
  mutating func clearLevel(_ side: Side, price: Int64) {
    for order in engine.orders(side) where self.price(order.price) == price {
      engine.cancel(CancelRequest(id: order.id), owner: order.owner)
    }
  }
}

// MARK: - Predicting

extension ReplayBook {
  /// What a market order of this size would trade with, in order; the book stays as it is.
  func fills(ofMarketOrder side: Side, size: Int64) -> [ReplayFill] {
    guard size < Quantity.orderLimit else { return [] }
    var branch = engine.fork()
    let order = NewOrder(
      id: ClientOrderID(0), side: side, type: .market, quantity: Quantity(lots: size))
    branch.submit(order, owner: ReplayBook.aggressor, at: .zero)
    var fills: [ReplayFill] = []
    for index in 0..<branch.outcomeCount {
      let outcome = branch.outcome(at: index)
      guard outcome.kind == .trade else { continue }
      fills.append(
        ReplayFill(
          orderID: outcome.other.value, size: outcome.quantity.lots,
          price: price(outcome.price)))
    }
    return fills
  }
}

// MARK: - The tick

extension ReplayBook {
  /// A price of the file in ticks; makes the tick fine enough where it is not.
  private mutating func ticks(_ price: Int64) throws(Refusal) -> Int64 {
    let origin = origin ?? price
    self.origin = origin
    let (distance, overflow) = price.subtractingReportingOverflow(origin)
    if overflow || distance == .min {
      throw Refusal(message: "price \(price) is too far from \(origin)")
    }
    if distance == 0 { return 0 }
    if unit == 0 || distance % unit != 0 {
      try rebuild(unit: ReplayBook.greatestCommonDivisor(unit, distance))
    }
    return distance / unit
  }

  private mutating func rebuild(unit finer: Int64) throws(Refusal) {
    let factor = unit / finer
    unit = finer
    let orders = engine.orders(.buy) + engine.orders(.sell)
    engine = MatchingEngine()
    for order in orders {
      let copy = NewOrder(
        id: order.id, side: order.side, quantity: order.open,
        price: Price(ticks: order.price.ticks * factor))
      engine.rest(copy, owner: order.owner, at: .zero)
      if let reason = engine.outcome(at: 0).rejectReason {
        throw refusal(reason, price(copy.price), order.open.lots)
      }
    }
  }

  /// Euclid's algorithm on magnitudes; the result is positive where one of the two is not zero.
  private static func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
    var (larger, smaller) = (first.magnitude, second.magnitude)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return Int64(clamping: larger)
  }
}
