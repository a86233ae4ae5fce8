import SimKernel

/// A finished run with its journal.
public struct PlanRun: Sendable {
  public var digest: SHA256Digest
  public var words: [UInt64]
  public var events: Int
  public var trades: UInt64
  public var summaries: [AgentSummary]
  public var end: StopReason

  public var lines: [JournalLine] { JournalLine.lines(words) }

  /// Runs a plan to its end, external agents under `ExternalPolicy`.
  public init(_ plan: SimulationPlan, keepsJournal: Bool = true) throws {
    var simulation = try Simulation(plan, keepsJournal: keepsJournal)
    self.init(finishing: &simulation)
  }

  /// Runs a simulation from where it is to its end.
  public init(finishing simulation: inout Simulation) {
    var words: [UInt64] = []
    let end = PlanRun.advance(&simulation, until: .end, into: &words)
    self.init(simulation, words: words, end: end)
  }

  public init(_ simulation: borrowing Simulation, words: [UInt64], end: StopReason) {
    digest = simulation.digest
    self.words = words
    self.end = end
    events = simulation.eventCount
    trades = simulation.tradeCount
    let count = simulation.plan.participants.count
    var summaries: [AgentSummary] = []
    for agent in 0..<count { summaries.append(simulation.summary(of: AgentIndex(UInt32(agent)))) }
    self.summaries = summaries
  }

  /// Advances to a limit, draining the journal and letting `ExternalPolicy` decide on the way.
  @discardableResult
  public static func advance(
    _ simulation: inout Simulation, until limit: AdvanceLimit, into words: inout [UInt64]
  ) -> StopReason {
    while true {
      let reason = simulation.advance(until: limit)
      if case .decision = reason { ExternalPolicy.decide(&simulation) }
      drain(&simulation, into: &words)
      switch reason {
      case .journalFull, .decision: continue
      case .reached, .finished, .fault: return reason
      }
    }
  }

  /// Advances by a number of events, whatever stops it on the way.
  @discardableResult
  public static func advance(
    _ simulation: inout Simulation, events: Int, into words: inout [UInt64]
  ) -> StopReason {
    let goal = simulation.eventCount + events
    drain(&simulation, into: &words)
    while simulation.eventCount < goal {
      let count = goal - simulation.eventCount
      let reason = simulation.advance(until: .events(count))
      if case .decision = reason { ExternalPolicy.decide(&simulation) }
      drain(&simulation, into: &words)
      switch reason {
      case .journalFull, .reached, .decision: continue
      case .finished, .fault: return reason
      }
    }
    return .reached
  }

  private static func drain(_ simulation: inout Simulation, into words: inout [UInt64]) {
    var drained: [UInt64] = []
    simulation.drainJournal { drained = Array($0) }
    words += drained
  }
}

/// A policy for external agents that depends on nothing but what the agent sees.
public enum ExternalPolicy {
  public static func decide(_ simulation: inout Simulation) {
    let messages = simulation.pendingMessages
    simulation.decide { context in
      for message in messages {
        switch message {
        case .wake(let tag):
          context.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: Int(tag % 3) + 1)
        case .quote(let quote): trade(on: quote, &context)
        case .snapshot(let book): rest(behind: book, &context)
        default: break
        }
      }
    }
  }

  private static func trade(on quote: Quote, _ context: inout AgentContext) {
    guard quote.time.nanoseconds % 5 == 0 else { return }
    context.submit(
      NewOrder(
        id: context.nextOrderID(), venue: quote.venue, instrument: quote.instrument,
        side: context.position(quote.instrument).lots > 0 ? .sell : .buy, type: .market,
        quantity: Quantity(lots: 1 + quote.time.nanoseconds % 3)))
  }

  private static func rest(behind book: BookSnapshot, _ context: inout AgentContext) {
    guard let bid = book.bids.first else { return }
    context.submit(
      NewOrder(
        id: context.nextOrderID(), venue: book.venue, instrument: book.instrument, side: .buy,
        quantity: Quantity(lots: 2), price: Price(ticks: bid.price.ticks - 1)))
  }
}
