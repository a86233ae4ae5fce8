import SimKernel

/// The informed trader of Kyle 1985: knows the value and spends the run trading towards it, slowly
/// enough to hide among noise traders.
///
/// The run is cut into N auctions of equal length. In the middle of auction n it asks for the mid p
/// and sends a market order of beta(n) (v - p) / N lots (`KyleEquilibrium`), rounded to whole ones.
/// The book need not be Kyle's maker: it trades on what the mid is. The value v is given, or drawn
/// once from a normal distribution around the opening price. It has one order under way at a time.
struct KyleTrader: Agent {
  let equilibrium: KyleEquilibrium
  /// The value; nil where it is drawn.
  let given: Price?
  let deviation: Double
  private var taker: Taker
  private var draws = StreamHandle.unassigned
  private var begin = SimTime.zero
  /// Ticks.
  private var value = 0.0
  /// The auction at hand, from 0.
  private var auction = 0

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    deviation = values.number("value_deviation")
    equilibrium = KyleEquilibrium(
      auctions: Int(values.integer("auctions")), valueDeviation: deviation,
      noiseDeviation: values.number("noise_deviation"))
    given = values.has("value") ? values.price("value") : nil
    taker = Taker(TradedBook(assignment), maxPosition: values.integer("max_position"))
  }

  mutating func prepare(_ setup: inout AgentSetup) { draws = setup.stream("value") }

  mutating func start(_ context: inout AgentContext) {
    let open = Double(taker.book.openPrice.ticks)
    let drawn = context[stream: draws, decision: 1].normal(
      mean: open, standardDeviation: deviation)
    value = given.map { Double($0.ticks) } ?? drawn
    begin = context.now
    wake(&context)
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake(let tag):
      auction = Int(tag)
      taker.book.look(&context)
      if auction + 1 < equilibrium.auctions.count { wake(for: auction + 1, &context) }
    case .snapshot(let snapshot): trade(taker.book.twiceMid(snapshot), &context)
    case .report(let report): taker.note(report)
    default: break
    }
  }

  /// Asks to be woken in the middle of an auction.
  private func wake(for auction: Int = 0, _ context: inout AgentContext) {
    let count = Int64(equilibrium.auctions.count)
    let length = (context.end - begin).nanoseconds
    let half = length / (2 * count) * (2 * Int64(auction) + 1)
    context.wake(at: begin + .nanoseconds(half), tag: UInt32(auction))
  }

  private mutating func trade(_ twiceMid: Int64, _ context: inout AgentContext) {
    let gap = value - Double(twiceMid) / 2
    let wanted = equilibrium.auctions[auction].intensity * gap
    guard let lots = Quantiser.quantity(lots: wanted.magnitude) else {
      return context.noteNotANumber()
    }
    taker.take(wanted > 0 ? .buy : .sell, lots.lots, &context)
  }
}

extension AgentType {
  static var kyle: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "kyle", summary: "knows the value and trades towards it over the whole run",
        parameters: [
          Parameter(
            "auctions", .integer(1...1_000_000), "orders over the run", default: .integer(100)),
          Parameter(
            "value_deviation", .number(1e-3...1e9),
            "standard deviation of the value around the opening price, ticks",
            default: .number(50)),
          Parameter(
            "noise_deviation", .number(1e-3...1e9),
            "standard deviation of the flow of noise over the run, lots", default: .number(1_000)),
          Parameter(
            "value", .price, "the value, if it is not to be drawn", default: .absent),
          Parameter(
            "max_position", .integer(1...1_000_000_000), "lots, long or short, at the most",
            default: .integer(1_000_000)),
        ]),
      make: { KyleTrader($0) })
  }
}
