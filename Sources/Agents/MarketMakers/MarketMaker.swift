import SimKernel

/// Quotes both sides around the mid and leans against its inventory.
///
/// At every refresh it takes back every quote it has sent and asks for the best prices. Both go the
/// same way in this order and quotes are sent on answers alone, so that the prices are those of the
/// others. On each answer it enters new quotes at mid -+ half spread, both moved by skew x
/// inventory against the position, of which it knows what its reports have told it. Where answers
/// take longer than a refresh and not all equally long, two can come between two refreshes: then
/// quotes of both stand until the next one. The linear skew is the leading term of Avellaneda and
/// Stoikov 2008; there is no model of volatility or of the end of the day.
public struct MarketMaker: Agent {
  public struct Settings: Hashable, Sendable {
    public var book: TradedBook
    public var refreshEvery: SimDuration
    /// Ticks between mid and each quote.
    public var halfSpread: Int64
    public var quantity: Quantity
    /// Ticks by which quotes move for a position of one quote's quantity.
    public var skew: Int64
    /// Lots, long or short, beyond which it stops quoting the side that adds to them.
    public var maxPosition: Int64
  }

  let settings: Settings
  private var refreshes = StreamHandle.unassigned
  private var quotes: [ClientOrderID] = []
  /// The mid it last saw, ticks.
  private var lastMid: Int64

  public init(_ settings: Settings) {
    self.settings = settings
    lastMid = settings.book.openPrice.ticks
  }

  public mutating func prepare(_ setup: inout AgentSetup) { refreshes = setup.stream("refreshes") }

  /// Starts at a moment of its own, so that makers do not move together.
  public mutating func start(_ context: inout AgentContext) {
    let period = UInt64(settings.refreshEvery.nanoseconds)
    let offset = context[stream: refreshes].uniform(below: period)
    context.wake(at: context.now + .nanoseconds(Int64(offset)))
  }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      context.wake(at: context.now + settings.refreshEvery)
      withdraw(&context)
      settings.book.look(&context)
    case .snapshot(let snapshot): refresh(on: snapshot, &context)
    case .report(let report):
      if report.isFinal { quotes.removeAll { $0 == report.order } }
    default: break
    }
  }

  private mutating func withdraw(_ context: inout AgentContext) {
    for id in quotes { settings.book.cancel(id, &context) }
    quotes.removeAll(keepingCapacity: true)
  }

  private mutating func refresh(on snapshot: BookSnapshot, _ context: inout AgentContext) {
    if let bid = snapshot.bids.first, let ask = snapshot.asks.first {
      lastMid = (bid.price.ticks + ask.price.ticks) >> 1
    } else if let last = snapshot.lastTradePrice {
      lastMid = last.ticks
    }
    let position = settings.book.position(context)
    let lean = settings.skew * position / settings.quantity.lots
    if position < settings.maxPosition { quote(.buy, lean: lean, &context) }
    if position > -settings.maxPosition { quote(.sell, lean: lean, &context) }
  }

  private mutating func quote(_ side: Side, lean: Int64, _ context: inout AgentContext) {
    let price = Price(ticks: lastMid - side.sign * settings.halfSpread - lean)
    quotes.append(settings.book.rest(side, settings.quantity.lots, at: price, &context))
  }
}

extension AgentType {
  static var marketMaker: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "market_maker", summary: "quotes both sides and leans against its inventory",
        parameters: [
          Parameter(
            "refresh_every", .duration(.microseconds(1) ... .hours(24)), "time between quotes",
            default: .duration(.seconds(1))),
          Parameter(
            "half_spread", .integer(1...1_000_000), "ticks between the mid and each quote",
            default: .integer(5)),
          Parameter(
            "quantity", .quantity, "lots of each quote",
            default: .quantity(Quantity(lots: 100))),
          Parameter(
            "skew", .integer(0...1_000_000),
            "ticks by which quotes move for a position of one quote's quantity",
            default: .integer(1)),
          Parameter(
            "max_position", .integer(1...1_000_000_000),
            "lots, long or short, beyond which it quotes one side only", default: .integer(1_000)),
        ]),
      make: { assignment in
        let values = assignment.parameters
        return MarketMaker(
          MarketMaker.Settings(
            book: TradedBook(assignment), refreshEvery: values.duration("refresh_every"),
            halfSpread: values.integer("half_spread"), quantity: values.quantity("quantity"),
            skew: values.integer("skew"), maxPosition: values.integer("max_position")))
      })
  }
}
