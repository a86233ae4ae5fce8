import SimKernel

/// Sells when the mid price is far above its moving average, buys when it is far below, and closes
/// its position when it is back.
///
/// Of mid prices, one a wake-up, a `ScoreBand` says whether it is long or short by its quantity or
/// flat. What an order did not get is sent for again at the next wake-up. It has one order under
/// way at a time.
struct MeanReversionTrader: MidSampler {
  let quantity: Int64
  var cadence: Cadence
  private var taker: Taker
  private var band: ScoreBand

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    quantity = values.quantity("quantity").lots
    cadence = Cadence(every: values.duration("wake_every"))
    taker = Taker(TradedBook(assignment), maxPosition: quantity)
    band = ScoreBand(values)
  }

  var book: TradedBook { taker.book }

  mutating func note(_ report: ExecutionReport) { taker.note(report) }

  mutating func decide(_ twiceMid: Int64, _ context: inout AgentContext) {
    guard let direction = band.direction(after: twiceMid) else { return }
    taker.move(to: direction * quantity, &context)
  }
}

extension AgentType {
  static var meanReversion: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "mean_reversion",
        summary: "trades against deviations of the mid from its moving average",
        parameters: [
          Cadence.parameter("time between samples of the mid", default: .seconds(1))
        ] + ScoreBand.parameters + [
          Parameter(
            "quantity", .quantity, "lots of its position", default: .quantity(Quantity(lots: 100)))
        ],
        check: { values, _ in ScoreBand.faults(values) }),
      make: { MeanReversionTrader($0) })
  }
}
