import SimKernel

/// A trader who believes in a fundamental value that it observes with errors.
///
/// It wakes at exponential intervals, takes back what it has in the book and asks for the best
/// prices. On the answer it observes the value, updates a `BayesianEstimate` and expects a value r
/// at the end of the run. Below the mid it sells at bid + a, else it buys at ask - a: with the
/// aggressive chance a is 0, else uniform on 0 ..< 2 x spread ticks. In a book without two sides it
/// orders at r on a side by a fair coin. Lots are drawn from `OrderSizeMixture` (ABIDES-Markets,
/// `ValueAgent` of rmsc04).
struct ValueTrader: Agent {
  private let book: TradedBook
  private let aggressiveChance: Double
  private var estimate: BayesianEstimate
  private var moments: RandomMoments
  private var observations = StreamHandle.unassigned
  private var actions = StreamHandle.unassigned
  /// Answers that it has acted on.
  private var actionNumber: UInt64 = 0
  private var lastObserved = SimTime.zero
  /// Its orders that are not gone, as far as it knows.
  private var open: [ClientOrderID] = []

  init(
    _ book: TradedBook, _ estimate: BayesianEstimate, meanWake: SimDuration,
    aggressiveChance: Double
  ) {
    self.book = book
    self.estimate = estimate
    self.aggressiveChance = aggressiveChance
    moments = RandomMoments(meanGap: meanWake)
  }

  mutating func prepare(_ setup: inout AgentSetup) {
    moments.prepare(&setup)
    observations = setup.stream("observations")
    actions = setup.stream("actions")
  }

  mutating func start(_ context: inout AgentContext) {
    lastObserved = context.now
    moments.next(&context)
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      moments.next(&context)
      // One by one: a mass cancel looks through the whole book for a single order.
      for id in open { book.cancel(id, &context) }
      book.look(&context)
    case .snapshot(let snapshot): act(on: snapshot, &context)
    case .report(let report):
      if report.isFinal { open.removeAll { $0 == report.order } }
    default: break
    }
  }

  private mutating func act(on snapshot: BookSnapshot, _ context: inout AgentContext) {
    actionNumber += 1
    guard let expected = expectation(&context) else { return }
    var draw = context[stream: actions, decision: actionNumber]
    let (side, price) = terms(expected, snapshot, &draw)
    let lots = OrderSizeMixture.draw(from: &draw)
    context[stream: actions] = draw
    guard lots > 0 else { return }
    let sized = context.sized(Quantity(lots: lots)).lots
    open.append(book.rest(side, sized, at: price, &context))
  }

  /// The value that it expects at the end of the run, after a new observation.
  private mutating func expectation(_ context: inout AgentContext) -> Price? {
    let observed = context.observeFundamental(
      book.instrument, noiseVariance: estimate.noiseVariance, stream: observations,
      decision: actionNumber)
    // Its scenario has made sure that there is a value; one that is not a number is noted.
    guard let observed else { return nil }
    let gap = context.now - lastObserved
    lastObserved = context.now
    estimate.observe(Double(observed.ticks), after: Double(gap.nanoseconds) / 1e9)
    let left = Double((context.end - context.now).nanoseconds) / 1e9
    return Quantiser.price(ticks: estimate.expected(after: left))
  }

  private func terms(
    _ expected: Price, _ snapshot: BookSnapshot, _ draw: inout RandomStream
  ) -> (Side, Price) {
    guard let bid = snapshot.bids.first?.price.ticks, let ask = snapshot.asks.first?.price.ticks
    else { return (draw.bernoulli(1, in: 2) ? .buy : .sell, expected) }
    let isAggressive = draw.bernoulli(aggressiveChance)
    let distance =
      isAggressive ? 0 : Int64(draw.uniform(below: 2 * UInt64(max(1, ask - bid))))
    return expected.ticks < (bid + ask) >> 1
      ? (.sell, Price(ticks: bid + distance)) : (.buy, Price(ticks: ask - distance))
  }
}

extension AgentType {
  static var value: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "value", summary: "trades towards its estimate of the fundamental value",
        parameters: [
          RandomMoments.parameter(
            "mean time between actions", default: .nanoseconds(175_438_596_491)),
          Parameter(
            "mean", .price, "what it takes the value to revert to, the opening price if left out",
            default: .absent),
          Parameter(
            "reversion", .number(0...1e6), "how fast it takes it to, per second",
            default: .number(1.67e-6)),
          Parameter(
            "assumed_variance", .number(0...1e18),
            "what it takes the value's variance to grow by, square ticks per second",
            default: .number(1e14)),
          Parameter(
            "noise_variance", .number(0...1e18), "of an observation's error, square ticks",
            default: .number(1_000)),
          Parameter(
            "aggressive_chance", .probability, "chance that it pays the spread",
            default: .probability(0.1)),
        ], needsFundamental: true),
      make: { ValueTrader($0) })
  }
}

extension ValueTrader {
  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    let mean = values.has("mean") ? values.price("mean") : assignment.openPrice
    self.init(
      TradedBook(assignment),
      BayesianEstimate(
        mean: Double(mean.ticks), reversion: values.number("reversion"),
        assumedVariance: values.number("assumed_variance"),
        noiseVariance: values.number("noise_variance")),
      meanWake: values.duration("wake_every"),
      aggressiveChance: values.probability("aggressive_chance"))
  }
}
