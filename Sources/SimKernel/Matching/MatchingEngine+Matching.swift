// The incoming order's way through the opposite side, and what becomes of its remainder.

extension MatchingEngine {
  /// Matches an order and settles what is left of it.
  @inline(__always)
  mutating func execute(_ incoming: inout IncomingOrder, expiry: SimTime?) {
    if incoming.traits.timeInForce == .fillOrKill && !canFill(incoming) {
      cancel(&incoming, .fillOrKill)
    } else {
      match(&incoming)
    }
    settle(&incoming, expiry: expiry)
  }

  /// Trades with the best opposite orders within the limit.
  @inline(__always)
  private mutating func match(_ incoming: inout IncomingOrder) {
    let shown = book.ladders + OrderBook.ladderIndex(incoming.traits.side.opposite)
    let hidden = shown + 2
    while incoming.open != 0 {
      let shownKey = shown.pointee.bestKey
      let hiddenKey = hidden.pointee.bestKey
      let isHidden = hiddenKey < shownKey
      guard min(shownKey, hiddenKey) <= incoming.limitKey else { return }
      sweep(isHidden ? hidden : shown, &incoming, isHidden: isHidden)
    }
  }

  /// Trades with the best level of a ladder until it or the incoming order is used up.
  private mutating func sweep(
    _ ladder: UnsafeMutablePointer<PriceLadder>, _ incoming: inout IncomingOrder, isHidden: Bool
  ) {
    let key = UInt32(truncatingIfNeeded: ladder.pointee.bestKey)
    let index = ladder.pointee.bestIndex
    let level = ladder.pointee.level(at: index)
    let ticks = PriceKey.ticks(key, highestFirst: ladder.pointee.highestFirst)
    let preventsSelfTrades = rules.selfTradePrevention != .off
    while incoming.open != 0 {
      let slot = level.pointee.head
      if slot == 0 {
        ladder.pointee.vacate(key, at: index)
        return
      }
      if preventsSelfTrades && book.orders.base[Int(slot)].owner == incoming.owner {
        preventSelfTrade(&incoming, with: slot, on: level)
      } else {
        trade(&incoming, with: slot, on: level, ticks: ticks, isHidden: isHidden)
      }
    }
    if level.pointee.head == 0 { ladder.pointee.vacate(key, at: index) }
  }

  @inline(__always)
  private mutating func trade(
    _ incoming: inout IncomingOrder, with slot: UInt32,
    on level: UnsafeMutablePointer<PriceLevel>, ticks: Int32, isHidden: Bool
  ) {
    let resting = book.orders.base + Int(slot)
    let lots = min(incoming.open, resting.pointee.slice)
    incoming.open &-= lots
    let outcome = outcomes.appendInPlace(.trade, side: incoming.traits.side)
    outcome.pointee.restingIsHidden = isHidden
    outcome.pointee.owner = AgentIndex(incoming.owner)
    outcome.pointee.order = ClientOrderID(incoming.id)
    outcome.pointee.otherOwner = AgentIndex(resting.pointee.owner)
    outcome.pointee.other = ClientOrderID(resting.pointee.id)
    outcome.pointee.priceTicks = ticks
    outcome.pointee.quantityLots = lots
    outcome.pointee.remainingLots = incoming.open
    outcome.pointee.otherRemainingLots = resting.pointee.open &- lots
    outcome.pointee.aheadAtEntryLots = resting.pointee.aheadAtEntry
    outcome.pointee.tradedAheadLots = level.pointee.traded &- resting.pointee.tradedAtEntry
    level.pointee.traded &+= Int64(lots)
    resting.pointee.tradedAtEntry &+= Int64(lots)
    noteTrade(ticks)
    take(lots, from: slot, on: level, ticks: ticks)
  }

  @inline(__always)
  private mutating func noteTrade(_ ticks: Int32) {
    lastTradeTicks = ticks
    tradedLow = min(tradedLow, ticks)
    tradedHigh = max(tradedHigh, ticks)
  }

  /// Takes lots off the first order of a level; removes it, or shows its next slice, if they used
  /// up its slice.
  @inline(__always)
  private mutating func take(
    _ lots: UInt32, from slot: UInt32, on level: UnsafeMutablePointer<PriceLevel>, ticks: Int32
  ) {
    let resting = book.orders.base + Int(slot)
    if lots < resting.pointee.slice {
      book.reduce(slot, by: lots, slice: lots, on: level)
    } else if lots == resting.pointee.open {
      book.removeHead(slot, of: level)
    } else {
      book.reduce(slot, by: lots, slice: lots, on: level)
      refresh(slot, on: level, ticks: ticks)
    }
  }

  /// Shows an iceberg's next slice at the back of its level.
  private mutating func refresh(
    _ slot: UInt32, on level: UnsafeMutablePointer<PriceLevel>, ticks: Int32
  ) {
    book.requeueHead(slot, of: level)
    let order = book.orders.base[Int(slot)]
    outcomes.append(
      .refreshed, side: order.traits.side, owner: order.owner, id: order.id, priceTicks: ticks,
      quantity: order.slice, remaining: order.open, ahead: order.aheadAtEntry)
  }

  private mutating func preventSelfTrade(
    _ incoming: inout IncomingOrder, with slot: UInt32, on level: UnsafeMutablePointer<PriceLevel>
  ) {
    switch rules.selfTradePrevention {
    case .off:
      preconditionFailure("self-trade prevention is off")
    case .cancelNewest:
      cancel(&incoming, .selfTrade)
    case .cancelOldest:
      cancelHead(slot, of: level)
    case .cancelBoth:
      cancelHead(slot, of: level)
      cancel(&incoming, .selfTrade)
    case .decrement:
      decrement(&incoming, with: slot, on: level)
    }
  }

  private mutating func cancelHead(_ slot: UInt32, of level: UnsafeMutablePointer<PriceLevel>) {
    let order = book.orders.base[Int(slot)]
    outcomes.append(
      .cancelled, side: order.traits.side, owner: order.owner, id: order.id,
      priceTicks: order.priceTicks, quantity: order.open, remaining: 0,
      reason: CancelReason.selfTrade.rawValue)
    book.removeHead(slot, of: level)
  }

  private mutating func decrement(
    _ incoming: inout IncomingOrder, with slot: UInt32, on level: UnsafeMutablePointer<PriceLevel>
  ) {
    let resting = book.orders.base[Int(slot)]
    let lots = min(incoming.open, resting.slice)
    incoming.open -= lots
    let outcome = outcomes.appendInPlace(.decremented, side: incoming.traits.side)
    outcome.pointee.restingIsHidden = resting.traits.isHidden
    outcome.pointee.owner = AgentIndex(incoming.owner)
    outcome.pointee.order = ClientOrderID(incoming.id)
    outcome.pointee.otherOwner = AgentIndex(resting.owner)
    outcome.pointee.other = ClientOrderID(resting.id)
    outcome.pointee.priceTicks = resting.priceTicks
    outcome.pointee.quantityLots = lots
    outcome.pointee.remainingLots = incoming.open
    outcome.pointee.otherRemainingLots = resting.open - lots
    outcome.pointee.aheadAtEntryLots = 0
    outcome.pointee.tradedAheadLots = 0
    take(lots, from: slot, on: level, ticks: resting.priceTicks)
  }

  /// Cancels what is left of the incoming order.
  mutating func cancel(_ incoming: inout IncomingOrder, _ reason: CancelReason) {
    outcomes.append(
      .cancelled, side: incoming.traits.side, owner: incoming.owner, id: incoming.id,
      priceTicks: incoming.priceTicks, quantity: incoming.open, remaining: 0,
      reason: reason.rawValue)
    incoming.open = 0
  }
}

// MARK: - The remainder

extension MatchingEngine {
  @inline(__always)
  private mutating func settle(_ incoming: inout IncomingOrder, expiry: SimTime?) {
    if incoming.open != 0 {
      if incoming.isMarket {
        cancel(&incoming, marketRemainderReason(incoming))
      } else if incoming.traits.timeInForce == .immediateOrCancel {
        cancel(&incoming, .immediateOrCancel)
      } else {
        rest(&incoming, expiry: expiry)
        return
      }
    }
    if incoming.slot != 0 { book.dismiss(incoming.slot) }
  }

  private mutating func marketRemainderReason(_ incoming: IncomingOrder) -> CancelReason {
    let shown = book.ladders + OrderBook.ladderIndex(incoming.traits.side.opposite)
    let isEmpty = shown.pointee.isEmpty && (shown + 2).pointee.isEmpty
    if incoming.isProtected && !isEmpty { return .protectionPrice }
    return incoming.traits.timeInForce == .immediateOrCancel ? .immediateOrCancel : .noLiquidity
  }

  /// Puts an order at the back of the queue at its limit.
  @inline(__always)
  mutating func rest(_ incoming: inout IncomingOrder, expiry: SimTime?) {
    let isNew = incoming.slot == 0
    if isNew { incoming.slot = book.admit(owner: incoming.owner, id: incoming.id) }
    let order = book.orders.base + Int(incoming.slot)
    order.pointee.id = incoming.id
    order.pointee.owner = incoming.owner
    order.pointee.priceTicks = incoming.priceTicks
    order.pointee.open = incoming.open
    order.pointee.slice =
      incoming.display == 0 ? incoming.open : min(incoming.display, incoming.open)
    order.pointee.display = incoming.display
    order.pointee.traits = incoming.traits
    book.enqueue(incoming.slot)
    if isNew, let expiry {
      let arrival = book.orders.base[Int(incoming.slot)].arrival
      book.scheduleExpiry(incoming.slot, at: expiry, serial: arrival)
    }
    if incoming.announcement >= 0 {
      outcomes.noteQueuePosition(
        book.orders.base[Int(incoming.slot)].aheadAtEntry, at: incoming.announcement)
    }
  }
}
