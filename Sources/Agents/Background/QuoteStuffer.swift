import SimKernel

/// Sends bursts of orders that it cancels at once, far from the market (Egginton, Van Ness and Van
/// Ness 2016, "Quote stuffing").
///
/// At each cycle it asks for the best prices, and then, a gap apart, enters an order some ticks
/// behind the best price of one side and the other in turn, and cancels each one with the message
/// right behind it. So an order stands in the book for no longer than the venue takes for two
/// messages. While as many as allowed are on their way, it leaves orders out.
struct QuoteStuffer: Agent {
  let book: TradedBook
  let quantity: Int64
  let burst: Int64
  let gap: SimDuration
  let distance: Int64
  let maxOrders: Int
  private var cadence: Cadence
  /// Orders of the burst that are left.
  private var left: Int64 = 0
  /// Where bids and asks of the burst go, ticks.
  private var bid: Int64 = 0
  private var ask: Int64 = 0
  private var open: [ClientOrderID] = []

  /// Wakes it for its next order.
  private static let nextOrder: UInt32 = 1

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    book = TradedBook(assignment)
    quantity = values.quantity("quantity").lots
    burst = values.integer("burst")
    gap = values.duration("gap")
    distance = values.integer("distance")
    maxOrders = Int(values.integer("max_orders"))
    cadence = Cadence(every: values.duration("wake_every"))
  }

  mutating func prepare(_ setup: inout AgentSetup) { cadence.prepare(&setup) }

  mutating func start(_ context: inout AgentContext) { cadence.start(&context) }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake(QuoteStuffer.nextOrder): send(&context)
    case .wake:
      cadence.next(&context)
      if left == 0 { book.look(&context) }
    case .snapshot(let snapshot): begin(snapshot, &context)
    case .report(let report):
      if report.isFinal { open.removeAll { $0 == report.order } }
    default: break
    }
  }

  private mutating func begin(_ snapshot: BookSnapshot, _ context: inout AgentContext) {
    guard left == 0 else { return }
    left = burst
    let mid = book.twiceMid(snapshot) >> 1
    bid = (snapshot.bids.first?.price.ticks ?? mid) - distance
    ask = (snapshot.asks.first?.price.ticks ?? mid) + distance
    send(&context)
  }

  private mutating func send(_ context: inout AgentContext) {
    let side = left % 2 == 0 ? Side.buy : .sell
    left -= 1
    if open.count < maxOrders {
      let price = Price(ticks: side == .buy ? bid : ask)
      let id = book.rest(side, quantity, at: price, &context)
      open.append(id)
      book.cancel(id, &context)
    }
    if left > 0 { context.wake(at: context.now + gap, tag: QuoteStuffer.nextOrder) }
  }
}

extension AgentType {
  static var quoteStuffer: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "quote_stuffer", summary: "sends bursts of orders that it cancels at once",
        parameters: [
          Cadence.parameter("time between bursts", default: .seconds(30)),
          Parameter(
            "burst", .integer(1...1_000_000), "orders of a burst", default: .integer(1_000)),
          Parameter(
            "gap", .duration(.microseconds(1) ... .hours(1)), "time between two of them",
            default: .duration(.microseconds(100))),
          Parameter(
            "distance", .integer(1...1_000_000), "ticks behind the best price",
            default: .integer(10)),
          Parameter(
            "quantity", .quantity, "lots of an order", default: .quantity(Quantity(lots: 1))),
          Parameter(
            "max_orders", .integer(1...10_000), "orders on their way at the most",
            default: .integer(100)),
        ]),
      make: { QuoteStuffer($0) })
  }
}
