import SimKernel

/// The traders of Glosten and Milgrom 1985: one comes at each moment of a Poisson process, informed
/// or not.
///
/// An informed trader buys if the value is high and sells if it is low, at the value or better; an
/// uninformed one buys with a given chance, at any price. One agent stands for all of them: the
/// value is drawn from a stream of its own, and every trader is one numbered decision. Orders trade
/// at once or not at all, so that nothing of them stays open.
struct GlostenMilgromTraders: Agent {
  let book: TradedBook
  let quantity: Int64
  let informed: Double
  let uninformedBuys: Double
  let highChance: Double
  let valueRange: Int64
  private var sessions: ValueSessions
  private var moments: RandomMoments
  private var traders = StreamHandle.unassigned
  private var draws = StreamHandle.unassigned
  private var isHigh = false

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    book = TradedBook(assignment)
    quantity = values.quantity("quantity").lots
    informed = values.number("informed")
    uninformedBuys = values.number("uninformed_buys")
    highChance = values.number("high_chance")
    valueRange = values.integer("value_range")
    sessions = ValueSessions(values)
    moments = RandomMoments(meanGap: values.duration("wake_every"))
  }

  mutating func prepare(_ setup: inout AgentSetup) {
    moments.prepare(&setup)
    traders = setup.stream("traders")
    draws = setup.stream("value")
  }

  mutating func start(_ context: inout AgentContext) {
    drawValue(&context)
    moments.next(&context)
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake(ValueSessions.tag): drawValue(&context)
    case .wake:
      trade(&context)
      moments.next(&context)
    default: break
    }
  }

  private mutating func drawValue(_ context: inout AgentContext) {
    sessions.begin(&context)
    isHigh = context[stream: draws, decision: sessions.count].bernoulli(highChance)
  }

  private func trade(_ context: inout AgentContext) {
    var draw = context[stream: traders, decision: moments.count]
    let isInformed = draw.bernoulli(informed)
    let buys = draw.bernoulli(uninformedBuys)
    context[stream: traders] = draw
    guard isInformed else {
      book.take(buys ? .buy : .sell, quantity, &context)
      return
    }
    let value = book.openPrice.ticks + (isHigh ? valueRange : -valueRange)
    book.take(isHigh ? .buy : .sell, quantity, limit: Price(ticks: value), &context)
  }
}

extension AgentType {
  static var glostenMilgromTraders: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "glosten_milgrom_traders",
        summary: "traders of whom some know a hidden value and the others buy and sell at random",
        parameters: [
          RandomMoments.parameter("mean time between traders", default: .seconds(1)),
          Parameter(
            "quantity", .quantity, "lots that each of them trades",
            default: .quantity(Quantity(lots: 1))),
        ] + ValueSessions.parameters),
      make: { GlostenMilgromTraders($0) })
  }
}
