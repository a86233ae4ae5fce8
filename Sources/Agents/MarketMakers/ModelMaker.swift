import SimKernel

/// A market maker who quotes what a closed form says.
///
/// At every refresh it asks for the best prices, and on the answer brings its two quotes to mid -
/// bid distance, rounded down to a tick, and mid + ask distance, rounded up; `StandingQuotes` says
/// what the mid is and when a quote is replaced. The time left is to the end of the run, or the
/// horizon where that is nearer: far from the end the model always sees one horizon ahead. A side
/// whose fill would take the position beyond the bound is not quoted; a fill of a quote that is
/// being replaced, under way while the next one is sent, can take it one quote further.
struct ModelMaker<Model: QuotingModel>: Agent {
  let model: Model
  let negativeDistance: NegativeDistance
  /// Lots of one quote.
  let quantity: Int64
  /// Quotes, long or short.
  let maxInventory: Int64
  let horizon: SimDuration
  private var cadence: Cadence
  private var quotes: StandingQuotes

  /// - Precondition: the parameters of `ModelMakerParameters` are declared.
  init(_ assignment: AgentType.Assignment, _ model: Model) {
    let values = assignment.parameters
    self.model = model
    let word = values.choice("negative_distance")
    guard let negativeDistance = NegativeDistance(rawValue: word) else {
      preconditionFailure("negative_distance is \(word)")
    }
    self.negativeDistance = negativeDistance
    quantity = values.quantity("quantity").lots
    maxInventory = values.integer("max_inventory")
    horizon = values.duration("horizon")
    cadence = Cadence(every: values.duration("wake_every"))
    quotes = StandingQuotes(TradedBook(assignment))
  }

  mutating func prepare(_ setup: inout AgentSetup) { cadence.prepare(&setup) }

  mutating func start(_ context: inout AgentContext) { cadence.start(&context) }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      cadence.next(&context)
      quotes.look(&context)
    case .snapshot(let snapshot):
      quotes.see(snapshot)
      quote(&context)
    case .report(let report): quotes.note(report)
    default: break
    }
  }

  private mutating func quote(_ context: inout AgentContext) {
    let position = quotes.book.position(context)
    let timeLeft = min(max(.zero, context.end - context.now), horizon)
    let distances = model.distances(
      inventory: Double(position) / Double(quantity),
      timeLeft: Double(timeLeft.nanoseconds) * 1e-9)
    let bound = maxInventory * quantity
    let bid = position + quantity <= bound ? price(.buy, distances.bid, &context) : nil
    var ask = position - quantity >= -bound ? price(.sell, distances.ask, &context) : nil
    // Both clamped to a mid that is a tick: it does not trade with itself.
    if let bid, let other = ask, other <= bid { ask = bid + 1 }
    quotes.set(.buy, to: bid, quantity, &context)
    quotes.set(.sell, to: ask, quantity, &context)
  }

  /// Ticks of a quote, rounded away from the mid.
  private func price(
    _ side: Side, _ model: Double?, _ context: inout AgentContext
  ) -> Int64? {
    guard let model, let applied = negativeDistance.applied(to: model) else { return nil }
    let mid = Double(quotes.twiceMid) / 2
    // A distance that is a whole number of ticks but for the rounding of its formula stays one.
    let distance = applied - 1e-9
    let exact = side == .buy ? (mid - distance).rounded(.down) : (mid + distance).rounded(.up)
    guard let price = Quantiser.price(ticks: exact) else {
      context.noteNotANumber()
      return nil
    }
    return price.ticks
  }
}

/// What every market maker of a closed form takes from a scenario.
enum ModelMakerParameters {
  static func parameters(horizon: SimDuration, maxInventory: Int64) -> [Parameter] {
    [
      Cadence.parameter("time between looks at the market", default: .milliseconds(100)),
      Parameter(
        "quantity", .quantity, "lots of each quote, the unit of its inventory",
        default: .quantity(Quantity(lots: 10))),
      Parameter(
        "max_inventory", .integer(1...200),
        "quotes, long or short, beyond which it quotes one side only",
        default: .integer(maxInventory)),
      Parameter(
        "horizon", .duration(.milliseconds(1) ... .hours(24)),
        "time ahead that the model sees, until the end of the run is nearer",
        default: .duration(horizon)),
      Parameter(
        "negative_distance", .choice(NegativeDistance.allCases.map(\.rawValue)),
        "a quote beyond the mid: at the mid instead, sent as it is to trade at once, or none",
        default: .choice(NegativeDistance.clamp.rawValue)),
    ]
  }
}
