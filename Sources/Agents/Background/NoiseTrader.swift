import SimKernel

/// A trader without information: at random moments it rests, cancels or takes, at random prices.
///
/// It wakes at exponential intervals (a Poisson process), asks the venue for the best prices, and
/// on the answer draws one action: a limit order at a uniform distance behind the mid, a cancel of
/// its oldest order, or a market order. Such zero-intelligence flow is the background of Gode and
/// Sunder 1993 and of Farmer, Patelli and Zovko 2005. It does not react to prices beyond quoting
/// around them. Regimes change how often it wakes and the size of its orders.
public struct NoiseTrader: Agent {
  public struct Settings: Hashable, Sendable {
    public var venue: VenueIndex
    public var instrument: InstrumentIndex
    /// The mid price to assume before there is one.
    public var openPrice: Price
    /// Mean time between wake-ups.
    public var meanWake: SimDuration
    /// Chances of a limit order and of a cancel; the rest are market orders.
    public var limitChance: Double
    public var cancelChance: Double
    /// Ticks from the mid at the most, at least 1.
    public var maxDistance: Int64
    /// Lots at the most, at least 1.
    public var maxQuantity: Int64
    /// Resting orders at the most; with more, it cancels.
    public var maxOrders: Int
  }

  let settings: Settings
  private var wakes = StreamHandle.unassigned
  private var actions = StreamHandle.unassigned
  private var wakeNumber: UInt64 = 0
  /// Not the wake-up's: two can pass before the first one's snapshot arrives.
  private var actionNumber: UInt64 = 0
  /// Its resting orders, oldest first.
  private var resting: [ClientOrderID] = []

  public init(_ settings: Settings) { self.settings = settings }

  public mutating func prepare(_ setup: inout AgentSetup) {
    wakes = setup.stream("wakes")
    actions = setup.stream("actions")
  }

  public mutating func start(_ context: inout AgentContext) { scheduleWake(&context) }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      scheduleWake(&context)
      context.requestSnapshot(settings.venue, settings.instrument, depth: 1)
    case .snapshot(let book): act(on: book, &context)
    case .report(let report): note(report)
    default: break
    }
  }

  private mutating func scheduleWake(_ context: inout AgentContext) {
    wakeNumber += 1
    let mean = Double(settings.meanWake.nanoseconds)
    let gap = context[stream: wakes, decision: wakeNumber].exponential(mean: mean)
    guard let delay = Quantiser.duration(nanoseconds: gap, in: 1...(1 << 61)) else {
      return context.noteNotANumber()
    }
    context.wake(afterActivity: delay)
  }

  private mutating func act(on book: BookSnapshot, _ context: inout AgentContext) {
    actionNumber += 1
    var draw = context[stream: actions, decision: actionNumber]
    let choice = draw.uniform()
    let side: Side = draw.bernoulli(1, in: 2) ? .buy : .sell
    let distance = draw.uniform(in: 1...settings.maxDistance)
    let drawn = Quantity(lots: draw.uniform(in: 1...settings.maxQuantity))
    context[stream: actions] = draw
    let lots = context.sized(drawn)
    let isFull = resting.count >= settings.maxOrders
    if choice < settings.limitChance && !isFull {
      rest(side, distance: distance, lots, around: book, &context)
    } else if choice < settings.limitChance + settings.cancelChance || isFull {
      cancelOldest(&context)
    } else {
      context.submit(
        NewOrder(
          id: context.nextOrderID(), venue: settings.venue, instrument: settings.instrument,
          side: side, type: .market, timeInForce: .immediateOrCancel, quantity: lots))
    }
  }

  private mutating func rest(
    _ side: Side, distance: Int64, _ lots: Quantity, around book: BookSnapshot,
    _ context: inout AgentContext
  ) {
    let id = context.nextOrderID()
    let mid = reference(book)
    context.submit(
      NewOrder(
        id: id, venue: settings.venue, instrument: settings.instrument, side: side, quantity: lots,
        price: Price(ticks: mid - side.sign * distance)))
    resting.append(id)
  }

  /// The mid price rounded down to a tick, the last trade's price, or the opening price.
  private func reference(_ book: BookSnapshot) -> Int64 {
    if let bid = book.bids.first, let ask = book.asks.first {
      return (bid.price.ticks + ask.price.ticks) >> 1
    }
    return (book.lastTradePrice ?? settings.openPrice).ticks
  }

  private mutating func cancelOldest(_ context: inout AgentContext) {
    guard !resting.isEmpty else { return }
    context.cancel(
      CancelRequest(
        id: resting.removeFirst(), venue: settings.venue, instrument: settings.instrument))
  }

  private mutating func note(_ report: ExecutionReport) {
    guard report.isFinal, let place = resting.firstIndex(of: report.order) else { return }
    resting.remove(at: place)
  }
}

extension AgentType {
  static var noise: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "noise", summary: "rests, cancels and takes at random moments and prices",
        parameters: [
          Parameter(
            "wake_every", .duration(.microseconds(1) ... .hours(24)), "mean time between actions",
            default: .duration(.seconds(10))),
          Parameter(
            "limit_chance", .probability, "chance that an action is a limit order",
            default: .probability(0.5)),
          Parameter(
            "cancel_chance", .probability,
            "chance that it is a cancel; otherwise it is a market order",
            default: .probability(0.35)),
          Parameter(
            "max_distance", .integer(1...1_000_000), "ticks between a limit order and the mid",
            default: .integer(20)),
          Parameter(
            "max_quantity", .quantity, "lots of an order at the most",
            default: .quantity(Quantity(lots: 100))),
          Parameter(
            "max_orders", .integer(1...10_000), "resting orders at the most",
            default: .integer(10)),
        ],
        check: { values, _ in
          let sum = values.probability("limit_chance") + values.probability("cancel_chance")
          guard sum > 1 else { return [] }
          return [
            ParameterFault(
              parameter: "cancel_chance",
              message: "limit_chance and cancel_chance add up to \(sum), allowed is 1 at the most")
          ]
        }),
      make: { NoiseTrader(NoiseTrader.settings($0)) })
  }
}

extension NoiseTrader {
  static func settings(_ assignment: AgentType.Assignment) -> Settings {
    let values = assignment.parameters
    return Settings(
      venue: assignment.venue, instrument: assignment.instrument, openPrice: assignment.openPrice,
      meanWake: values.duration("wake_every"), limitChance: values.probability("limit_chance"),
      cancelChance: values.probability("cancel_chance"),
      maxDistance: values.integer("max_distance"),
      maxQuantity: values.quantity("max_quantity").lots,
      maxOrders: Int(values.integer("max_orders")))
  }
}
