import SimKernel

/// The whole market as one agent that excites itself: a multivariate Hawkes order flow.
///
/// Adds, cancels and trades of both sides are the six types of a Hawkes process, drawn exactly.
/// Moments and types depend on the flow's own draws alone and never on the book; the book decides
/// what an event does. An add rests at a distance of i ticks from the opposite best price with
/// chance proportional to i^-a, a trade is a market order, a cancel takes back one of the flow's
/// own orders of its side, each equally likely. An add beyond the largest number of orders of a
/// side, and a cancel of a side's last order, do nothing. The book is stationary where adds come
/// no more often than cancels and trades together, as in the defaults; it begins with seed orders
/// on both sides. Bacry, Mastromatteo and Muzy 2015 ("Hawkes processes in finance") survey such
/// flows. Its time is that of the market's activity: regimes multiply all intensities alike, and
/// the size of orders.
///
/// What is on its way counts as live (an order) or gone (a cancelled one). The flow trades with
/// itself, so that a venue with self-trade prevention cancels what should trade.
public struct HawkesFlow: Agent {
  public struct Settings: Hashable, Sendable {
    /// Opens with the best bid at its opening price, one tick below the best ask.
    public var book: TradedBook
    public var kernels: HawkesKernels
    /// The unit of the kernels' times.
    public var timeUnit: SimDuration
    /// Ticks from the opposite best price at the most.
    public var depth: Int
    /// a: adds come at i ticks with chance proportional to i^-a.
    public var depthExponent: Double
    /// Orders of each side at the start, at least 1.
    public var seedOrders: Int
    /// Live orders of a side at the most.
    public var maxOrders: Int
    /// Lots of every order.
    public var quantity: Quantity
  }

  let settings: Settings
  private let distances: WeightedChoice
  private var process: HawkesProcess
  private var seeds = StreamHandle.unassigned
  private var events = StreamHandle.unassigned
  private var places = StreamHandle.unassigned
  private var eventNumber: UInt64 = 0
  /// The event that its next wake-up brings.
  private var nextType = 0
  private var bests: BestPrices
  private var liveBuys = LiveOrders()
  private var liveSells = LiveOrders()

  public init(_ settings: Settings) {
    self.settings = settings
    process = HawkesProcess(settings.kernels)
    bests = BestPrices(around: settings.book.openPrice)
    distances = WeightedChoice(
      weights: (1...settings.depth).map { distance in
        let weight = DetMath.pow(Double(distance), -settings.depthExponent)
        return UInt64((weight * 0x1p40).rounded())
      })
  }

  public mutating func prepare(_ setup: inout AgentSetup) {
    seeds = setup.stream("seeds")
    events = setup.stream("events")
    places = setup.stream("places")
  }

  public mutating func start(_ context: inout AgentContext) {
    settings.book.follow(&context)
    for side in Side.allCases {
      rest(side, distance: 1, &context)
      for _ in 1..<max(1, settings.seedOrders) {
        rest(side, distance: drawDistance(&context[stream: seeds]), &context)
      }
    }
    scheduleEvent(&context)
  }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      play(FlowType(index: nextType), &context)
      scheduleEvent(&context)
    case .report(let report): note(report)
    case .quote(let quote): bests.note(quote)
    default: break
    }
  }

  private mutating func note(_ report: ExecutionReport) {
    guard report.isFinal else { return }
    liveBuys.remove(report.order)
    liveSells.remove(report.order)
  }
}

// MARK: - The flow

extension HawkesFlow {
  private mutating func scheduleEvent(_ context: inout AgentContext) {
    eventNumber += 1
    let event = process.next(&context[stream: events, decision: eventNumber])
    nextType = event.type
    let gap = event.wait * Double(settings.timeUnit.nanoseconds)
    guard let delay = context.delay(nanoseconds: gap) else { return }
    context.wake(afterActivity: delay)
  }

  private mutating func play(_ type: FlowType, _ context: inout AgentContext) {
    let count = type.side == .buy ? liveBuys.count : liveSells.count
    switch type.kind {
    case .add:
      guard count < settings.maxOrders else { return }
      let distance = drawDistance(&context[stream: places, decision: eventNumber])
      rest(type.side, distance: distance, &context)
    case .cancel:
      guard count > 1 else { return }
      let place = context[stream: places, decision: eventNumber].uniform(below: UInt64(count))
      cancel(type.side == .buy ? liveBuys[Int(place)] : liveSells[Int(place)], &context)
    case .trade: settings.book.take(type.side, lots(context), &context)
    }
  }

  private func drawDistance(_ stream: inout RandomStream) -> Int64 {
    Int64(stream.index(of: distances) + 1)
  }

  private mutating func rest(_ side: Side, distance: Int64, _ context: inout AgentContext) {
    let ticks = bests.price(side, distance: distance)
    let id = settings.book.rest(side, lots(context), at: Price(ticks: ticks), &context)
    let order = LiveOrders.Order(id: id, side: side, ticks: ticks)
    if side == .buy { liveBuys.insert(order) } else { liveSells.insert(order) }
  }

  /// Of an order in the regime at hand.
  private func lots(_ context: borrowing AgentContext) -> Int64 {
    context.sized(settings.quantity).lots
  }

  private mutating func cancel(_ order: LiveOrders.Order, _ context: inout AgentContext) {
    if order.side == .buy { liveBuys.remove(order.id) } else { liveSells.remove(order.id) }
    settings.book.cancel(order.id, &context)
  }
}
