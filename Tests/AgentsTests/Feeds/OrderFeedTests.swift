import SimKernel
import TestSupport
import Testing

/// A book rebuilt from the order feed is the venue's, and trades in price-time priority.
struct OrderFeedTests {
  /// The displayed orders of one book as a subscriber knows them.
  private struct KnownOrders {
    var sides: [Side: [Int64: [(order: UInt64, lots: Int64)]]] = [.buy: [:], .sell: [:]]

    mutating func take(_ snapshot: OrderSnapshot) {
      for order in snapshot.orders {
        sides[order.side]![order.price.ticks, default: []].append(
          (order.order, order.quantity.lots))
      }
    }

    /// Takes an update.
    ///
    /// - Returns: What contradicts what is known; nil for nothing.
    mutating func take(_ update: OrderUpdate) -> String? {
      let ticks = update.price.ticks
      if update.action == .add {
        sides[update.side]![ticks, default: []].append((update.order, update.quantity.lots))
        return nil
      }
      var queue = sides[update.side]![ticks] ?? []
      guard let place = queue.firstIndex(where: { $0.order == update.order }) else {
        return "\(update.action) of an unknown order"
      }
      if update.action == .execute && (place != 0 || ticks != best(update.side)) {
        return "an execution at place \(place) of \(ticks), the best is \(best(update.side) ?? 0)"
      }
      let left = queue[place].lots - update.quantity.lots
      if left < 0 || (update.action == .delete) != (left == 0 && update.action != .execute) {
        return "\(update.action) of \(update.quantity.lots) leaves \(left)"
      }
      queue[place].lots = left
      if left == 0 { queue.remove(at: place) }
      sides[update.side]![ticks] = queue.isEmpty ? nil : queue
      return nil
    }

    func best(_ side: Side) -> Int64? {
      side == .buy ? sides[.buy]!.keys.max() : sides[.sell]!.keys.min()
    }

    func levels(_ side: Side) -> [BookLevel] {
      let queues = sides[side]!.sorted { side == .buy ? $0.key > $1.key : $0.key < $1.key }
      return queues.map { ticks, queue in
        BookLevel(
          price: Price(ticks: ticks), quantity: Quantity(lots: queue.reduce(0) { $0 + $1.lots }),
          orderCount: queue.count)
      }
    }
  }

  @Test(arguments: FeedMarket.slowSeeds)
  func `after each update the rebuilt book is the one that the venue had`(seed: UInt64) throws {
    var plan = FeedMarket.plan(seed)
    let log = MessageLog()
    plan.participants.append(FeedMarket.listener(plan, to: [.orders], log: log))
    let history = try BookHistory(plan)
    for place in FeedMarket.books(plan) {
      var known = KnownOrders()
      var last = UInt64(0)
      var truths = try #require(history.states[place])[...]
      for message in log.entries.map(\.message) {
        if case .feed(.orders(let snapshot)) = message,
          BookPlace(snapshot.venue, snapshot.instrument) == place
        {
          known.take(snapshot)
        }
        guard case .feed(.order(let update)) = message,
          BookPlace(update.venue, update.instrument) == place
        else { continue }
        let contradiction = known.take(update)
        #expect(contradiction == nil, "seed \(seed), \(place), \(update)")
        guard update.isLast else { continue }
        #expect(update.number == last + 1, "seed \(seed), \(place)")
        last = update.number
        let (bids, asks) = (known.levels(.buy), known.levels(.sell))
        // An order may lose its place and its level stay the same: then the state stays, too.
        if let next = truths.dropFirst().first, next.isSame(bids, asks) {
          truths = truths.dropFirst()
        }
        #expect(truths.first?.isSame(bids, asks) == true, "seed \(seed), \(place), \(last)")
      }
      let left = truths.dropFirst().count
      #expect(left < 20, "seed \(seed), \(place): \(left) states were never reached")
    }
  }

  @Test func `an order is told under a name that is neither its owner's nor its id`() throws {
    let log = MessageLog()
    var plan = ProbeMarket.plan([
      ProbeMarket.sender(
        "maker/0",
        [
          (10, ProbeMarket.order(77, .buy, 5, at: 90)),
          (20, ProbeMarket.order(78, .buy, 4, at: 91)),
        ], log: MessageLog()),
      ProbeMarket.sender(
        "taker/0", [(30, ProbeMarket.order(79, .sell, 6, at: 90, life: .immediateOrCancel))],
        log: MessageLog()),
    ])
    plan.participants.append(FeedMarket.listener(plan, to: [.orders], log: log))
    _ = try PlanRun(plan)
    let updates = log.entries.compactMap { entry -> OrderUpdate? in
      if case .feed(.order(let update)) = entry.message { update } else { nil }
    }
    #expect(updates.map(\.action) == [.add, .add, .execute, .execute])
    #expect(updates.map(\.order) == [1, 2, 2, 1])
    #expect(updates.map(\.quantity.lots) == [5, 4, 4, 2])
    #expect(updates.map(\.isLast) == [true, true, false, true])
    #expect(updates.map(\.number) == [1, 2, 3, 3])
  }
}
