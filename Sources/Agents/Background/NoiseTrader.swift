import SimKernel

/// A trader without information: at random moments it rests, cancels or takes, at random prices.
///
/// It wakes at exponential intervals (a Poisson process), asks the venue for the best prices, and
/// on the answer draws one action: a limit order at a uniform distance behind the mid, a cancel of
/// its oldest order, or a market order. Such zero-intelligence flow is the background of Gode and
/// Sunder 1993 and of Farmer, Patelli and Zovko 2005. It does not react to prices beyond quoting
/// around them. Regimes change how often it wakes and the size of its orders.
public struct NoiseTrader: Agent {
  public struct Settings: Hashable, Sendable {
    public var book: TradedBook
    /// Mean time between wake-ups.
    public var meanWake: SimDuration
    /// Chances of a limit order and of a cancel; the rest are market orders.
    public var limitChance: Double
    public var cancelChance: Double
    /// Ticks from the mid at the most, at least 1.
    public var maxDistance: Int64
    /// Lots at the most, at least 1.
    public var maxQuantity: Int64
    /// Resting orders at the most; with more, it cancels.
    public var maxOrders: Int
  }

  let settings: Settings
  private var moments: RandomMoments
  private var actions = StreamHandle.unassigned
  /// Not the wake-up's: two can pass before the first one's snapshot arrives.
  private var actionNumber: UInt64 = 0
  /// Its resting orders, oldest first.
  private var resting: [ClientOrderID] = []

  public init(_ settings: Settings) {
    self.settings = settings
    moments = RandomMoments(meanGap: settings.meanWake)
  }

  public mutating func prepare(_ setup: inout AgentSetup) {
    moments.prepare(&setup)
    actions = setup.stream("actions")
  }

  public mutating func start(_ context: inout AgentContext) { moments.next(&context) }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      moments.next(&context)
      settings.book.look(&context)
    case .snapshot(let book): act(on: book, &context)
    case .report(let report): note(report)
    default: break
    }
  }

  private mutating func act(on book: BookSnapshot, _ context: inout AgentContext) {
    actionNumber += 1
    var draw = context[stream: actions, decision: actionNumber]
    let choice = draw.uniform()
    let side: Side = draw.bernoulli(1, in: 2) ? .buy : .sell
    let distance = draw.uniform(in: 1...settings.maxDistance)
    let drawn = Quantity(lots: draw.uniform(in: 1...settings.maxQuantity))
    context[stream: actions] = draw
    let lots = context.sized(drawn).lots
    let isFull = resting.count >= settings.maxOrders
    if choice < settings.limitChance && !isFull {
      rest(side, distance: distance, lots, around: book, &context)
    } else if choice < settings.limitChance + settings.cancelChance || isFull {
      cancelOldest(&context)
    } else {
      settings.book.take(side, lots, &context)
    }
  }

  private mutating func rest(
    _ side: Side, distance: Int64, _ lots: Int64, around snapshot: BookSnapshot,
    _ context: inout AgentContext
  ) {
    let mid = settings.book.twiceMid(snapshot) >> 1
    let price = Price(ticks: mid - side.sign * distance)
    resting.append(settings.book.rest(side, lots, at: price, &context))
  }

  private mutating func cancelOldest(_ context: inout AgentContext) {
    guard !resting.isEmpty else { return }
    settings.book.cancel(resting.removeFirst(), &context)
  }

  private mutating func note(_ report: ExecutionReport) {
    guard report.isFinal, let place = resting.firstIndex(of: report.order) else { return }
    resting.remove(at: place)
  }
}

extension AgentType {
  static var noise: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "noise", summary: "rests, cancels and takes at random moments and prices",
        parameters: [
          RandomMoments.parameter("mean time between actions", default: .seconds(10)),
          Parameter(
            "limit_chance", .probability, "chance that an action is a limit order",
            default: .probability(0.5)),
          Parameter(
            "cancel_chance", .probability,
            "chance that it is a cancel; otherwise it is a market order",
            default: .probability(0.35)),
          Parameter(
            "max_distance", .integer(1...1_000_000), "ticks between a limit order and the mid",
            default: .integer(20)),
          Parameter(
            "max_quantity", .quantity, "lots of an order at the most",
            default: .quantity(Quantity(lots: 100))),
          Parameter(
            "max_orders", .integer(1...10_000), "resting orders at the most",
            default: .integer(10)),
        ],
        check: { values, _ in
          let sum = values.probability("limit_chance") + values.probability("cancel_chance")
          guard sum > 1 else { return [] }
          return [
            ParameterFault(
              parameter: "cancel_chance",
              message: "limit_chance and cancel_chance add up to \(sum), allowed is 1 at the most")
          ]
        }),
      make: { NoiseTrader(NoiseTrader.settings($0)) })
  }
}

extension NoiseTrader {
  static func settings(_ assignment: AgentType.Assignment) -> Settings {
    let values = assignment.parameters
    return Settings(
      book: TradedBook(assignment), meanWake: values.duration("wake_every"),
      limitChance: values.probability("limit_chance"),
      cancelChance: values.probability("cancel_chance"),
      maxDistance: values.integer("max_distance"),
      maxQuantity: values.quantity("max_quantity").lots,
      maxOrders: Int(values.integer("max_orders")))
  }
}
