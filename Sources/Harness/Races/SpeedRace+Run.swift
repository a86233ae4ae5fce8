import SimKernel

extension SpeedRace {
  /// What one seed's run came to.
  struct Run: Sendable {
    /// What the maker lost to adverse selection, ticks x lots.
    var loss = 0.0
    /// Lots that it traded.
    var lots: Int64 = 0
  }

  /// Runs the race under one seed.
  ///
  /// - Throws: `RunError` for what the scenario brought about.
  func run(seed: UInt64) throws(RunError) -> Run {
    var simulation: Simulation
    do throws(PlanError) {
      simulation = try Simulation(setup.seeded(seed).plan)
    } catch {
      throw .plan(path: setup.path, error)
    }
    var ledger = AdverseSelection(
      agent: makerIndex, instrument: maker.instrument,
      halfSpread: maker.parameters.integer("half_spread"))
    while true {
      let reason = simulation.advance(until: .events(1))
      ledger.mark(simulation)
      switch reason {
      case .finished: return Run(loss: ledger.loss, lots: ledger.lots)
      case .fault(let fault):
        throw .limit(
          path: setup.path, fault, event: simulation.eventCount, time: simulation.now)
      case .decision: simulation.decide { _ in }
      case .reached, .journalFull: break
      }
    }
  }

  private var makerIndex: AgentIndex {
    var place = 0
    for group in setup.scenario.agents {
      if group.name == maker.name { break }
      place += group.count
    }
    return AgentIndex(UInt32(place))
  }
}

/// What a maker's fills cost it against the value of their moment.
struct AdverseSelection {
  let agent: AgentIndex
  let instrument: InstrumentIndex
  /// Ticks between the middle of its quotes and each of them.
  let halfSpread: Int64
  /// Ticks x lots: of each fill the aggressor's direction x (value - middle of the quotes) x lots.
  private(set) var loss = 0.0
  private(set) var lots: Int64 = 0
  private var trades: UInt64 = 0
  private var position: Int64 = 0
  /// Money units.
  private var cash: Int64 = 0

  init(agent: AgentIndex, instrument: InstrumentIndex, halfSpread: Int64) {
    self.agent = agent
    self.instrument = instrument
    self.halfSpread = halfSpread
  }

  /// Takes in the trades of the event that was last.
  mutating func mark(_ simulation: borrowing Simulation) {
    guard simulation.tradeCount != trades else { return }
    trades = simulation.tradeCount
    let summary = simulation.summary(of: agent)
    let place = Int(instrument.value)
    let bought = summary.positions[place].lots - position
    // Money is in ten thousandths of a tick of a lot.
    let paid = -Double(summary.cash[place].units - cash) / 10_000
    position = summary.positions[place].lots
    cash = summary.cash[place].units
    guard bought != 0, let value = simulation.fundamental(instrument) else { return }
    lots += abs(bought)
    loss += paid - value * Double(bought) + Double(halfSpread * abs(bought))
  }
}
