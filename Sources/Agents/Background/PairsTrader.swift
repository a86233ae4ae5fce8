import SimKernel

/// Trades the spread of two instruments back to its mean (Gatev, Goetzmann and Rouwenhorst 2006,
/// "Pairs trading: performance of a relative-value arbitrage rule").
///
/// At each wake-up it asks for the best prices of both, at one venue, and samples the spread
/// first - hedge ratio x second. Where a `ScoreBand` calls for a short position it sells `quantity`
/// of the first and buys hedge ratio x quantity of the second, for a long one the other way round,
/// and back within the band it closes both. What a leg did not get is sent for again at
/// the next wake-up; each leg has one order under way at a time. The group's own instrument does
/// not matter.
struct PairsTrader: Agent {
  let hedgeRatio: Double
  let quantity: Int64
  /// Lots of the second instrument.
  let hedgeQuantity: Int64
  private var cadence: Cadence
  private var first: Taker
  private var second: Taker
  private var band: ScoreBand
  /// Twice the mid of the first instrument, of the present wake-up's answer; nil once it is used.
  private var firstTwiceMid: Int64?

  /// Parts of half a tick in which the spread is sampled: whole numbers have exact sums.
  private static let parts = 1_024.0

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    hedgeRatio = values.number("hedge_ratio")
    quantity = values.quantity("quantity").lots
    let hedge = Quantiser.integer(
      hedgeRatio * Double(quantity), in: 1...(Quantity.orderLimit - 1))
    hedgeQuantity = hedge ?? 1
    cadence = Cadence(every: values.duration("wake_every"))
    band = ScoreBand(values)
    func book(_ name: String) -> TradedBook {
      TradedBook(
        venue: assignment.venue, instrument: values.instrument(name),
        openPrice: assignment.openPrice)
    }
    first = Taker(book("first_instrument"), maxPosition: quantity)
    second = Taker(book("second_instrument"), maxPosition: hedgeQuantity)
  }

  mutating func prepare(_ setup: inout AgentSetup) { cadence.prepare(&setup) }

  mutating func start(_ context: inout AgentContext) {
    first = opened(first, &context)
    second = opened(second, &context)
    cadence.start(&context)
  }

  /// A leg with its own instrument's opening price.
  private func opened(_ leg: Taker, _ context: inout AgentContext) -> Taker {
    let book = leg.book
    let price = context.instrument(book.instrument)?.openPrice ?? book.openPrice
    return Taker(
      TradedBook(venue: book.venue, instrument: book.instrument, openPrice: price),
      maxPosition: leg.maxPosition)
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      cadence.next(&context)
      first.book.look(&context)
      second.book.look(&context)
    case .snapshot(let snapshot): see(snapshot, &context)
    case .report(let report):
      first.note(report)
      second.note(report)
    default: break
    }
  }

  private mutating func see(_ snapshot: BookSnapshot, _ context: inout AgentContext) {
    if snapshot.instrument == first.book.instrument {
      firstTwiceMid = first.book.twiceMid(snapshot)
    } else if let other = firstTwiceMid {
      firstTwiceMid = nil
      decide(Double(other) - hedgeRatio * Double(second.book.twiceMid(snapshot)), &context)
    }
  }

  private mutating func decide(_ spread: Double, _ context: inout AgentContext) {
    let range = (-(1 as Int64) << 62)...(1 << 62)
    guard let sample = Quantiser.integer(spread * PairsTrader.parts, in: range) else {
      return context.noteNotANumber()
    }
    guard let direction = band.direction(after: sample) else { return }
    first.move(to: direction * quantity, &context)
    second.move(to: -direction * hedgeQuantity, &context)
  }
}

extension AgentType {
  static var pairs: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "pairs", summary: "trades the spread of two instruments back to its mean",
        parameters: [
          Parameter("first_instrument", .instrument, "an instrument"),
          Parameter("second_instrument", .instrument, "another one, at the same venue"),
          Cadence.parameter("time between samples of the spread", default: .seconds(1)),
          Parameter(
            "hedge_ratio", .number(1e-3...1e3),
            "ticks of the first that go with a tick of the second, and lots of the second with a"
              + " lot of the first", default: .number(1)),
        ] + ScoreBand.parameters + [
          Parameter(
            "quantity", .quantity, "lots of the first instrument",
            default: .quantity(Quantity(lots: 10)))
        ], check: { values, _ in PairsTrader.faults(values) }),
      make: { PairsTrader($0) })
  }
}

extension PairsTrader {
  static func faults(_ values: ParameterValues) -> [ParameterFault] {
    let faults = ScoreBand.faults(values)
    guard values.instrument("first_instrument") == values.instrument("second_instrument") else {
      return faults
    }
    return faults + [
      ParameterFault(
        parameter: "second_instrument",
        message: "first_instrument and second_instrument are one, allowed are two")
    ]
  }
}
