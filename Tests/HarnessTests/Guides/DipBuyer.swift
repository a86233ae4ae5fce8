import Agents
import SimKernel

/// Buys when the ask has fallen below the highest one seen, and sells when the bid is back there.
struct DipBuyer: Agent {
  let venue: VenueIndex
  let instrument: InstrumentIndex
  let quantity: Quantity
  /// Ticks below the highest ask at which it buys.
  let dip: Int64
  /// Ticks.
  private var highest: Int64?
  /// The order whose last report has not come: one at a time.
  private var underWay: ClientOrderID?

  init(_ assignment: AgentType.Assignment) {
    venue = assignment.venue
    instrument = assignment.instrument
    quantity = assignment.parameters.quantity("quantity")
    dip = assignment.parameters.integer("dip")
  }

  func start(_ context: inout AgentContext) { context.subscribe(venue, instrument) }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .quote(let quote): see(quote, &context)
    case .report(let report):
      if report.isFinal && report.order == underWay { underWay = nil }
    default: break
    }
  }

  private mutating func see(_ quote: Quote, _ context: inout AgentContext) {
    guard let bid = quote.bid, let ask = quote.ask, underWay == nil else { return }
    let high = max(highest ?? ask.ticks, ask.ticks)
    highest = high
    if context.position(instrument) == .zero {
      if ask.ticks <= high - dip { take(.buy, &context) }
    } else if bid.ticks >= high {
      take(.sell, &context)
    }
  }

  private mutating func take(_ side: Side, _ context: inout AgentContext) {
    let id = context.nextOrderID()
    underWay = id
    context.submit(
      NewOrder(
        id: id, venue: venue, instrument: instrument, side: side, type: .market,
        timeInForce: .immediateOrCancel, quantity: quantity))
  }
}

extension AgentType {
  static var dipBuyer: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "dip_buyer", summary: "buys what has become cheaper and sells when it is back",
        parameters: [
          Parameter(
            "dip", .integer(1...10_000), "ticks below the highest ask at which it buys",
            default: .integer(5)),
          Parameter(
            "quantity", .quantity, "lots of an order", default: .quantity(Quantity(lots: 1))),
        ]),
      make: { DipBuyer($0) })
  }
}
