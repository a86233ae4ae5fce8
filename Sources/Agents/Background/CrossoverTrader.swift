import SimKernel

/// Buys while the mean of the last 20 mid prices is not below that of the last 50, else sells.
///
/// It wakes at exponential intervals, each asked for on the answer to the one before, and asks for
/// the best prices. Each answer with two sides adds a mid. From the 51st on it compares the means,
/// rounded to hundredths of a tick as the original does, and orders a number of lots drawn from
/// `OrderSizeMixture` with a limit at the best opposite price (ABIDES-Markets, `MomentumAgent` of
/// rmsc04).
struct CrossoverTrader: Agent {
  static let shortWindow = 20
  static let longWindow = 50

  private let book: TradedBook
  private var moments: RandomMoments
  private var actions = StreamHandle.unassigned
  private var actionNumber: UInt64 = 0
  /// The last 50 mids, in half ticks, oldest first.
  private var mids: [Int64] = []
  /// Mids that were added, at all.
  private var midCount = 0

  init(_ book: TradedBook, meanWake: SimDuration) {
    self.book = book
    moments = RandomMoments(meanGap: meanWake)
  }

  mutating func prepare(_ setup: inout AgentSetup) {
    moments.prepare(&setup)
    actions = setup.stream("actions")
  }

  mutating func start(_ context: inout AgentContext) { moments.next(&context) }

  mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    switch message {
    case .wake: book.look(&context)
    case .snapshot(let snapshot):
      act(on: snapshot, &context)
      moments.next(&context)
    default: break
    }
  }

  private mutating func act(on snapshot: BookSnapshot, _ context: inout AgentContext) {
    guard let bid = snapshot.bids.first, let ask = snapshot.asks.first else { return }
    add(bid.price.ticks + ask.price.ticks)
    guard midCount > Self.longWindow else { return }
    actionNumber += 1
    let lots = OrderSizeMixture.draw(from: &context[stream: actions, decision: actionNumber])
    guard lots > 0 else { return }
    let side: Side = Self.isRising(mids) ? .buy : .sell
    _ = book.rest(side, lots, at: side == .buy ? ask.price : bid.price, &context)
  }

  private mutating func add(_ mid: Int64) {
    midCount += 1
    if mids.count == Self.longWindow { mids.removeFirst() }
    mids.append(mid)
  }

  /// Whether the short mean is not below the long one, both in whole hundredths of a tick.
  ///
  /// Of sums of half ticks, 50 terms make hundredths; 20 make 2/5 of one, whose halves go to even.
  static func isRising(_ mids: [Int64]) -> Bool {
    let long = mids.suffix(longWindow).reduce(0, +)
    let doubled = 5 * mids.suffix(shortWindow).reduce(0, +)
    let below = doubled >> 1
    let short = doubled & 1 == 0 ? below : below + (below & 1)
    return short >= long
  }
}

extension AgentType {
  static var crossover: AgentType {
    AgentType(
      AgentTypeDeclaration(
        name: "crossover", summary: "follows the mean of 20 mids against that of 50",
        parameters: [
          RandomMoments.parameter("mean time between samples of the mid", default: .seconds(37))
        ]),
      make: {
        CrossoverTrader(TradedBook($0), meanWake: $0.parameters.duration("wake_every"))
      })
  }
}
