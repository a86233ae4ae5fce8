import SimKernel

extension NaiveOrderBook {
  /// Matches an order that was just announced, and rests or cancels what remains of it.
  ///
  /// - Parameter announcement: The place of the outcome that is to say how much stood ahead where
  ///   the order came to rest.
  mutating func enter(_ order: NaiveOrder, announcedAt announcement: Int?) {
    var incoming = order
    if incoming.timeInForce == .fillOrKill && quantityForFillOrKill(incoming) < incoming.open {
      reportCancelled(incoming, .fillOrKill)
      return
    }
    guard match(&incoming), incoming.open > 0 else { return }
    if let reason = reasonNotToRest(incoming) {
      reportCancelled(incoming, reason)
      return
    }
    incoming.stop = nil
    let ahead = rest(incoming)
    if let announcement { outcomes[announcement].aheadAtEntryLots = ahead }
  }

  /// Trades an incoming order as far as it goes.
  ///
  /// - Returns: false where self-trade prevention ended it.
  private mutating func match(_ incoming: inout NaiveOrder) -> Bool {
    let opposite = Int(incoming.side.opposite.rawValue)
    while incoming.open > 0, let best = resting[opposite].first, incoming.accepts(best.limit!) {
      if best.owner == incoming.owner {
        switch selfTradePrevention {
        case .off:
          trade(&incoming)
        case .cancelNewest:
          reportCancelled(incoming, .selfTrade)
          return false
        case .cancelOldest:
          reportCancelled(resting[opposite].removeFirst(), .selfTrade)
        case .cancelBoth:
          reportCancelled(resting[opposite].removeFirst(), .selfTrade)
          reportCancelled(incoming, .selfTrade)
          return false
        case .decrement:
          decrement(&incoming)
        }
      } else {
        trade(&incoming)
      }
    }
    return true
  }

  /// One trade with the first order of the other side.
  private mutating func trade(_ incoming: inout NaiveOrder) {
    let opposite = Int(incoming.side.opposite.rawValue)
    let met = resting[opposite][0]
    let price = met.limit!
    let quantity = min(incoming.open, met.reachable)
    incoming.open -= quantity
    var outcome = meeting(.trade, incoming, met, quantity)
    outcome.aheadAtEntryLots = met.aheadAtEntry
    outcome.tradedAheadLots = met.tradedAhead
    outcomes.append(outcome)
    lastTradePrice = price
    prints.append(price)
    for place in resting[opposite].indices.dropFirst()
    where resting[opposite][place].limit == price
      && resting[opposite][place].isHidden == met.isHidden
    {
      resting[opposite][place].tradedAhead += quantity
    }
    shrinkFirst(opposite, by: quantity)
  }

  /// Self-trade prevention that shrinks both orders.
  private mutating func decrement(_ incoming: inout NaiveOrder) {
    let opposite = Int(incoming.side.opposite.rawValue)
    let met = resting[opposite][0]
    let quantity = min(incoming.open, met.reachable)
    incoming.open -= quantity
    outcomes.append(meeting(.decremented, incoming, met, quantity))
    shrinkFirst(opposite, by: quantity)
  }

  private func meeting(
    _ kind: MatchingOutcome.Kind, _ incoming: NaiveOrder, _ met: NaiveOrder, _ quantity: Int64
  ) -> MatchingOutcome {
    var outcome = MatchingOutcome(
      kind: kind, side: incoming.side, owner: incoming.owner, order: incoming.id)
    outcome.otherOwner = met.owner
    outcome.other = met.id
    outcome.restingIsHidden = met.isHidden
    outcome.priceTicks = Int32(met.limit!.ticks)
    outcome.quantityLots = UInt32(quantity)
    outcome.remainingLots = UInt32(incoming.open)
    outcome.otherRemainingLots = UInt32(met.open - quantity)
    return outcome
  }

  /// Takes lots off the first order of a side, which leaves when empty and shows anew when it can.
  private mutating func shrinkFirst(_ side: Int, by quantity: Int64) {
    var first = resting[side].removeFirst()
    first.open -= quantity
    if first.open == 0 { return }
    if first.isHidden {
      resting[side].insert(first, at: 0)
      return
    }
    first.shown -= quantity
    if first.shown > 0 {
      resting[side].insert(first, at: 0)
      return
    }
    let ahead = rest(first)
    report(.refreshed, first, quantity: min(first.display!, first.open), remaining: first.open)
    outcomes[outcomes.count - 1].aheadAtEntryLots = ahead
  }

  /// Puts an order at its place in the book.
  ///
  /// - Returns: The lots of its queue that stand there already.
  private mutating func rest(_ order: NaiveOrder) -> Int64 {
    var order = order
    let side = Int(order.side.rawValue)
    let queue = resting[side].filter { $0.limit == order.limit && $0.isHidden == order.isHidden }
    order.arrival = nextArrival()
    order.aheadAtEntry = queue.reduce(0) { $0 + $1.reachable }
    order.tradedAhead = 0
    order.shown = order.isHidden ? 0 : min(order.display ?? order.open, order.open)
    let place = resting[side].firstIndex { order.precedes($0) } ?? resting[side].count
    resting[side].insert(order, at: place)
    return order.aheadAtEntry
  }

  /// What a fill-or-kill order can count on, lots.
  private func quantityForFillOrKill(_ incoming: NaiveOrder) -> Int64 {
    let met = resting[Int(incoming.side.opposite.rawValue)].filter { incoming.accepts($0.limit!) }
    let isOwn = { (order: NaiveOrder) in order.owner == incoming.owner }
    switch selfTradePrevention {
    case .off:
      return met.reduce(0) { $0 + $1.open }
    case .cancelOldest:
      return met.filter { !isOwn($0) }.reduce(0) { $0 + $1.open }
    case .cancelNewest, .cancelBoth, .decrement:
      guard let own = met.first(where: isOwn) else { return met.reduce(0) { $0 + $1.open } }
      return met.prefix { !isOwn($0) }.reduce(0) { sum, order in
        let standsInItsQueue = order.limit == own.limit && !order.isHidden && !own.isHidden
        return sum + (standsInItsQueue ? order.shown : order.open)
      }
    }
  }

  /// Why the remainder of an order leaves; nil where it rests.
  private func reasonNotToRest(_ order: NaiveOrder) -> CancelReason? {
    if order.limit != nil {
      return order.timeInForce == .immediateOrCancel ? .immediateOrCancel : nil
    }
    if order.protection != nil && !resting[Int(order.side.opposite.rawValue)].isEmpty {
      return .protectionPrice
    }
    return order.timeInForce == .immediateOrCancel ? .immediateOrCancel : .noLiquidity
  }

  // MARK: Stops

  /// Handles the waiting stops that the trades since `prints` was last emptied reached.
  mutating func handleStops() { handleLine(takeReached()) }

  /// Handles triggered stops one by one, and then those that their trades reach.
  ///
  /// - Parameter announcement: As in `enter`, for an order that was triggered as it was accepted.
  mutating func handleLine(_ first: [NaiveOrder], announcedAt announcement: Int? = nil) {
    var line = first
    var announcement = announcement
    while !line.isEmpty {
      let order = line.removeFirst()
      report(.triggered, order, quantity: order.open, remaining: order.open)
      if order.isPostOnly, let limit = order.limit, wouldTrade(order.side, at: limit) {
        reportCancelled(order, .postOnlyWouldTrade)
      } else {
        enter(order, announcedAt: announcement)
      }
      announcement = nil
      line += takeReached()
    }
  }

  /// Removes from among the waiting stops those that the new trades reached.
  private mutating func takeReached() -> [NaiveOrder] {
    let reached = waiting.filter { order in prints.contains { order.isReached(by: $0) } }
    waiting.removeAll { order in prints.contains { order.isReached(by: $0) } }
    prints = []
    return reached
  }
}
