// From an agent to a venue: risk gate, latency, and the order of the session.

extension Kernel {
  /// Sends a new order on its way, or lets the agent's own risk gate refuse it.
  @inline(__always)
  mutating func submit(_ order: NewOrder, from agent: UInt32) {
    guard hasRoom() else { return }
    guard knowsBook(order.venue, order.instrument) else {
      refuseUnknownBook(VenueMail(.submit, order), from: agent)
      return
    }
    if let reason = gateRefusal(of: order, from: agent) {
      refuse(VenueMail(.submit, order), from: agent, reason)
      return
    }
    let slot = venueMail.reserve()
    venueMail[slot].pointee.becomeOrder(order)
    dispatch(slot, from: agent, on: .entry)
  }

  /// Sends a request on its way: all but new orders, which the agent's risk gate looks at first.
  @inline(__always)
  mutating func send(_ request: VenueMail, from agent: UInt32) {
    guard hasRoom() else { return }
    guard knowsBook(request.order.venue, request.order.instrument) else {
      refuseUnknownBook(request, from: agent)
      return
    }
    dispatch(venueMail.put(request), from: agent, on: request.kind.way)
  }

  @inline(__always)
  func knowsBook(_ venue: VenueIndex, _ instrument: InstrumentIndex) -> Bool {
    Int(venue.value) < venueCount && Int(instrument.value) < instrumentCount
  }

  /// Schedules the arrival of a message that is in its room, and journals it.
  @inline(__always)
  private mutating func dispatch(_ slot: UInt32, from agent: UInt32, on way: LatencyWay) {
    let mail = venueMail[slot]
    mark(agent)
    let leaves = now &+ states.base[Int(agent)].decisionLatency
    let venue = mail.pointee.order.venue
    let latency = drawLatency(agent, way, venue: venue, leaves: leaves)
    let lane = lane(of: agent, venue)
    let arrival = max(leaves &+ latency, lane.pointee.entry)
    lane.pointee.entry = arrival
    let sequence = queue.push(
      at: SimTime(nanoseconds: arrival), EventWord(.arrival, agent: agent, slot: slot).payload)
    journalSent(mail, agent: agent, sequence: sequence, arrival: arrival)
    if measuresEntryLatency && mail.pointee.kind == .submit {
      entryLatencies.note(arrival - leaves, of: agent)
    }
  }

  /// Lets a request arrive now, without latency and ahead of what is under way.
  mutating func dispatchNow(_ request: VenueMail, from agent: UInt32) {
    let slot = venueMail.put(request)
    let sequence = queue.push(
      at: SimTime(nanoseconds: now), EventWord(.arrival, agent: agent, slot: slot).payload)
    journalSent(venueMail[slot], agent: agent, sequence: sequence, arrival: now)
  }

  /// The same for what is sent seldom: one place in the program instead of one a caller.
  @inline(never)
  mutating func sendRequest(_ mail: VenueMail, from agent: UInt32) {
    if states.base[Int(agent)].outages >= 0 { noteSent(mail, of: agent) }
    send(mail, from: agent)
  }

  @inline(__always)
  private mutating func journalSent(
    _ mail: UnsafePointer<VenueMail>, agent: UInt32, sequence: UInt64, arrival: Int64
  ) {
    let order = mail.pointer(to: \.order)!
    let book = UInt64(order.pointee.venue.value) | UInt64(order.pointee.instrument.value) << 16
    let modifiers =
      book | UInt64(order.pointee.side.rawValue) << 32 | UInt64(order.pointee.type.rawValue) << 40
      | UInt64(order.pointee.timeInForce.rawValue) << 48
    journal.write(
      RecordHead.word(
        .sent, words: 8, mail.pointee.kind.rawValue, mail.pointee.flags, agent: agent), sequence,
      UInt64(bitPattern: arrival), order.pointee.id.value,
      UInt64(bitPattern: order.pointee.price.ticks),
      UInt64(bitPattern: order.pointee.quantity.lots), modifiers,
      UInt64(bitPattern: order.pointee.displayLots))
    if order.pointee.hasNoTrigger && order.pointee.expiryNanoseconds == NewOrder.none { return }
    journal.write(
      RecordHead.word(.sentTriggers, words: 4, agent: agent),
      UInt64(bitPattern: order.pointee.stopTicks),
      UInt64(bitPattern: order.pointee.protectionTicks),
      UInt64(bitPattern: order.pointee.expiryNanoseconds))
  }
}

// MARK: - Unknown books

extension Kernel {
  /// Answers what concerns a venue or instrument that does not exist: orders and requests about
  /// them by a report, as every refusal; market data, which has no refusal, by a fault.
  @inline(never)
  private mutating func refuseUnknownBook(_ mail: VenueMail, from agent: UInt32) {
    guard mail.kind.concernsOrders else { return note(.unknownBook, of: agent) }
    if mail.kind == .submit { states.base[Int(agent)].ordersSent &+= 1 }
    let isKnownVenue = Int(mail.order.venue.value) < venueCount
    refuse(mail, from: agent, isKnownVenue ? .unknownInstrument : .unknownVenue)
  }
}

// MARK: - Risk gate

extension Kernel {
  /// Why the agent's gate refuses an order; nil after taking it into the agent's open orders.
  @inline(__always)
  private mutating func gateRefusal(of order: NewOrder, from agent: UInt32) -> RejectReason? {
    let state = states.base + Int(agent)
    state.pointee.ordersSent &+= 1
    let lots = order.quantity.lots
    // A quantity that no venue would take is refused here, before it could count as open.
    if lots < 1 || lots >= Quantity.orderLimit { return .invalidQuantity }
    if lots > state.pointee.limits.orderQuantity { return .riskOrderQuantity }
    if Int(state.pointee.openOrders) >= state.pointee.limits.openOrders { return .riskOpenOrders }
    let account = account(of: agent, order.instrument)
    let worst = account.pointee.exposure(order.side) + lots
    if worst > state.pointee.limits.position { return .riskPosition }
    account.pointee.addOpen(lots, order.side)
    state.pointee.openOrders += 1
    return nil
  }

  /// Reports a refusal at the agent's own side, which knows no latency but the agent's thinking.
  private mutating func refuse(_ mail: VenueMail, from agent: UInt32, _ reason: RejectReason) {
    let order = mail.order
    if mail.kind == .submit { states.base[Int(agent)].ordersRejected &+= 1 }
    let leaves = now &+ states.base[Int(agent)].decisionLatency
    let slot = reports.put(
      ExecutionReport(
        kind: mail.kind == .submit ? .rejected : .changeRejected, side: order.side,
        isAggressor: false, reasonCode: reason.rawValue, venue: order.venue,
        instrument: order.instrument, order: order.id, price: order.price,
        quantity: order.quantity, remaining: .zero, fee: .zero, aheadAtEntry: .zero,
        tradedAhead: .zero, time: SimTime(nanoseconds: now), cause: cause))
    let sequence = queue.push(
      at: SimTime(nanoseconds: leaves), EventWord(.report, agent: agent, slot: slot).payload)
    journal.write(
      RecordHead.word(
        .refused, words: 4, mail.kind.rawValue, reason.rawValue, agent: agent), sequence,
      UInt64(bitPattern: leaves), order.id.value)
  }

  /// Takes lots off an agent's open orders, and the order itself where it is gone.
  @inline(__always)
  mutating func release(
    _ lots: Int64, side: Side, agent: UInt32, instrument: InstrumentIndex, isFinal: Bool
  ) {
    let account = account(of: agent, instrument)
    account.pointee.addOpen(-lots, side)
    if isFinal { states.base[Int(agent)].openOrders -= 1 }
  }
}

// MARK: - Faults

extension Kernel {
  /// Journals something that an agent did wrong and that was ignored.
  mutating func note(_ agentFault: AgentFault, of agent: UInt32) {
    states.base[Int(agent)].faults[agentFault] += 1
    journal.write(
      RecordHead.word(.fault, words: 4, agentFault.rawValue, agent: agent),
      UInt64(bitPattern: now), 0, 0)
  }
}
