import SimKernel

/// A trader that does anything at all at round moments, so that many events fall together.
///
/// It sends every order type to every book, valid or not, with cancels, replaces, mass cancels,
/// snapshots, subscriptions and what makes no sense.
public struct TickingTrader: Agent {
  let venueCount: Int64
  let openTicks: [Int64]
  let period: SimDuration
  let subscribes: Bool
  private var draws = StreamHandle.unassigned
  private var number: UInt64 = 0
  private var quotes = 0
  private var sent: [NewOrder] = []

  public init(
    venueCount: Int, openTicks: [Int64], period: SimDuration, subscribes: Bool
  ) {
    self.venueCount = Int64(venueCount)
    self.openTicks = openTicks
    self.period = period
    self.subscribes = subscribes
  }

  public mutating func prepare(_ setup: inout AgentSetup) { draws = setup.stream("draws") }

  public mutating func start(_ context: inout AgentContext) {
    context.wake(at: context.now + period)
    guard subscribes else { return }
    for venue in 0..<venueCount {
      for instrument in openTicks.indices {
        context.subscribe(
          VenueIndex(UInt16(venue)), InstrumentIndex(UInt16(instrument)))
      }
    }
  }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      context.wake(at: context.now + period)
      act(&context)
    case .quote:
      quotes += 1
      if quotes % 16 == 0 { act(&context) }
    case .report(let report):
      if report.isFinal { sent.removeAll { $0.id == report.order } }
    default: break
    }
  }

  private mutating func act(_ context: inout AgentContext) {
    number += 1
    var draw = context[stream: draws, decision: number]
    let choice = draw.uniform(in: 0...99)
    switch choice {
    case 0..<66:
      let order = order(&draw, id: context.nextOrderID(), now: context.now)
      sent.append(order)
      context.submit(order)
    case 66..<94: change(&draw, replaces: choice < 80, &context)
    case 94:
      context.cancelAll(
        MassCancelRequest(
          instrument: draw.bernoulli(0.5) ? InstrumentIndex(0) : nil,
          side: draw.bernoulli(0.5) ? .buy : nil))
    case 95: context.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 3)
    case 96: context.unsubscribe(VenueIndex(0), InstrumentIndex(0))
    case 97: context.subscribe(VenueIndex(0), InstrumentIndex(0))
    case 98: context.wake(at: context.now - .nanoseconds(1))
    default: addressNobody(&draw, &context)
    }
    context[stream: draws] = draw
  }

  private mutating func addressNobody(_ draw: inout RandomStream, _ context: inout AgentContext) {
    guard draw.bernoulli(0.5) else {
      return context.subscribe(VenueIndex(9), InstrumentIndex(0))
    }
    var order = order(&draw, id: context.nextOrderID(), now: context.now)
    order.venue = VenueIndex(9)
    context.submit(order)
    context.cancel(CancelRequest(id: order.id, instrument: InstrumentIndex(9)))
  }

  private mutating func change(
    _ draw: inout RandomStream, replaces: Bool, _ context: inout AgentContext
  ) {
    guard !sent.isEmpty else { return }
    let order = sent[Int(draw.uniform(below: UInt64(sent.count)))]
    guard replaces else {
      return context.cancel(
        CancelRequest(id: order.id, venue: order.venue, instrument: order.instrument))
    }
    context.replace(
      ReplaceRequest(
        id: order.id, venue: order.venue, instrument: order.instrument,
        quantity: draw.bernoulli(0.7) ? Quantity(lots: draw.uniform(in: 0...20)) : nil,
        price: draw.bernoulli(0.4) ? price(&draw, order.instrument) : nil))
  }

  private func price(_ draw: inout RandomStream, _ instrument: InstrumentIndex) -> Price {
    Price(ticks: openTicks[Int(instrument.value)] + draw.uniform(in: -8...8))
  }

  private func order(_ draw: inout RandomStream, id: ClientOrderID, now: SimTime) -> NewOrder {
    let instrument = InstrumentIndex(UInt16(draw.uniform(below: UInt64(openTicks.count))))
    let types: [OrderType] = [.limit, .limit, .limit, .limit, .market, .stop, .stopLimit]
    let type = types[Int(draw.uniform(below: UInt64(types.count)))]
    let lives: [TimeInForce] = [
      .day, .goodTillCancel, .goodTillCancel, .goodTillTime, .immediateOrCancel, .fillOrKill,
    ]
    let life = lives[Int(draw.uniform(below: UInt64(lives.count)))]
    var order = NewOrder(
      id: id, venue: VenueIndex(UInt16(draw.uniform(below: UInt64(venueCount)))),
      instrument: instrument, side: draw.bernoulli(0.5) ? .buy : .sell, type: type,
      timeInForce: life, quantity: Quantity(lots: draw.uniform(in: 1...20)),
      price: price(&draw, instrument))
    if type == .stop || type == .stopLimit { order.stopPrice = price(&draw, instrument) }
    if life == .goodTillTime { order.expiry = now + .milliseconds(draw.uniform(in: 1...60)) }
    switch draw.uniform(in: 0...9) {
    case 0: order.isHidden = true
    case 1, 2: order.displayQuantity = Quantity(lots: draw.uniform(in: 1...4))
    case 3: order.isPostOnly = true
    case 4: if type == .market { order.protectionPrice = price(&draw, instrument) }
    default: break
    }
    return order
  }
}

/// An agent that never sends an order: it starts, and subscribes to every book or to none.
public struct InertAgent: Agent {
  let venueCount: Int
  let instrumentCount: Int

  public init(venueCount: Int, instrumentCount: Int) {
    self.venueCount = venueCount
    self.instrumentCount = instrumentCount
  }

  public mutating func start(_ context: inout AgentContext) {
    for venue in 0..<venueCount {
      for instrument in 0..<instrumentCount {
        context.subscribe(
          VenueIndex(UInt16(venue)), InstrumentIndex(UInt16(instrument)))
      }
    }
  }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {}
}
