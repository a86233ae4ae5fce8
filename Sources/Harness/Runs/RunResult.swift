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
    public var orders: UInt64
    public var fills: UInt64
    /// What it did that was answered by ignoring it.
    public var faults: AgentFaultCounts
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
  public var agents: [Agent]
  public var books: [Book]
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
    let plan = setup.plan
    agents = plan.participants.indices.map { place in
      Agent(simulation.summary(of: AgentIndex(UInt32(place))), plan.instruments)
    }
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
    fills = summary.fills
    faults = summary.faults
    positions = zip(instruments, summary.positions).map { ($0.symbol, $1.lots) }
    cash = []
    for (instrument, money) in zip(instruments, summary.cash) {
      let amount = CurrencyAmount(money, in: instrument)
      if let place = cash.firstIndex(where: { $0.currency == instrument.currency }) {
        cash[place].amount = CurrencyAmount.sum(cash[place].amount, amount)
      } else {
        cash.append((instrument.currency, amount))
      }
    }
  }
}

extension CurrencyAmount {
  /// The sum of two amounts, nil where one is missing or the sum is too large.
  static func sum(_ left: CurrencyAmount?, _ right: CurrencyAmount?) -> CurrencyAmount? {
    guard let left, let right else { return nil }
    return left.adding(right)
  }
}
