import SimKernel

/// Splits large orders into small market orders, one at each moment of a Poisson process (Lillo,
/// Mike and Farmer 2005).
///
/// It works on one metaorder at a time; when its last child is sent, it draws the next one, of
/// random side and of power-law size (`Metaorder`). A group of M such agents is the M hidden orders
/// of the paper: the next child of the group is one of theirs at random. Every child sent counts,
/// also one that finds nobody to trade with. At the bound of its position it gives the metaorder
/// up.
struct MetaorderTrader: Agent {
  let quantity: Int64
  let tail: Double
  let largest: Int64
  let buyChance: Double
  private var moments: RandomMoments
  private var taker: Taker
  private var draws = StreamHandle.unassigned
  private var metaorder: Metaorder?
  /// Metaorders drawn.
  private var drawn: UInt64 = 0

  init(_ assignment: AgentType.Assignment) {
    let values = assignment.parameters
    quantity = values.quantity("quantity").lots
    tail = values.number("tail")
    largest = values.integer("max_children")
    buyChance = values.probability("buy_chance")
    moments = RandomMoments(meanGap: values.duration("wake_every"))
    taker = Taker(TradedBook(assignment), maxPosition: values.integer("max_position"))
  }

  mutating func prepare(_ setup: inout AgentSetup) {
    moments.prepare(&setup)
    draws = setup.stream("metaorders")
  }

  mutating func start(_ context: inout AgentContext) { moments.next(&context) }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      moments.next(&context)
      if taker.underWay == nil { sendChild(&context) }
    case .report(let report): taker.note(report)
    default: break
    }
  }

  private mutating func sendChild(_ context: inout AgentContext) {
    var current = metaorder ?? drawMetaorder(&context)
    let sent = taker.take(current.side, quantity, &context)
    current.sendChild()
    metaorder = sent == 0 || current.isDone ? nil : current
  }

  private mutating func drawMetaorder(_ context: inout AgentContext) -> Metaorder {
    drawn += 1
    return Metaorder(
      tail: tail, largest: largest, buyChance: buyChance,
      from: &context[stream: draws, decision: drawn])
  }
}

extension AgentType {
  static var metaorder: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "metaorder", summary: "splits orders of power-law size into small market orders",
        parameters: [
          RandomMoments.parameter("mean time between children", default: .seconds(1)),
          Parameter(
            "tail", .number(0.1...10), "exponent of the sizes: P(N >= n) = n^-tail",
            default: .number(1.5)),
          Parameter(
            "max_children", .integer(1...1_000_000_000), "children of one metaorder at the most",
            default: .integer(1_000_000)),
          Parameter(
            "buy_chance", .probability, "chance that a metaorder buys",
            default: .probability(0.5)),
          Parameter(
            "quantity", .quantity, "lots of a child", default: .quantity(Quantity(lots: 1))),
          Parameter(
            "max_position", .integer(1...1_000_000_000), "lots, long or short, at the most",
            default: .integer(1_000_000_000)),
        ]),
      make: { MetaorderTrader($0) })
  }
}
