import Scenarios
import SimKernel

/// What one run came to; everything but the three measured figures is the same every time.
public struct RunResult: Sendable {
  /// One agent's account and counts.
  public struct Agent: Sendable {
    public var name: String
    public var type: String
    /// Lots, in the order of the scenario's instruments.
    public var positions: [(symbol: String, lots: Int64)]
    /// By currency in order of first appearance; nil where the sum exceeds 127 bits.
    public var cash: [(currency: String, amount: CurrencyAmount?)]
    /// New orders sent, rejected ones included.
    public var orders: UInt64
    /// New orders refused by the agent's own risk gate or by the venue.
    public var rejected: UInt64
    public var fills: UInt64
    /// Wake-ups handled.
    public var wakes: UInt64
    /// What it did that was answered by ignoring it.
    public var faults: AgentFaultCounts
    /// Messages of market data that were lost on their way to it.
    public var feedLosses: UInt64
    /// How long its new orders took to the venues; nil where it sent none.
    public var orderEntryLatency: LatencyQuantiles?
    /// What it counts about itself; most agents count nothing.
    public var tallies: [AgentTally]
  }

  /// What one venue took for trades, rebates subtracted.
  public struct Fees: Sendable {
    public var venue: String
    /// By currency, as the cash of agents; with it the sum is zero.
    public var taken: [(currency: String, amount: CurrencyAmount?)]
  }

  /// One instrument at one venue, as the run left it.
  public struct Book: Sendable {
    public var venue: String
    public var instrument: Instrument
    public var snapshot: BookSnapshot
  }

  public var setup: RunSetup
  public var digest: SHA256Digest
  public var events: Int
  public var deliveries: Int
  public var trades: UInt64
  public var counts: OrderCounts
  public var agents: [Agent]
  public var fees: [Fees]
  public var books: [Book]
  /// From when on which regime held; empty where the scenario has none.
  public var regimes: [(from: SimTime, regime: MarketRegime)]
  /// From reading the plan to this result.
  public var wallSeconds = 0.0
  /// Within `Simulation.advance`.
  public var eventLoopSeconds = 0.0
  /// The largest resident size of the whole process so far.
  public var peakMemoryBytes = 0

  /// Reads everything off a finished simulation.
  init(_ setup: RunSetup, _ simulation: borrowing Simulation) {
    self.setup = setup
    digest = simulation.digest
    events = simulation.eventCount
    deliveries = simulation.deliveryCount
    trades = simulation.tradeCount
    counts = simulation.orderCounts
    let plan = setup.plan
    agents = plan.participants.indices.map { place in
      Agent(simulation.summary(of: AgentIndex(UInt32(place))), plan.instruments)
    }
    fees = plan.venues.indices.map { place in
      let taken = plan.instruments.indices.map {
        simulation.feesTaken(VenueIndex(UInt16(place)), InstrumentIndex(UInt16($0)))
      }
      return Fees(
        venue: plan.venues[place].name, taken: CurrencyAmount.byCurrency(taken, plan.instruments))
    }
    regimes = simulation.regimePeriods
    books = []
    for venue in plan.venues.indices {
      for instrument in plan.instruments.indices {
        let snapshot = simulation.snapshot(
          VenueIndex(UInt16(venue)), InstrumentIndex(UInt16(instrument)), depth: 5)
        books.append(
          Book(
            venue: plan.venues[venue].name, instrument: plan.instruments[instrument],
            snapshot: snapshot))
      }
    }
  }

  /// Agents that sent no order in the whole run.
  public var neverActed: [String] { agents.filter { $0.orders == 0 }.map(\.name) }

  /// Wake-ups of all agents of the type `value`.
  public var valueWakes: UInt64 {
    agents.reduce(0) { $0 + ($1.type == "value" ? $1.wakes : 0) }
  }

  /// Length of the scenario's clock.
  public var simulatedSeconds: Double {
    Double((setup.plan.end - setup.plan.start).nanoseconds) / 1e9
  }
}

extension RunResult.Agent {
  fileprivate init(_ summary: AgentSummary, _ instruments: [Instrument]) {
    name = summary.name
    type = summary.type
    orders = summary.orders
    rejected = summary.rejected
    fills = summary.fills
    wakes = summary.wakes
    faults = summary.faults
    feedLosses = summary.feedLosses
    orderEntryLatency = summary.entryLatency
    tallies = summary.tallies
    positions = zip(instruments, summary.positions).map { ($0.symbol, $1.lots) }
    cash = CurrencyAmount.byCurrency(summary.cash, instruments)
  }
}

extension CurrencyAmount {
  /// Money of each instrument, summed by currency in order of first appearance.
  fileprivate static func byCurrency(
    _ money: [Money], _ instruments: [Instrument]
  ) -> [(currency: String, amount: CurrencyAmount?)] {
    var sums: [(currency: String, amount: CurrencyAmount?)] = []
    for (instrument, money) in zip(instruments, money) {
      let amount = CurrencyAmount(money, in: instrument)
      if let place = sums.firstIndex(where: { $0.currency == instrument.currency }) {
        sums[place].amount = sum(sums[place].amount, amount)
      } else {
        sums.append((instrument.currency, amount))
      }
    }
    return sums
  }

  /// The sum of two amounts, nil where one is missing or the sum is too large.
  static func sum(_ left: CurrencyAmount?, _ right: CurrencyAmount?) -> CurrencyAmount? {
    guard let left, let right else { return nil }
    return left.adding(right)
  }
}
