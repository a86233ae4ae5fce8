import SimKernel

/// Takes stale quotes: told that the fundamental value has jumped, it takes the quote that the jump
/// has passed by (Budish, Cramton and Shim 2015, "The high-frequency trading arms race").
///
/// It is subscribed to the book's best prices and to the jumps of its instrument's value. On news
/// it buys at the ask it knows where that is at least `min_edge` ticks below the new value, or
/// sells at the bid where that is as far above, with an immediate-or-cancel order limited to that
/// price, so that a quote which has moved meanwhile is left alone. It never quotes, and acts on
/// nothing but news; one order is under way at a time.
struct NewsTaker: Agent {
  let minEdge: Int64
  /// Lots.
  let quantity: Int64
  private var taker: Taker
  private var quote: Quote?

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    minEdge = values.integer("min_edge")
    quantity = values.quantity("quantity").lots
    taker = Taker(TradedBook(assignment), maxPosition: values.integer("max_position"))
  }

  mutating func prepare(_ setup: inout AgentSetup) {
    setup.followFundamental(taker.book.instrument, from: taker.book.venue)
  }

  mutating func start(_ context: inout AgentContext) {
    context.subscribe(taker.book.venue, taker.book.instrument)
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .news(let news): act(on: news, &context)
    case .quote(let newest): quote = newest
    case .report(let report): taker.note(report)
    default: break
    }
  }

  private mutating func act(on news: FundamentalNews, _ context: inout AgentContext) {
    guard let quote else { return }
    if let ask = quote.ask, news.value.ticks - ask.ticks >= minEdge {
      taker.take(.buy, min(quantity, quote.askQuantity.lots), limit: ask, &context)
    } else if let bid = quote.bid, bid.ticks - news.value.ticks >= minEdge {
      taker.take(.sell, min(quantity, quote.bidQuantity.lots), limit: bid, &context)
    }
  }
}

extension AgentType {
  static var newsTaker: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "news_taker", summary: "takes the quotes that a jump of the value has made stale",
        parameters: [
          Parameter(
            "quantity", .quantity, "lots of an order at the most",
            default: .quantity(Quantity(lots: 10))),
          Parameter(
            "min_edge", .integer(1...1_000_000), "ticks between a quote it takes and the value",
            default: .integer(1)),
          Parameter(
            "max_position", .integer(1...1_000_000_000), "lots, long or short",
            default: .integer(1_000_000)),
        ], needsFundamental: true),
      make: { NewsTaker($0) })
  }
}
