import SimKernel

/// Shows orders on one side that it does not mean, to sell or buy on the other (Lee, Eom and Park
/// 2013, "Microstructure-based manipulation: strategic behavior and performance of spoofing
/// traders").
///
/// At each cycle it draws the side of its genuine order, or takes the one that closes its position;
/// joins the best price there, and enters layers of large orders on the other side, the first one
/// `distance` ticks behind the best price and each one a tick further. After the holding time all
/// are taken back. Where a side is empty, its best price is a tick from the mid. A layer that is
/// hit makes a position, which the next cycles' genuine orders are as large as.
struct Spoofer: Agent {
  let book: TradedBook
  let quantity: Int64
  let spoofQuantity: Int64
  let layers: Int64
  let distance: Int64
  let hold: SimDuration
  private var cadence: Cadence
  private var sides = StreamHandle.unassigned
  private var cycles: UInt64 = 0
  private var orders: [ClientOrderID] = []
  private var isShowing = false

  /// Wakes it at the end of the holding time.
  private static let withdrawal: UInt32 = 1

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    book = TradedBook(assignment)
    quantity = values.quantity("quantity").lots
    spoofQuantity = values.quantity("spoof_quantity").lots
    layers = values.integer("layers")
    distance = values.integer("distance")
    hold = values.duration("hold")
    cadence = Cadence(every: values.duration("wake_every"))
  }

  mutating func prepare(_ setup: inout AgentSetup) {
    cadence.prepare(&setup)
    sides = setup.stream("sides")
  }

  mutating func start(_ context: inout AgentContext) { cadence.start(&context) }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake(Spoofer.withdrawal): withdraw(&context)
    case .wake:
      cadence.next(&context)
      if !isShowing { book.look(&context) }
    case .snapshot(let snapshot): show(snapshot, &context)
    case .report(let report):
      if report.isFinal { orders.removeAll { $0 == report.order } }
    default: break
    }
  }

  private mutating func withdraw(_ context: inout AgentContext) {
    for id in orders { book.cancel(id, &context) }
    isShowing = false
  }

  private mutating func show(_ snapshot: BookSnapshot, _ context: inout AgentContext) {
    // Orders of the last cycle, of which no last report has come, are still in the way.
    guard !isShowing, orders.isEmpty else { return }
    isShowing = true
    cycles += 1
    context.wake(at: context.now + hold, tag: Spoofer.withdrawal)
    let side = genuineSide(&context)
    let lots = max(quantity, abs(book.position(context)))
    let price = best(side, snapshot)
    orders.append(book.rest(side, lots, at: Price(ticks: price), &context))
    let start = best(side.opposite, snapshot) + side.sign * distance
    for layer in 0..<layers {
      let price = Price(ticks: start + side.sign * layer)
      orders.append(book.rest(side.opposite, spoofQuantity, at: price, &context))
    }
  }

  private func genuineSide(_ context: inout AgentContext) -> Side {
    let draw = context[stream: sides, decision: cycles].bernoulli(1, in: 2)
    let position = book.position(context)
    if position != 0 { return position > 0 ? .sell : .buy }
    return draw ? .buy : .sell
  }

  private func best(_ side: Side, _ snapshot: BookSnapshot) -> Int64 {
    let levels = side == .buy ? snapshot.bids : snapshot.asks
    if let best = levels.first { return best.price.ticks }
    return (book.twiceMid(snapshot) >> 1) - side.sign
  }
}

extension AgentType {
  static var spoofer: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "spoofer", summary: "shows large orders that it takes back, to trade opposite them",
        parameters: [
          Cadence.parameter("time between cycles", default: .seconds(10)),
          Parameter(
            "hold", .duration(.microseconds(1) ... .hours(24)), "how long its orders stand",
            default: .duration(.seconds(1))),
          Parameter(
            "layers", .integer(1...100), "orders that it does not mean", default: .integer(4)),
          Parameter(
            "distance", .integer(0...1_000_000),
            "ticks of the first of them behind the best price", default: .integer(1)),
          Parameter(
            "spoof_quantity", .quantity, "lots of each of them",
            default: .quantity(Quantity(lots: 200))),
          Parameter(
            "quantity", .quantity, "lots of its genuine order",
            default: .quantity(Quantity(lots: 10))),
        ],
        check: { values, _ in
          let (hold, period) = (values.duration("hold"), values.duration("wake_every"))
          guard hold >= period else { return [] }
          return [
            ParameterFault(
              parameter: "hold",
              message: "hold is \(hold.text), allowed is less than wake_every, \(period.text)")
          ]
        }),
      make: { Spoofer($0) })
  }
}
