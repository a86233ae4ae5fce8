import Scenarios
import SimKernel

extension SpeedRace {
  /// Runs the race under one seed.
  ///
  /// - Returns: What the maker lost to adverse selection, ticks x lots.
  /// - Throws: `RunError` for what the scenario brought about, `SpeedRaceMistake` where an order of
  ///   the race was refused.
  func run(seed: UInt64) throws -> Double {
    var simulation = try simulation(seed)
    simulation.keepsJournal = true
    let trades = NewestTrades()
    let sink = TradeSink([trades])
    var ledger = AdverseSelection(
      agent: AgentIndex(UInt32(firstIndex(of: maker))), instrument: maker.instrument,
      halfSpread: maker.parameters.integer("half_spread"))
    while true {
      let reason = simulation.advance(until: .events(1))
      try simulation.drainJournal { try sink.write($0) }
      ledger.mark(trades.take(), value: simulation.fundamental(maker.instrument))
      switch reason {
      case .finished:
        try checkOrders(simulation)
        return ledger.loss
      case .fault(let fault):
        throw RunError.limit(
          path: setup.path, fault, event: simulation.eventCount, time: simulation.now)
      case .decision: simulation.decide { _ in }
      case .reached, .journalFull: break
      }
    }
  }

  private func simulation(_ seed: UInt64) throws(RunError) -> Simulation {
    do throws(PlanError) {
      return try Simulation(setup.seeded(seed).plan)
    } catch {
      throw .plan(path: setup.path, error)
    }
  }

  /// A refused order is a quote that did not stand or a taker that did not come.
  private func checkOrders(_ simulation: borrowing Simulation) throws(SpeedRaceMistake) {
    for group in [maker] + takers {
      let first = firstIndex(of: group)
      for index in first..<first + group.count
      where simulation.summary(of: AgentIndex(UInt32(index))).rejected > 0 {
        throw SpeedRaceMistake(
          "\(setup.path): orders of '\(group.name)' were refused in the run with seed "
            + "\(simulation.plan.seed), allowed is none: limits, tick_size and lot_size that let "
            + "all pass")
      }
    }
  }

  /// The place of a group's first agent among all agents.
  private func firstIndex(of group: Scenario.AgentGroup) -> Int {
    setup.scenario.agents.prefix { $0.name != group.name }.reduce(0) { $0 + $1.count }
  }
}

/// The trades of the event that was last.
private final class NewestTrades: TradeListener {
  private var trades: [TradeRecord] = []

  func write(_ trade: TradeRecord) { trades.append(trade) }

  func finish() {}

  /// Hands them over and forgets them.
  func take() -> [TradeRecord] {
    defer { trades.removeAll(keepingCapacity: true) }
    return trades
  }
}

/// What a maker's fills cost it against the value of their moment, fees left out.
struct AdverseSelection {
  let agent: AgentIndex
  let instrument: InstrumentIndex
  /// Ticks between the middle of its quotes and each of them.
  let halfSpread: Int64
  /// Ticks x lots: of each fill the aggressor's direction x (value - middle of the quotes) x lots.
  private(set) var loss = 0.0

  init(agent: AgentIndex, instrument: InstrumentIndex, halfSpread: Int64) {
    self.agent = agent
    self.instrument = instrument
    self.halfSpread = halfSpread
  }

  /// Takes in trades of one moment.
  ///
  /// - Parameter value: Of the instrument at that moment, ticks.
  mutating func mark(_ trades: [TradeRecord], value: Double?) {
    guard let value else { return }
    for trade in trades where trade.resting == agent && trade.instrument == instrument {
      let beyond = Double(trade.side.sign) * (value - Double(trade.price.ticks))
      loss += (beyond + Double(halfSpread)) * Double(trade.quantity.lots)
    }
  }
}
