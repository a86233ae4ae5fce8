import SimKernel

/// Buys at one venue and sells at another where the bid of one is above the ask of the other
/// (Budish, Cramton and Shim 2015, "The high-frequency trading arms race").
///
/// It is subscribed to the best prices of an instrument at two venues, not only at the one of its
/// group. When they cross by the least edge, it sends an immediate order at each side's price to
/// both, as large as the smaller quote. Of two orders one may fail, because a quote has gone
/// meanwhile: then it is long or short, and closes the position with market orders where the price
/// is better before it looks for the next cross. It acts on quotes, and between them at every
/// wake-up, so that a position never waits for a quote; one order at each venue is under way at a
/// time.
struct LatencyArbitrageur: Agent {
  let minEdge: Int64
  let maxQuantity: Int64
  private var cadence: Cadence
  private var first: Taker
  private var second: Taker
  private var firstQuote: Quote?
  private var secondQuote: Quote?

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    minEdge = values.integer("min_edge")
    maxQuantity = values.quantity("max_quantity").lots
    cadence = Cadence(every: values.duration("wake_every"))
    func taker(_ venue: VenueIndex) -> Taker {
      let book = TradedBook(
        venue: venue, instrument: assignment.instrument, openPrice: assignment.openPrice)
      return Taker(book, maxPosition: values.quantity("max_quantity").lots)
    }
    first = taker(values.venue("first_venue"))
    second = taker(values.venue("second_venue"))
  }

  mutating func prepare(_ setup: inout AgentSetup) { cadence.prepare(&setup) }

  mutating func start(_ context: inout AgentContext) {
    cadence.start(&context)
    for book in [first.book, second.book] { context.subscribe(book.venue, book.instrument) }
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      cadence.next(&context)
      act(&context)
    case .quote(let quote):
      if quote.venue == first.book.venue { firstQuote = quote } else { secondQuote = quote }
      act(&context)
    case .report(let report):
      first.note(report)
      second.note(report)
    default: break
    }
  }

  private mutating func act(_ context: inout AgentContext) {
    guard first.underWay == nil, second.underWay == nil else { return }
    if first.book.position(context) != 0 { return close(&context) }
    let (one, other) = (firstQuote, secondQuote)
    if let lots = cross(bid: one, ask: other), let bid = one?.bid, let ask = other?.ask {
      second.take(.buy, lots, limit: ask, &context)
      first.take(.sell, lots, limit: bid, &context)
    } else if let lots = cross(bid: other, ask: one), let bid = other?.bid, let ask = one?.ask {
      first.take(.buy, lots, limit: ask, &context)
      second.take(.sell, lots, limit: bid, &context)
    }
  }

  /// Lots that a bid and an ask have in common, where they cross by the least edge.
  private func cross(bid: Quote?, ask: Quote?) -> Int64? {
    guard let bid, let ask, let high = bid.bid, let low = ask.ask, high.ticks - low.ticks >= minEdge
    else { return nil }
    return min(bid.bidQuantity.lots, ask.askQuantity.lots, maxQuantity)
  }

  private mutating func close(_ context: inout AgentContext) {
    let sells = first.book.position(context) > 0
    let (one, other) = (
      sells ? firstQuote?.bid : firstQuote?.ask, sells ? secondQuote?.bid : secondQuote?.ask
    )
    let isFirst = one.map { one in other.map { sells ? one >= $0 : one <= $0 } ?? true } ?? false
    if isFirst { first.move(to: 0, &context) } else { second.move(to: 0, &context) }
  }
}

extension AgentType {
  static var latencyArbitrageur: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "latency_arbitrageur",
        summary: "trades where the prices of two venues cross, and closes what only one side got",
        parameters: [
          Parameter("first_venue", .venue, "a venue"),
          Parameter("second_venue", .venue, "another venue"),
          Cadence.parameter(
            "time after which it acts without a new quote", default: .milliseconds(100)),
          Parameter(
            "min_edge", .integer(1...1_000_000), "ticks by which a bid is above an ask",
            default: .integer(1)),
          Parameter(
            "max_quantity", .quantity, "lots of an order at the most",
            default: .quantity(Quantity(lots: 100))),
        ],
        check: { values, _ in
          guard values.venue("first_venue") == values.venue("second_venue") else { return [] }
          return [
            ParameterFault(
              parameter: "second_venue",
              message: "first_venue and second_venue are one venue, allowed are two")
          ]
        }),
      make: { LatencyArbitrageur($0) })
  }
}
