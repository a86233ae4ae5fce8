import SimKernel

/// A trader without information that comes once a day and takes at the best price.
///
/// Its moment is U-shaped over a window, likeliest at both ends: from + F^-1(u) (to - from) with
/// F^-1(y) = cbrt(y/4 - 1/8) + 1/2. One whose moment has passed when the run starts comes at the
/// start. It asks for the best prices and buys or sells, by a fair coin, lots drawn from
/// `OrderSizeMixture` with a limit at the best opposite price; where that side is empty it does
/// nothing, ever (ABIDES-Markets, `NoiseAgent` of rmsc04).
struct ArrivalNoise: Agent {
  private let book: TradedBook
  private let from: SimTime
  private let to: SimTime
  private var arrivals = StreamHandle.unassigned
  private var actions = StreamHandle.unassigned

  init(_ book: TradedBook, from: SimTime, to: SimTime) {
    self.book = book
    self.from = from
    self.to = to
  }

  mutating func prepare(_ setup: inout AgentSetup) {
    arrivals = setup.stream("arrival")
    actions = setup.stream("action")
  }

  mutating func start(_ context: inout AgentContext) {
    let share = context[stream: arrivals].uQuadratic()
    // Those that are late come within 100 ns of the start, in an order of chance.
    let offset = Int64(context[stream: arrivals].uniform(below: 100))
    let length = Double((to - from).nanoseconds)
    guard let delay = Quantiser.duration(nanoseconds: share * length) else {
      return context.noteNotANumber()
    }
    context.wake(at: max(context.now, from + delay) + .nanoseconds(offset))
  }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake: book.look(&context)
    case .snapshot(let snapshot): act(on: snapshot, &context)
    default: break
    }
  }

  private func act(on snapshot: BookSnapshot, _ context: inout AgentContext) {
    let side: Side = context[stream: actions].bernoulli(1, in: 2) ? .buy : .sell
    let lots = OrderSizeMixture.draw(from: &context[stream: actions])
    let best = side == .buy ? snapshot.asks.first : snapshot.bids.first
    guard lots > 0, let best else { return }
    _ = book.rest(side, lots, at: best.price, &context)
  }
}

extension AgentType {
  static var arrivalNoise: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "arrival_noise", summary: "comes once, early or late in a day, and takes",
        parameters: [
          Parameter(
            "from", .timeOfDay, "when the day begins, for its moment",
            default: .timeOfDay(.zero + .hours(9))),
          Parameter(
            "to", .timeOfDay, "when the day ends", default: .timeOfDay(.zero + .hours(16))),
        ],
        check: { values, _ in
          let (from, to) = (values.timeOfDay("from"), values.timeOfDay("to"))
          guard to <= from else { return [] }
          return [
            ParameterFault(
              parameter: "to",
              message: "to is \(to.timeOfDayText), allowed is a time after from, "
                + from.timeOfDayText)
          ]
        }),
      make: {
        ArrivalNoise(
          TradedBook($0), from: $0.parameters.timeOfDay("from"),
          to: $0.parameters.timeOfDay("to"))
      })
  }
}
