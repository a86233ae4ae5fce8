import SimKernel

/// The whole market as one agent: the queue-reactive model of Huang, Lehalle and Rosenbaum 2015.
///
/// Orders come and leave by `QueueReactiveLaw`, at rates that depend on how long the queues around
/// a reference price are. The queues are those of the book, whoever's orders stand in them: at the
/// moments of a Poisson process with a rate that nothing exceeds, the flow asks for the book, and
/// what it then does is thinned to the rates of the queues that it sees. Without latency on either
/// way and without processing time this is the model, exactly; with them the flow reacts to a book
/// of a moment ago. It cancels orders of its own only, the last one of a queue first.
///
/// When the mid price moves and the nearest queue on that side is empty, the reference price moves
/// a tick with it with chance `theta`. Then, with chance `theta_reinit`, the flow takes all its
/// orders back and draws the queues anew from their stationary law; else the queues stay where they
/// stand, the farthest of the side moved away from is given up, and a new one is drawn on the
/// other. While it does so it does nothing else.
///
/// The chances 0.7 and 0.85 are those that the model is used with since the paper; the paper shows
/// its estimated rates as curves only, so that the rates here are ours, of their shape: arrivals
/// that hardly depend on the size, cancels that grow and level off, market orders that become rarer
/// in front of a long queue.
public struct QueueReactive: Agent {
  public struct Settings: Hashable, Sendable {
    /// Opens with the first bid queue at its opening price, a tick below the first ask queue.
    public var book: TradedBook
    /// The law's unit of time.
    public var timeUnit: SimDuration
    /// Lots of every order.
    public var quantity: Int64
    /// The chance that the reference price follows the mid.
    public var theta: Double
    /// The chance that the queues are then drawn anew.
    public var thetaReinit: Double
  }

  /// What the flow does with a snapshot that it has asked for.
  enum Wish: Hashable, Sendable {
    case propose(number: UInt64)
    /// Takes the mid of a book that it has rebuilt as the one from which it moves.
    case settle
  }

  let law: QueueReactiveLaw
  let settings: Settings
  private var proposals = StreamHandle.unassigned
  private var events = StreamHandle.unassigned
  private var moves = StreamHandle.unassigned
  private var proposalNumber: UInt64 = 0
  private var moveNumber: UInt64 = 0
  /// The price of the first bid queue, half a tick below the reference price.
  private var firstBid: Int64
  /// Live orders, in the order in which they were sent.
  private var orders: [LiveOrders.Order] = []
  /// What the answers under way are for; they come in order.
  private var wishes: [Wish] = []
  /// Rebuilt books whose snapshots have not come.
  private var unsettled = 0
  /// Bid plus ask, ticks, as last seen; nil before.
  private var twiceMid: Int64?

  /// Levels that it asks for: its own queues, and what others may have put between them.
  private static let extraLevels = 16

  public init(_ law: QueueReactiveLaw, _ settings: Settings) {
    self.law = law
    self.settings = settings
    firstBid = settings.book.openPrice.ticks
  }

  public mutating func prepare(_ setup: inout AgentSetup) {
    proposals = setup.stream("proposals")
    events = setup.stream("events")
    moves = setup.stream("moves")
  }

  public mutating func start(_ context: inout AgentContext) {
    settings.book.follow(&context)
    for side in Side.allCases {
      for queue in law.queues.indices { fill(queue, side, &context) }
    }
    settle(&context)
    scheduleProposal(&context)
  }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake:
      ask(for: .propose(number: proposalNumber), &context)
      scheduleProposal(&context)
    case .snapshot(let snapshot):
      if !wishes.isEmpty { answer(wishes.removeFirst(), snapshot, &context) }
    case .quote(let quote): follow(quote, &context)
    case .feed(.connected): beginAnew(&context)
    case .report(let report):
      if report.isFinal { orders.removeAll { $0.id == report.order } }
    default: break
    }
  }
}

// MARK: - Orders

extension QueueReactive {
  private mutating func scheduleProposal(_ context: inout AgentContext) {
    proposalNumber += 1
    let mean = Double(settings.timeUnit.nanoseconds) / (2 * law.bound)
    let gap = context[stream: proposals, decision: proposalNumber].exponential(mean: mean)
    guard let delay = context.delay(nanoseconds: gap) else { return }
    context.wake(at: context.now + delay)
  }

  private mutating func ask(for wish: Wish, _ context: inout AgentContext) {
    wishes.append(wish)
    settings.book.look(depth: law.queues.count + QueueReactive.extraLevels, &context)
  }

  private mutating func answer(
    _ wish: Wish, _ snapshot: BookSnapshot, _ context: inout AgentContext
  ) {
    switch wish {
    case .settle:
      unsettled -= 1
      if let bid = snapshot.bids.first, let ask = snapshot.asks.first {
        twiceMid = bid.price.ticks + ask.price.ticks
      }
    case .propose(let number):
      if unsettled == 0 { propose(number, snapshot, &context) }
    }
  }

  private mutating func propose(
    _ number: UInt64, _ snapshot: BookSnapshot, _ context: inout AgentContext
  ) {
    let drawn = context[stream: events, decision: number].uniform() * 2 * law.bound
    let side: Side = drawn < law.bound ? .buy : .sell
    let levels = side == .buy ? snapshot.bids : snapshot.asks
    let sizes = law.queues.indices.map { size(ofQueue: $0, side, levels) }
    switch law.action(drawn - (side == .buy ? 0 : law.bound), sizes: sizes) {
    case .limit(let queue): rest(queue, side, &context)
    case .cancel(let queue): cancelLast(queue, side, &context)
    case .market: settings.book.take(side.opposite, settings.quantity, &context)
    case .pass: break
    }
  }

  private func price(_ queue: Int, _ side: Side) -> Int64 {
    side == .buy ? firstBid - Int64(queue) : firstBid + 1 + Int64(queue)
  }

  /// The size of a queue of the book in orders of the flow's size, begun ones counted whole.
  private func size(ofQueue queue: Int, _ side: Side, _ levels: [BookLevel]) -> Int {
    let price = price(queue, side)
    guard let level = levels.first(where: { $0.price.ticks == price }) else { return 0 }
    return Int((level.quantity.lots + settings.quantity - 1) / settings.quantity)
  }

  private mutating func rest(_ queue: Int, _ side: Side, _ context: inout AgentContext) {
    let ticks = price(queue, side)
    let id = settings.book.rest(side, settings.quantity, at: Price(ticks: ticks), &context)
    orders.append(LiveOrders.Order(id: id, side: side, ticks: ticks))
  }

  private mutating func cancelLast(_ queue: Int, _ side: Side, _ context: inout AgentContext) {
    let price = price(queue, side)
    guard let place = orders.lastIndex(where: { $0.side == side && $0.ticks == price }) else {
      return
    }
    settings.book.cancel(orders.remove(at: place).id, &context)
  }
}

// MARK: - Reference price

extension QueueReactive {
  /// Lets the reference price follow the mid, or not.
  private mutating func follow(_ quote: Quote, _ context: inout AgentContext) {
    guard unsettled == 0, let mid = quote.midHalfTicks, let bid = quote.bid, let ask = quote.ask,
      let before = twiceMid
    else { return }
    twiceMid = mid
    let isEmpty = mid > before ? ask.ticks > price(0, .sell) : bid.ticks < price(0, .buy)
    guard mid != before, isEmpty else { return }
    moveNumber += 1
    guard context[stream: moves, decision: moveNumber].bernoulli(settings.theta) else { return }
    let redraws = context[stream: moves].bernoulli(settings.thetaReinit)
    move(mid > before ? 1 : -1, redraws: redraws, &context)
  }

  private mutating func move(_ ticks: Int64, redraws: Bool, _ context: inout AgentContext) {
    firstBid += ticks
    let given = orders.filter { redraws || !isInQueue($0) }
    for order in given { settings.book.cancel(order.id, &context) }
    orders = redraws ? [] : orders.filter(isInQueue)
    if redraws {
      for side in Side.allCases {
        for queue in law.queues.indices { fill(queue, side, &context) }
      }
    } else {
      fill(law.queues.count - 1, ticks > 0 ? .sell : .buy, &context)
    }
    settle(&context)
  }

  private func isInQueue(_ order: LiveOrders.Order) -> Bool {
    let distance = order.side == .buy ? firstBid - order.ticks : order.ticks - firstBid - 1
    return distance >= 0 && distance < Int64(law.queues.count)
  }

  /// Puts as many orders into a queue as its stationary law draws.
  private mutating func fill(_ queue: Int, _ side: Side, _ context: inout AgentContext) {
    for _ in 0..<law.size(ofQueue: queue, &context[stream: moves]) { rest(queue, side, &context) }
  }

  /// Forgets what it has asked for on a line that was down, and takes the mid of the book as it is.
  private mutating func beginAnew(_ context: inout AgentContext) {
    wishes = []
    unsettled = 0
    settle(&context)
  }

  /// Does nothing until the book that it has just built is there to be seen.
  private mutating func settle(_ context: inout AgentContext) {
    unsettled += 1
    ask(for: .settle, &context)
  }
}

// MARK: - What a scenario says

extension AgentType {
  static var queueReactive: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "queue_reactive",
        summary: "the queue-reactive flow of Huang, Lehalle and Rosenbaum",
        parameters: QueueReactive.parameters, check: { values, _ in QueueReactive.faults(values) }),
      make: { assignment in
        let values = assignment.parameters
        return QueueReactive(
          QueueReactive.law(values),
          QueueReactive.Settings(
            book: TradedBook(assignment), timeUnit: values.duration("time_unit"),
            quantity: values.quantity("quantity").lots, theta: values.probability("theta"),
            thetaReinit: values.probability("theta_reinit")))
      })
  }
}

extension QueueReactive {
  static var parameters: [Parameter] {
    [
      Parameter(
        "model", .choice(["I", "II"]),
        "I: a queue's rates depend on its size; II: and the second's on whether the first is empty",
        default: .choice("II")),
      Parameter(
        "theta", .probability, "chance that the reference price follows the mid",
        default: .probability(0.7)),
      Parameter(
        "theta_reinit", .probability, "chance that the queues are then drawn anew",
        default: .probability(0.85)),
      rates(
        "limits_1", "limit orders at the first queue", from: 0, "1.4 1.5 1.5 1.4 1.3 1.2 1.1 1"),
      rates(
        "cancels_1", "cancels at the first queue", from: 1,
        "0.3 0.5 0.65 0.8 0.9 1 1.1 1.2 1.3 1.4"),
      rates(
        "markets_1", "market orders at the first queue", from: 1,
        "0.9 0.7 0.55 0.42 0.33 0.26 0.2 0.16"),
      rates("limits_2", "limit orders at the second queue", from: 0, "1 1.05 1.05 1 0.95 0.9 0.85"),
      rates(
        "cancels_2", "cancels at the second queue", from: 1,
        "0.12 0.24 0.36 0.48 0.6 0.7 0.8 0.9 1 1.1 1.2"),
      rates("limits_3", "limit orders at the third queue", from: 0, "0.7 0.75 0.75 0.7 0.65 0.6"),
      rates(
        "cancels_3", "cancels at the third queue", from: 1,
        "0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9"),
      rates(
        "limits_2_as_best", "model II: limit orders at the second queue while the first is empty",
        from: 0, "1.3 1.3 1.25 1.2 1.1 1"),
      rates(
        "cancels_2_as_best", "model II: cancels there then", from: 1,
        "0.25 0.45 0.65 0.8 0.95 1.1 1.2"),
      rates(
        "markets_2", "model II: market orders there then", from: 1, "0.6 0.45 0.35 0.26 0.2 0.15"),
      Parameter(
        "quantity", .quantity, "lots of every order", default: .quantity(Quantity(lots: 1))),
      Parameter(
        "time_unit", .duration(.microseconds(1) ... .hours(24)), "the unit of time of the rates",
        default: .duration(.seconds(1))),
    ]
  }

  private static func rates(
    _ name: String, _ what: String, from size: Int, _ numbers: String
  ) -> Parameter {
    Parameter(
      name, .text,
      "\(what) in a unit of time at sizes \(size), \(size + 1), ...; the last holds beyond",
      default: .text(numbers))
  }

  private static let lists = [
    "limits_1", "cancels_1", "markets_1", "limits_2", "cancels_2", "limits_3", "cancels_3",
    "limits_2_as_best", "cancels_2_as_best", "markets_2",
  ]

  static func faults(_ values: ParameterValues) -> [ParameterFault] {
    let faults = lists.flatMap {
      NumberList.faults($0, values, in: 0.001...1_000_000, counts: 1...1_000)
    }
    guard faults.isEmpty else { return faults }
    return queues(values).filter { !$0.rates.isStable }.map { queue in
      ParameterFault(
        parameter: queue.limits,
        message: "the last rate of limit orders is \(queue.rates.limits.last ?? 0), allowed is less"
          + " than the last of cancels and market orders together, or the queue grows without bound"
      )
    }
  }

  static func law(_ values: ParameterValues) -> QueueReactiveLaw {
    let queues = queues(values).map(\.rates)
    return QueueReactiveLaw(
      Array(queues[..<3]), secondAsBest: values.choice("model") == "II" ? queues[3] : nil)
  }

  /// The three queues, then the second as the best, each with the name of its first list.
  private static func queues(
    _ values: ParameterValues
  ) -> [(limits: String, rates: QueueReactiveLaw.Rates)] {
    func queue(_ limits: String, _ cancels: String, _ markets: String? = nil)
      -> (limits: String, rates: QueueReactiveLaw.Rates)
    {
      func numbers(_ name: String) -> [Double] { NumberList(values.text(name)).numbers }
      return (
        limits,
        QueueReactiveLaw.Rates(
          limits: numbers(limits), cancels: numbers(cancels),
          markets: markets.map(numbers) ?? [])
      )
    }
    return [
      queue("limits_1", "cancels_1", "markets_1"), queue("limits_2", "cancels_2"),
      queue("limits_3", "cancels_3"),
      queue("limits_2_as_best", "cancels_2_as_best", "markets_2"),
    ]
  }
}
