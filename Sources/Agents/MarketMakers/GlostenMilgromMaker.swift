import SimKernel

/// Quotes what the value is worth given that the next trader buys, or sells (Glosten and Milgrom
/// 1985): ask = E[value | history, buy], bid = E[value | history, sell].
///
/// The value is `value_range` above or below the opening price; `GlostenMilgromBelief` has the
/// expectations, which are exact as long as the traders are those of `glosten_milgrom_traders` with
/// the same parameters. The ask is rounded up to a tick and the bid down, so that the maker expects
/// no loss; where both are one tick, it keeps the quote at which the informed still trade. Every
/// fill of a quote counts as one trader, so its quantity should be theirs. A report of a trade from
/// before the present session changes nothing.
struct GlostenMilgromMaker: Agent {
  let quantity: Int64
  /// Ticks.
  let low: Int64
  let high: Int64
  private var belief: GlostenMilgromBelief
  private var sessions: ValueSessions
  private var cadence: Cadence
  private var quotes: StandingQuotes

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    quantity = values.quantity("quantity").lots
    low = assignment.openPrice.ticks - values.integer("value_range")
    high = assignment.openPrice.ticks + values.integer("value_range")
    belief = GlostenMilgromBelief(
      informed: values.number("informed"), uninformedBuys: values.number("uninformed_buys"),
      highChance: values.number("high_chance"))
    sessions = ValueSessions(values)
    cadence = Cadence(every: values.duration("wake_every"))
    quotes = StandingQuotes(TradedBook(assignment))
  }

  mutating func prepare(_ setup: inout AgentSetup) { cadence.prepare(&setup) }

  mutating func start(_ context: inout AgentContext) {
    cadence.start(&context)
    sessions.begin(&context)
    quote(&context)
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake(ValueSessions.tag):
      sessions.begin(&context)
      belief.reset()
      quote(&context)
    case .wake:
      cadence.next(&context)
      quote(&context)
    case .report(let report): note(report, &context)
    default: break
    }
  }

  private mutating func note(_ report: ExecutionReport, _ context: inout AgentContext) {
    quotes.note(report)
    guard report.isTrade, report.time >= sessions.start else { return }
    belief.note(report.side.opposite)
    quote(&context)
  }

  private mutating func quote(_ context: inout AgentContext) {
    var bid = ticks(belief.highChance(after: .sell), .down)
    var ask = ticks(belief.highChance(after: .buy), .up)
    if bid >= ask {
      if belief.highChance > 0.5 { bid = ask - 1 } else { ask = bid + 1 }
    }
    quotes.set(.buy, to: bid, quantity, &context)
    quotes.set(.sell, to: ask, quantity, &context)
  }

  /// The expectation of the value in ticks; one that is whole but for its rounding stays so.
  private func ticks(_ highChance: Double, _ rule: FloatingPointRoundingRule) -> Int64 {
    let nudge = rule == .up ? -1e-9 : 1e-9
    let above = (highChance * Double(high - low) + nudge).rounded(rule)
    guard let ticks = Quantiser.integer(above, in: 0...(high - low)) else {
      preconditionFailure("a chance of \(highChance)")
    }
    return low + ticks
  }
}

extension AgentType {
  static var glostenMilgromMaker: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "glosten_milgrom_maker",
        summary: "quotes the expected value given that the next trader buys, or sells",
        parameters: [
          Cadence.parameter(
            "time after which it enters refused quotes again", default: .seconds(1)),
          Parameter(
            "quantity", .quantity, "lots of each quote", default: .quantity(Quantity(lots: 1))),
        ] + ValueSessions.parameters),
      make: { GlostenMilgromMaker($0) })
  }
}
