import SimKernel

/// The whole market as one agent: it plays a zero-intelligence law by its own orders.
///
/// It begins with the law's seed orders on both sides of the opening price, all sent at the start,
/// and then wakes at the law's proposals. It knows its live orders from its own reports, and the
/// best prices from its subscription; where a side becomes empty it goes by the last best price
/// that the side had. With a latency it acts on a market that has moved on meanwhile: its limit
/// orders may trade on arrival, its cancels may come too late, and what is on its way counts as
/// live (an order) or gone (a cancelled one). All its orders have one size. Its time is that of the
/// market's activity: regimes multiply all rates alike.
///
/// It trades with itself, so that a venue with self-trade prevention cancels what should trade.
public struct ZeroIntelligence<Law: ZeroIntelligenceLaw>: Agent {
  public struct Settings: Hashable, Sendable {
    /// Opens with the best bid at its opening price, one tick below the best ask.
    public var book: TradedBook
    /// The law's unit of time.
    public var timeUnit: SimDuration
    /// Lots of every order.
    public var quantity: Quantity

    public init(book: TradedBook, timeUnit: SimDuration, quantity: Quantity) {
      self.book = book
      self.timeUnit = timeUnit
      self.quantity = quantity
    }
  }

  let law: Law
  let settings: Settings
  private var seeds = StreamHandle.unassigned
  private var proposals = StreamHandle.unassigned
  private var proposalNumber: UInt64 = 0
  private var live = LiveOrders()
  private var bests: BestPrices
  /// Live orders for which the rate of the next proposal was taken.
  private var bound = 0

  public init(_ law: Law, _ settings: Settings) {
    self.law = law
    self.settings = settings
    bests = BestPrices(around: settings.book.openPrice)
  }

  public mutating func prepare(_ setup: inout AgentSetup) {
    seeds = setup.stream("seeds")
    proposals = setup.stream("proposals")
  }

  public mutating func start(_ context: inout AgentContext) {
    settings.book.follow(&context)
    for side in Side.allCases {
      let distances = law.seedDistances(&context[stream: seeds])
      for distance in distances { rest(side, bests.price(side, distance: distance), &context) }
    }
    scheduleProposal(&context)
  }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake: propose(&context)
    case .report(let report): if report.isFinal { live.remove(report.order) }
    case .quote(let quote): bests.note(quote)
    default: break
    }
  }
}

// MARK: - The flow

extension ZeroIntelligence {
  private mutating func propose(_ context: inout AgentContext) {
    let action = law.action(
      bound: bound, orders: live, bests: bests, &context[stream: proposals])
    switch action {
    case .rest(let side, let ticks): rest(side, ticks, &context)
    case .take(let side): settings.book.take(side, settings.quantity.lots, &context)
    case .cancel(let place): cancel(live[place], &context)
    case .pass: break
    }
    scheduleProposal(&context)
  }

  /// Until the next proposal only what the agent has just done can make its live orders more, so
  /// that their number now bounds it.
  private mutating func scheduleProposal(_ context: inout AgentContext) {
    bound = live.count
    proposalNumber += 1
    let mean = Double(settings.timeUnit.nanoseconds) / law.rate(live: bound)
    let gap = context[stream: proposals, decision: proposalNumber].exponential(mean: mean)
    guard let delay = context.delay(nanoseconds: gap) else { return }
    context.wake(afterActivity: delay)
  }

  private mutating func rest(_ side: Side, _ ticks: Int64, _ context: inout AgentContext) {
    let id = settings.book.rest(side, settings.quantity.lots, at: Price(ticks: ticks), &context)
    live.insert(LiveOrders.Order(id: id, side: side, ticks: ticks))
  }

  private mutating func cancel(_ order: LiveOrders.Order, _ context: inout AgentContext) {
    live.remove(order.id)
    settings.book.cancel(order.id, &context)
  }
}

// MARK: - What a scenario says

extension ZeroIntelligence {
  /// The parameters that every zero-intelligence flow has.
  static var commonParameters: [Parameter] {
    [
      Parameter(
        "quantity", .quantity, "lots of every order", default: .quantity(Quantity(lots: 1)))
    ]
  }

  static func settings(
    _ assignment: AgentType.Assignment, timeUnit: SimDuration
  ) -> Settings {
    Settings(
      book: TradedBook(assignment), timeUnit: timeUnit,
      quantity: assignment.parameters.quantity("quantity"))
  }
}
