import Agents
import SimKernel

/// The stationary book of Cont, Stoikov and Talreja, measured through the matching engine.
///
/// Limit orders come no farther than `depth` ticks from the opposite best. With the published rates
/// every figure was the same at depths 30 and 60 within three standard errors of 8 x 10^7 events,
/// .0008 of the mean spread: the error of the cut is below that.
public struct SimulatedContStoikovTalreja: Sendable {
  /// Ticks, time-weighted.
  public var meanSpread: SimulatedValue
  /// The share of time at a spread of 1, 2, 3, 4 ticks, and of 5 or more.
  public var spreadChances: [SimulatedValue]
  /// Orders at the best price of a side.
  public var bestSize: SimulatedValue
  /// Changes of the mid price in a unit of time.
  public var midMoves: SimulatedValue
  /// Orders of a side at 1, 2, ..., 10 ticks from the opposite best.
  public var depthProfile: [SimulatedValue]
  /// Proposals of the law on which they rest.
  public var events: Int

  /// Plays the market and averages over time.
  ///
  /// The book begins as if nobody had ever traded, and 100 units of time pass before the averages
  /// begin. Standard errors come from 100 batches of the run.
  ///
  /// - Parameters:
  ///   - events: Proposals of the law, at least 10,000; with the published rates 1.3 in 100 move
  ///     the mid price.
  ///   - progress: Is told the part that is done, a hundred times.
  /// - Complexity: O(events): some 0.3 us each.
  public static func run(
    _ law: ContStoikovTalrejaLaw, seed: UInt64, events: Int,
    progress: (Double) -> Void = { _ in }
  ) -> SimulatedContStoikovTalreja {
    precondition(events >= 10_000, "\(events) events are too few")
    var market = FlowMarket(law, seed: seed, purpose: "cont stoikov talreja")
    market.seedBook()
    var time = 0.0
    while time < 100 {
      time += market.meanWait
      _ = market.step()
    }
    var averages = BookAverages()
    for batch in 1...100 {
      for event in 0..<events / 100 { averages.step(&market, readsDepth: event % 8 == 0) }
      averages.closeBatch()
      progress(Double(batch) / 100)
    }
    return averages.result(events: events)
  }
}

/// Averages over time of a book that a law moves.
private struct BookAverages {
  private var meanSpread = BatchedRatio()
  private var spreads = [BatchedRatio](repeating: BatchedRatio(), count: 5)
  private var bestSize = BatchedRatio()
  private var midMoves = BatchedRatio()
  private var depths = [BatchedRatio](repeating: BatchedRatio(), count: 10)

  /// Counts the book as it stands for the time until the next proposal, and plays that.
  mutating func step(_ market: inout FlowMarket<ContStoikovTalrejaLaw>, readsDepth: Bool) {
    let wait = market.meanWait
    let before = market.bests
    meanSpread.add(wait * Double(before.spread), over: wait)
    for place in spreads.indices {
      let isHere = Int(min(before.spread, 5)) == place + 1
      spreads[place].add(isHere ? wait : 0, over: wait)
    }
    if readsDepth {
      for side in Side.allCases { read(side, of: market.engine, before, wait) }
    }
    _ = market.step()
    midMoves.add(market.bests == before ? 0 : 1, over: wait)
  }

  private mutating func read(
    _ side: Side, of engine: borrowing MatchingEngine, _ bests: BestPrices, _ wait: Double
  ) {
    var orders = [Double](repeating: 0, count: depths.count)
    let levels = engine.levels(side, depth: depths.count)
    for level in levels {
      let distance = Int(bests.distance(side, ticks: level.price.ticks))
      if distance <= orders.count { orders[distance - 1] = Double(level.orderCount) }
    }
    bestSize.add(wait * Double(levels.first?.orderCount ?? 0), over: wait)
    for place in depths.indices { depths[place].add(wait * orders[place], over: wait) }
  }

  mutating func closeBatch() {
    meanSpread.closeBatch()
    for place in spreads.indices { spreads[place].closeBatch() }
    bestSize.closeBatch()
    midMoves.closeBatch()
    for place in depths.indices { depths[place].closeBatch() }
  }

  func result(events: Int) -> SimulatedContStoikovTalreja {
    SimulatedContStoikovTalreja(
      meanSpread: meanSpread.value, spreadChances: spreads.map(\.value),
      bestSize: bestSize.value, midMoves: midMoves.value, depthProfile: depths.map(\.value),
      events: events)
  }
}
