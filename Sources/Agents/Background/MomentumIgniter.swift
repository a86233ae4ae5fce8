import SimKernel

/// Pushes the price with a burst of market orders in one direction, waits for others to follow, and
/// sells to them what it bought (momentum ignition: Securities and Exchange Commission 2010,
/// "Concept release on equity market structure", 34-61358, section IV.B).
///
/// A cycle is a burst of equal orders a gap apart on a side drawn at random, the holding time, and
/// market orders a gap apart until it is flat again. A cycle that would begin within another is
/// left out. It has one order under way at a time; of a burst in which reports come late, the
/// orders in between are not sent.
struct MomentumIgniter: Agent {
  private enum Phase: Hashable, Sendable {
    case waiting
    /// Children that are left.
    case pushing(Int64)
    case leaving
  }

  let quantity: Int64
  let burst: Int64
  let gap: SimDuration
  let hold: SimDuration
  private var cadence: Cadence
  private var taker: Taker
  private var phase = Phase.waiting
  private var side = Side.buy
  private var sides = StreamHandle.unassigned
  private var cycles: UInt64 = 0

  /// Wakes it for its next order.
  private static let nextOrder: UInt32 = 1

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    quantity = values.quantity("quantity").lots
    burst = values.integer("burst")
    gap = values.duration("gap")
    hold = values.duration("hold")
    cadence = Cadence(every: values.duration("wake_every"))
    taker = Taker(TradedBook(assignment), maxPosition: quantity * burst)
  }

  mutating func prepare(_ setup: inout AgentSetup) {
    cadence.prepare(&setup)
    sides = setup.stream("sides")
  }

  mutating func start(_ context: inout AgentContext) { cadence.start(&context) }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake(MomentumIgniter.nextOrder): act(&context)
    case .wake:
      cadence.next(&context)
      if phase == .waiting { ignite(&context) }
    case .report(let report): taker.note(report)
    default: break
    }
  }

  private mutating func ignite(_ context: inout AgentContext) {
    cycles += 1
    side = context[stream: sides, decision: cycles].bernoulli(1, in: 2) ? .buy : .sell
    phase = .pushing(burst)
    act(&context)
  }

  private mutating func act(_ context: inout AgentContext) {
    switch phase {
    case .waiting: break
    case .pushing(let left):
      taker.take(side, quantity, &context)
      phase = left > 1 ? .pushing(left - 1) : .leaving
      context.wake(at: context.now + (left > 1 ? gap : hold), tag: MomentumIgniter.nextOrder)
    case .leaving: leave(&context)
    }
  }

  private mutating func leave(_ context: inout AgentContext) {
    guard taker.underWay != nil || taker.book.position(context) != 0 else {
      phase = .waiting
      return
    }
    taker.move(to: 0, &context)
    context.wake(at: context.now + gap, tag: MomentumIgniter.nextOrder)
  }
}

extension AgentType {
  static var momentumIgniter: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "momentum_igniter", summary: "pushes the price in bursts and trades against them",
        parameters: [
          Cadence.parameter("time between cycles", default: .seconds(30)),
          Parameter(
            "burst", .integer(1...10_000), "market orders of a burst", default: .integer(10)),
          Parameter(
            "gap", .duration(.microseconds(1) ... .hours(1)), "time between two of them",
            default: .duration(.milliseconds(20))),
          Parameter(
            "hold", .duration(.microseconds(1) ... .hours(1)),
            "time between the burst and the way back", default: .duration(.seconds(1))),
          Parameter(
            "quantity", .quantity, "lots of an order", default: .quantity(Quantity(lots: 10))),
        ],
        check: { values, _ in
          let most = values.integer("burst") * values.quantity("quantity").lots
          guard most >= Quantity.orderLimit else { return [] }
          return [
            ParameterFault(
              parameter: "burst",
              message: "burst x quantity is \(most) lots, allowed is less than"
                + " \(Quantity.orderLimit)")
          ]
        }),
      make: { MomentumIgniter($0) })
  }
}
