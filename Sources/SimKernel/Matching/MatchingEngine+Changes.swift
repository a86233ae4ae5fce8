// Cancel, replace, mass cancel and expiry.

extension MatchingEngine {
  /// Takes back one order.
  public mutating func cancel(_ request: CancelRequest, owner: AgentIndex) {
    let place = book.table.place(
      owner: owner.value, id: request.id.value, book.orders.base, book.links.base)
    let slot = place.pointee
    if slot == 0 {
      outcomes.removeAll()
      reject(.buy, owner: owner, id: request.id, .unknownOrder)
      return
    }
    let order = book.orders.base + Int(slot)
    outcomes.startOver(
      .cancelled, side: order.pointee.traits.side, owner: owner.value, id: request.id.value,
      priceTicks: order.pointee.priceTicks, quantity: order.pointee.open, remaining: 0,
      reason: CancelReason.requested.rawValue)
    if !book.leaveAtOnce(slot, place: place) { book.leave(slot) }
    checkAfterMessage()
  }

  /// Takes back an owner's orders in this book, those of one side or all, in order of arrival.
  public mutating func cancelAll(_ request: MassCancelRequest, owner: AgentIndex) {
    outcomes.removeAll()
    let slots = book.slotsByArrival {
      $0.owner == owner.value && (request.side == nil || request.side == $0.traits.side)
    }
    for slot in slots { remove(slot, .cancelled, CancelReason.massCancel.rawValue) }
    checkAfterMessage()
  }

  /// Takes back the orders of all owners: owner by owner in ascending index, each in order of
  /// arrival.
  ///
  /// - Complexity: O(n log n) in the book's size, however many owners there are.
  public mutating func cancelAll(_ request: MassCancelRequest) {
    outcomes.removeAll()
    let slots = book.slotsByArrival { request.side == nil || request.side == $0.traits.side }
    var places: [(owner: UInt32, arrival: Int)] = []
    for (arrival, slot) in slots.enumerated() {
      places.append((owner: book.orders.base[Int(slot)].owner, arrival: arrival))
    }
    for place in places.sorted(by: { ($0.owner, $0.arrival) < ($1.owner, $1.arrival) }) {
      remove(slots[place.arrival], .cancelled, CancelReason.massCancel.rawValue)
    }
    checkAfterMessage()
  }

  /// Ends every order whose expiry has come.
  public mutating func expireOrders(at now: SimTime) {
    outcomes.removeAll()
    while let first = book.expiries.first, first.expiry <= now {
      remove(first.slot, .expired, 0)
    }
    checkAfterMessage()
  }

  private mutating func remove(_ slot: UInt32, _ kind: MatchingOutcome.Kind, _ reason: UInt8) {
    let order = book.orders.base[Int(slot)]
    outcomes.append(
      kind, side: order.traits.side, owner: order.owner, id: order.id,
      priceTicks: order.priceTicks, quantity: order.open, remaining: 0, reason: reason)
    book.leave(slot)
  }
}

// MARK: - Replace

extension MatchingEngine {
  /// Changes an order's open quantity or limit.
  public mutating func replace(_ request: ReplaceRequest, owner: AgentIndex) {
    outcomes.removeAll()
    let slot = book.slot(owner: owner, id: request.id)
    if slot == 0 {
      reject(.buy, owner: owner, id: request.id, .unknownOrder)
      return
    }
    let order = book.orders.base[Int(slot)]
    if let reason = refusal(of: request, for: order) {
      reject(order.traits.side, owner: owner, id: request.id, reason)
      return
    }
    let quantity = request.quantity.map { UInt32(truncatingIfNeeded: $0.lots) } ?? order.open
    let ticks = request.price.map { Int32(truncatingIfNeeded: $0.ticks) } ?? order.priceTicks
    if rules.reductionKeepsPlace && quantity < order.open && ticks == order.priceTicks {
      shrink(slot, to: quantity)
    } else {
      reenter(slot, quantity: quantity, ticks: ticks)
      finishMessage()
    }
    checkAfterMessage()
  }

  /// The checks on a replace, in the order of docs/order-semantics.md.
  private mutating func refusal(of request: ReplaceRequest, for order: RestingOrder)
    -> RejectReason?
  {
    let lots = request.quantity?.lots ?? Int64(order.open)
    let price = request.price ?? Price(ticks: Int64(order.priceTicks))
    if lots < 1 || lots >= Quantity.orderLimit { return .invalidQuantity }
    if request.quantity != nil && lots % rules.lotSize != 0 { return .lotSize }
    if request.price != nil && (order.traits.type == .stop || !price.isWithinLimit) {
      return .invalidPrice
    }
    if request.price != nil && price.ticks % rules.tickSize != 0 { return .tickSize }
    if Money.value(price, Quantity(lots: lots)) == nil { return .notionalLimit }
    if order.display != 0 && Int64(order.display) * 1000 < lots { return .invalidDisplayQuantity }
    let isReduction = lots < Int64(order.open) && price.ticks == Int64(order.priceTicks)
    let keepsPlace = rules.reductionKeepsPlace && isReduction
    let mayTrade = order.traits.isPostOnly && !order.traits.isWaiting && !keepsPlace
    if mayTrade && wouldTrade(order.traits.side, Int32(truncatingIfNeeded: price.ticks)) {
      return .postOnlyWouldTrade
    }
    return nil
  }

  /// Makes an order smaller where it stands.
  private mutating func shrink(_ slot: UInt32, to quantity: UInt32) {
    let order = book.orders.base[Int(slot)]
    let lots = order.open - quantity
    let reserve = order.open - order.slice
    book.reduce(
      slot, by: lots, slice: lots > reserve ? lots - reserve : 0, on: book.level(of: slot))
    announceReplace(slot, ahead: order.traits.isWaiting ? 0 : order.aheadAtEntry)
  }

  /// Takes an order out of its queue and lets it enter anew.
  private mutating func reenter(_ slot: UInt32, quantity: UInt32, ticks: Int32) {
    book.dequeue(slot)
    book.orders.base[Int(slot)].open = quantity
    book.orders.base[Int(slot)].slice = quantity
    book.orders.base[Int(slot)].priceTicks = ticks
    announceReplace(slot, ahead: 0)
    let order = book.orders.base[Int(slot)]
    if order.traits.isWaiting {
      book.enqueue(slot)
      return
    }
    var incoming = IncomingOrder(
      owner: order.owner, id: order.id, traits: order.traits, priceTicks: ticks,
      limitKey: MatchingEngine.limitKey(order.traits.side, ticks), open: quantity,
      display: order.display,
      isProtected: false, slot: slot, announcement: outcomes.count - 1)
    execute(&incoming, expiry: nil)
  }

  private mutating func announceReplace(_ slot: UInt32, ahead: Int64) {
    let order = book.orders.base[Int(slot)]
    outcomes.append(
      .replaced, side: order.traits.side, owner: order.owner, id: order.id,
      priceTicks: order.priceTicks, quantity: order.open, remaining: order.open, ahead: ahead)
  }
}
