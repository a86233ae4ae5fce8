import SimKernel

/// The whole market as one agent: a self-exciting order flow whose orders have measured sizes and
/// places.
///
/// Moments and types of its events are those of `HawkesFlow`. An add stands at a distance from the
/// best price of its own side that was measured at spreads like the present one, which makes the
/// spread return to where it was; one that would cross the spread joins the best price instead. In
/// a narrow spread some adds trade instead, with a chance on the side of the trade before; in a
/// wide one some trades rest (`FlowMarks.crossing`). A cancel takes back one of the flow's own
/// orders, at the price nearest to a measured distance, or its youngest. A trade takes at the best
/// price alone, unless it sweeps; with a chance it meets, before that, a hidden order within the
/// spread, which the flow enters for it. Behind the best prices a plain flow of adds and cancels
/// keeps the book filled (`DeepFlow`): a file of best quotes shows nothing of these until the best
/// price goes.
///
/// `marketlab calibrate` measures and fits its parameters on a recorded market. What is on its way
/// counts as live (an order) or gone (a cancelled one). The flow trades with itself, so that a
/// venue with self-trade prevention cancels what should trade.
public struct MarkedFlow: Agent {
  public struct Settings: Hashable, Sendable {
    public var book: TradedBook
    public var kernels: HawkesKernels
    /// The unit of the kernels' times and of the deep flow's rates.
    public var timeUnit: SimDuration
    public var marks: FlowMarks
    public var deep: DeepFlow
    /// Distances, in ticks, from the opening price and lots of the orders of each side at the
    /// start; the first at distance 0 for a bid and 1 for an ask at least.
    public var seedDistances: [Int64]
    /// Live orders of a side at the most.
    public var maxOrders: Int
  }

  let settings: Settings
  private var process: HawkesProcess
  private var seeds = StreamHandle.unassigned
  private var events = StreamHandle.unassigned
  private var marks = StreamHandle.unassigned
  private var deep = StreamHandle.unassigned
  private var eventNumber: UInt64 = 0
  private var deepNumber: UInt64 = 0
  private var nextType = 0
  private var bests: BestPrices
  private var buys = RankedOrders(.buy)
  private var sells = RankedOrders(.sell)
  /// The latest orders of each side that the events added, the youngest last.
  private var youngBuys: [ClientOrderID] = []
  private var youngSells: [ClientOrderID] = []
  /// The side of the last trade's aggressor.
  private var lastTrade = Side.buy
  /// Live orders for which the deep flow's next moment was drawn.
  private var bound = 0

  /// The tags of its wake-ups.
  private enum Tag {
    static let event: UInt32 = 0
    static let deep: UInt32 = 1
  }

  private static let memory = 16

  public init(_ settings: Settings) {
    self.settings = settings
    process = HawkesProcess(settings.kernels)
    bests = BestPrices(around: settings.book.openPrice)
  }

  public mutating func prepare(_ setup: inout AgentSetup) {
    seeds = setup.stream("seeds")
    events = setup.stream("events")
    marks = setup.stream("marks")
    deep = setup.stream("deep")
  }

  public mutating func start(_ context: inout AgentContext) {
    settings.book.follow(&context)
    for side in Side.allCases {
      for distance in settings.seedDistances {
        let ticks = settings.book.openPrice.ticks - side.sign * distance + (side == .sell ? 1 : 0)
        let lots = context[stream: seeds].choice(settings.marks.addSizes)
        rest(side, ticks, lots, &context)
      }
    }
    scheduleEvent(&context)
    scheduleDeep(&context)
  }

  public mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake(let tag):
      if tag == Tag.event { playEvent(&context) } else { playDeep(&context) }
    case .report(let report): if report.isFinal { remove(report.order, report.side) }
    case .quote(let quote): bests.note(quote)
    default: break
    }
  }

  private mutating func remove(_ id: ClientOrderID, _ side: Side) {
    if side == .buy { buys.remove(id) } else { sells.remove(id) }
  }

  private func orders(_ side: Side) -> RankedOrders { side == .buy ? buys : sells }

  /// The best price of a side.
  private func best(_ side: Side) -> Int64 { side == .buy ? bests.bid : bests.ask }
}

// MARK: - Events

extension MarkedFlow {
  private mutating func scheduleEvent(_ context: inout AgentContext) {
    eventNumber += 1
    let event = process.next(&context[stream: events, decision: eventNumber])
    nextType = event.type
    wake(after: event.wait, Tag.event, &context)
  }

  private func wake(after wait: Double, _ tag: UInt32, _ context: inout AgentContext) {
    let gap = wait * Double(settings.timeUnit.nanoseconds)
    guard let delay = context.delay(nanoseconds: gap) else { return }
    context.wake(at: context.now + delay, tag: tag)
  }

  private mutating func playEvent(_ context: inout AgentContext) {
    let type = FlowType(index: nextType)
    context[stream: marks].begin(decision: UInt32(truncatingIfNeeded: eventNumber))
    let played = played(type, &context)
    switch played.kind {
    case .add: add(played.side, &context)
    case .cancel: cancel(played.side, &context)
    case .trade: trade(played.side, &context)
    }
    scheduleEvent(&context)
  }

  /// Who would rest crosses a narrow spread instead, and who would cross rests in a wide one.
  private func played(_ type: FlowType, _ context: inout AgentContext) -> FlowType {
    let crossing = settings.marks.crossing(spread: bests.spread)
    guard type.kind != .cancel, crossing != 0,
      context[stream: marks].bernoulli(crossing.magnitude)
    else { return type }
    if crossing < 0 { return FlowType(side: type.side, kind: .add) }
    let follows =
      type.kind == .add && context[stream: marks].bernoulli(settings.marks.followChance)
    return FlowType(side: follows ? lastTrade : type.side, kind: .trade)
  }

  private mutating func add(_ side: Side, _ context: inout AgentContext) {
    guard orders(side).count < settings.maxOrders else { return }
    let distances = settings.marks.addDistances(spread: bests.spread)
    let distance = stretched(context[stream: marks].choice(distances))
    let lots = context[stream: marks].choice(settings.marks.addSizes)
    let crosses = -distance >= bests.spread
    let id = rest(side, best(side) - side.sign * (crosses ? 0 : distance), lots, &context)
    if side == .buy {
      MarkedFlow.remember(id, in: &youngBuys)
    } else {
      MarkedFlow.remember(id, in: &youngSells)
    }
  }

  /// Beyond twice the widest bound, where hardly anything was measured, improvements grow with the
  /// spread: a gap that a large trade tore is closed in as many steps as a measured one.
  private func stretched(_ distance: Int64) -> Int64 {
    guard distance < 0, let widest = settings.marks.spreadBounds.last, bests.spread > 2 * widest
    else { return distance }
    return distance * bests.spread / (2 * widest)
  }

  private static func remember(_ id: ClientOrderID, in young: inout [ClientOrderID]) {
    if young.count == memory { young.removeFirst() }
    young.append(id)
  }

  private mutating func cancel(_ side: Side, _ context: inout AgentContext) {
    let count = Double(orders(side).count)
    guard count > 1,
      context[stream: marks].bernoulli(count / (count + settings.marks.thinBook))
    else { return }
    if context[stream: marks].bernoulli(settings.marks.youngestChance),
      let id = takeYoungest(side)
    {
      return takeBack(id, side, &context)
    }
    let distance = context[stream: marks].choice(settings.marks.cancelDistances)
    let places = orders(side).places(nearest: best(side) - side.sign * distance)
    let place = places.lowerBound + Int(context[stream: marks].uniform(below: UInt64(places.count)))
    takeBack(orders(side)[place].id, side, &context)
  }

  /// The youngest order of a side that still lives.
  private mutating func takeYoungest(_ side: Side) -> ClientOrderID? {
    while let id = side == .buy ? youngBuys.popLast() : youngSells.popLast() {
      if orders(side).contains(id) { return id }
    }
    return nil
  }

  private mutating func takeBack(
    _ id: ClientOrderID, _ side: Side, _ context: inout AgentContext
  ) {
    remove(id, side)
    settings.book.cancel(id, &context)
  }

  private mutating func trade(_ side: Side, _ context: inout AgentContext) {
    lastTrade = side
    let isHidden = context[stream: marks].bernoulli(settings.marks.hiddenChance)
    let sweeps = context[stream: marks].bernoulli(settings.marks.sweepChance)
    let lots = context[stream: marks].choice(settings.marks.tradeSizes)
    if isHidden { tradeHidden(side, &context) }
    let limit = sweeps ? nil : Price(ticks: bests.opposite(of: side))
    settings.book.take(side, lots, limit: limit, &context)
  }

  /// A trade with a hidden order, which stands anywhere within the spread.
  private func tradeHidden(_ side: Side, _ context: inout AgentContext) {
    guard bests.spread >= 2 else { return }
    let lots = context[stream: marks].choice(settings.marks.hiddenSizes)
    let ticks = context[stream: marks].uniform(in: bests.bid + 1...bests.ask - 1)
    let (book, price) = (settings.book, Price(ticks: ticks))
    _ = book.rest(side.opposite, lots, at: price, isHidden: true, &context)
    book.take(side, lots, limit: price, &context)
  }
}

// MARK: - Behind the best prices

extension MarkedFlow {
  private var deepRate: Double {
    2 * settings.deep.adds + settings.deep.cancels * Double(bound)
  }

  /// Until its next moment orders come by events, too: these are taken back by the deep flow only
  /// from the moment after.
  private mutating func scheduleDeep(_ context: inout AgentContext) {
    bound = buys.count + sells.count
    guard deepRate > 0 else { return }
    deepNumber += 1
    let wait = context[stream: deep, decision: deepNumber].exponential() / deepRate
    wake(after: wait, Tag.deep, &context)
  }

  private mutating func playDeep(_ context: inout AgentContext) {
    let drawn = context[stream: deep].uniform() * deepRate
    if drawn < 2 * settings.deep.adds {
      addDeep(drawn < settings.deep.adds ? .buy : .sell, &context)
    } else {
      cancelDeep(&context)
    }
    scheduleDeep(&context)
  }

  private mutating func addDeep(_ side: Side, _ context: inout AgentContext) {
    guard orders(side).count < settings.maxOrders else { return }
    let distance = context[stream: deep].geometric(chance: 1 / settings.deep.reach)
    let lots = context[stream: deep].choice(settings.marks.addSizes)
    rest(side, best(side) - side.sign * distance, lots, &context)
  }

  private mutating func cancelDeep(_ context: inout AgentContext) {
    guard bound > 0 else { return }
    let place = Int(context[stream: deep].uniform(below: UInt64(bound)))
    if place < buys.count {
      cancelDeep(buys[place], .buy, &context)
    } else if place - buys.count < sells.count {
      cancelDeep(sells[place - buys.count], .sell, &context)
    }
  }

  private mutating func cancelDeep(
    _ order: RankedOrders.Order, _ side: Side, _ context: inout AgentContext
  ) {
    if order.ticks != best(side) { takeBack(order.id, side, &context) }
  }
}

// MARK: - Orders

extension MarkedFlow {
  @discardableResult
  private mutating func rest(
    _ side: Side, _ ticks: Int64, _ lots: Int64, _ context: inout AgentContext
  ) -> ClientOrderID {
    let id = settings.book.rest(side, lots, at: Price(ticks: ticks), &context)
    let order = RankedOrders.Order(id: id, ticks: ticks)
    if side == .buy { buys.insert(order) } else { sells.insert(order) }
    return id
  }
}
