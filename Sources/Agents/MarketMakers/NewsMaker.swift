import SimKernel

/// Quotes around the fundamental value, and moves its quotes at once when it is told that the value
/// has jumped (the liquidity provider of Budish, Cramton and Shim 2015, "The high-frequency trading
/// arms race").
///
/// It knows the value of the start of the run, and later values from news alone. On news it takes
/// back first the quote that the jump has passed by, then enters it anew, then does the same with
/// the other one: until its cancel is at the venue, whoever is faster trades with the stale quote.
/// At every `refresh_every` it enters anew what is gone; what is left of a quote that traded in
/// part stands. It does not quote a side whose fill would take its position beyond the bound.
struct NewsMaker: Agent {
  /// Ticks.
  let halfSpread: Int64
  /// Lots of each quote.
  let quantity: Int64
  /// Lots, long or short.
  let maxPosition: Int64
  private var cadence: Cadence
  private var quotes: StandingQuotes
  /// As far as it has been told, ticks.
  private var value: Int64

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    halfSpread = values.integer("half_spread")
    quantity = values.quantity("quantity").lots
    maxPosition = values.integer("max_position")
    cadence = Cadence(every: values.duration("refresh_every"))
    quotes = StandingQuotes(TradedBook(assignment))
    value = assignment.openPrice.ticks
  }

  mutating func prepare(_ setup: inout AgentSetup) {
    cadence.prepare(&setup)
    setup.followFundamental(quotes.book.instrument, from: quotes.book.venue)
  }

  mutating func start(_ context: inout AgentContext) {
    cadence.start(&context)
    // Its scenario has made sure that there is a value; one that is not a number is noted.
    if let known = context.fundamental(quotes.book.instrument) { value = known.ticks }
    quote(first: .buy, &context)
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .news(let news):
      let stale: Side = news.value.ticks > value ? .sell : .buy
      value = news.value.ticks
      quote(first: stale, &context)
    case .wake:
      cadence.next(&context)
      quote(first: .buy, &context)
    case .report(let report): quotes.note(report)
    default: break
    }
  }

  private mutating func quote(first side: Side, _ context: inout AgentContext) {
    let position = quotes.book.position(context)
    for side in [side, side.opposite] {
      let fits = side.sign * position + quantity <= maxPosition
      quotes.set(side, to: fits ? value - side.sign * halfSpread : nil, quantity, &context)
    }
  }
}

extension AgentType {
  static var newsMaker: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "news_maker", summary: "quotes around the value and moves its quotes on news",
        parameters: [
          Parameter(
            "half_spread", .integer(1...1_000_000), "ticks between the value and each quote",
            default: .integer(5)),
          Parameter(
            "quantity", .quantity, "lots of each quote",
            default: .quantity(Quantity(lots: 100))),
          Parameter(
            "refresh_every", .duration(.microseconds(1) ... .hours(24)),
            "time after which it enters anew what is gone", default: .duration(.seconds(1))),
          Parameter(
            "max_position", .integer(1...1_000_000_000), "lots, long or short",
            default: .integer(1_000_000)),
        ], needsFundamental: true),
      make: { NewsMaker($0) })
  }
}
