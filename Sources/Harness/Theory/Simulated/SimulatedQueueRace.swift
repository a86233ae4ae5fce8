import Agents
import SimKernel

/// The three conditional probabilities of Cont, Stoikov and Talreja, measured through the matching
/// engine.
///
/// Each experiment begins with b orders at the best bid and a at the best ask, `spread` ticks off,
/// and ends when the mid price moves or our orders are filled; rows are b = 1...5, columns
/// a = 1...5. What comes behind the best prices cannot change the outcome, so that the law plays no
/// farther than the spread: an experiment is some ten messages.
public struct SimulatedQueueRace: Sendable {
  /// The mid price moves up first.
  public var midUp: SimulatedTable
  /// Our buy order, the last of b and never cancelled, is filled before the mid price moves.
  public var bidExecutes: SimulatedTable
  /// Our buy order and our sell order, last in their queues, are both filled before the mid price
  /// moves; the first of the two fills moves it where it empties its queue, the second no longer
  /// counts as a move.
  public var bothExecute: SimulatedTable
  /// Experiments for each entry.
  public var experiments: Int

  /// The largest queue at the start.
  static let size = 5

  /// - Parameters:
  ///   - rates: The model's rates.
  ///   - spread: Ticks between the best prices, at least 1.
  ///   - experiments: For each of the 75 entries, at least 1; the standard errors are at most
  ///     1 / (2 sqrt(experiments)), .002 at 62,500.
  ///   - progress: Is told the part that is done, after each entry.
  /// - Complexity: O(experiments): some 75 x 2 us each.
  public static func run(
    _ rates: ContStoikovTalrejaLaw.Rates, spread: Int, seed: UInt64, experiments: Int,
    progress: (Double) -> Void = { _ in }
  ) -> SimulatedQueueRace {
    precondition(spread >= 1 && experiments >= 1, "spread \(spread), \(experiments) experiments")
    let law = ContStoikovTalrejaLaw(rates, depth: spread)
    var entries = 0.0
    func table(_ question: RaceExperiment.Question) -> SimulatedTable {
      SimulatedTable(
        rows: (1...size).map { bids in
          (1...size).map { asks in
            var race = RaceExperiment(law, question, bids: bids, asks: asks, seed: seed)
            let chance = race.chance(experiments)
            entries += 1
            progress(entries / Double(3 * size * size))
            return chance
          }
        })
    }
    return SimulatedQueueRace(
      midUp: table(.midUp), bidExecutes: table(.bidExecutes), bothExecute: table(.bothExecute),
      experiments: experiments)
  }
}

/// One experiment, repeated: two queues that race each other to be empty.
struct RaceExperiment: ~Copyable {
  enum Question: String {
    case midUp
    case bidExecutes
    case bothExecute
  }

  let question: Question
  let bids: Int
  let asks: Int
  /// Whether our orders stand first in their queues and not last: a control that must differ.
  let oursComeFirst: Bool
  private let start: BestPrices
  private var market: FlowMarket<ContStoikovTalrejaLaw>
  private var ours: [ClientOrderID] = []

  init(
    _ law: ContStoikovTalrejaLaw, _ question: Question, bids: Int, asks: Int, seed: UInt64,
    oursComeFirst: Bool = false
  ) {
    self.question = question
    self.bids = bids
    self.asks = asks
    self.oursComeFirst = oursComeFirst
    start = BestPrices(bid: 0, ask: Int64(law.depth))
    market = FlowMarket(
      law, seed: seed, purpose: "race \(question.rawValue) \(law.depth) \(bids) \(asks)")
  }

  mutating func chance(_ experiments: Int) -> SimulatedValue {
    var successes = 0
    for _ in 0..<experiments { successes += succeeds() ? 1 : 0 }
    return SimulatedValue(successes: successes, trials: experiments)
  }

  private mutating func succeeds() -> Bool {
    market.clear(at: start, strangers: ours)
    ours.removeAll(keepingCapacity: true)
    enter(.buy, bids, hasOurs: question != .midUp)
    enter(.sell, asks, hasOurs: question == .bothExecute)
    var open = ours.count
    while true {
      if market.step() != nil {
        open -= 1
        if open == 0 { return true }
      }
      if !market.hasPrices(start) { return question == .midUp && isUp }
    }
  }

  private mutating func enter(_ side: Side, _ count: Int, hasOurs: Bool) {
    let ticks = side == .buy ? start.bid : start.ask
    if hasOurs && oursComeFirst { ours.append(market.restStranger(side, ticks: ticks)) }
    for _ in 0..<count - (hasOurs ? 1 : 0) { market.rest(side, ticks: ticks) }
    if hasOurs && !oursComeFirst { ours.append(market.restStranger(side, ticks: ticks)) }
  }

  /// Whether the mid price, which has moved, moved up: the ask is gone or the bid is higher.
  private var isUp: Bool {
    guard let bid = market.engine.bestBid?.ticks else { return false }
    return bid > start.bid || market.engine.bestAsk == nil
  }
}
