import SimKernel

/// A checked scenario: everything that a run is made from, with names resolved and defaults filled.
public struct Scenario: Hashable, Sendable {
  public var description: String
  public var seed: UInt64
  public var clock: Clock
  /// In the order of the file; `InstrumentIndex` counts along it.
  public var instruments: [Instrument]
  /// In the order of the file; `VenueIndex` counts along it.
  public var venues: [Venue]
  /// The built-in networks, then the file's; a file may redefine a built-in one.
  public var congestion: [CongestionProcess]
  /// The built-in profiles, then the file's; a file may redefine a built-in one.
  public var latencyProfiles: [LatencyProfile]
  public var fundamentals: Fundamentals
  public var regimes: RegimePlan
  public var agents: [AgentGroup]
  public var limits: Limits
  public var record: Record

  /// When the run starts and ends; the end is later than the start.
  public struct Clock: Hashable, Sendable {
    public var start: SimTime
    public var end: SimTime
  }

  public struct Instrument: Hashable, Sendable {
    public var symbol: String
    /// The smallest step of the price, in currency; positive.
    public var tick: ExactDecimal
    /// Units of the instrument in one lot.
    public var lot: Int64
    public var currency: String
    public var openPrice: Price
  }

  public struct Venue: Hashable, Sendable {
    public enum Kind: Hashable, Sendable { case lit }

    public var name: String
    public var kind: Kind
    /// Time for one message.
    public var processing: SimDuration
    public var makerFee: BasisPoints
    public var takerFee: BasisPoints
    public var selfTradePrevention: SelfTradePrevention
    /// Ticks of which prices are multiples, and lots of which quantities are; at least 1.
    public var tickSize: Int64
    public var lotSize: Int64
    /// Whether it takes back the orders of an agent whose line for market data fails.
    public var cancelsOnDisconnect = false
  }

  public struct LatencyProfile: Hashable, Sendable {
    public var name: String
    /// In the order of `LatencyWay`.
    public var ways: [Latency]
    /// The place of the network that slows it in `congestion`.
    public var congestion: Int?

    public subscript(way: LatencyWay) -> Latency { ways[way.rawValue] }
  }

  /// How long messages take on one way: one model, or several one after another.
  public struct Latency: Hashable, Sendable {
    /// A model and since when it holds.
    public struct Piece: Hashable, Sendable {
      public var from: SimTime
      /// The name of a latency model of the catalog.
      public var model: String
      /// The model's own parameters, such as `one_way` and `jitter`.
      public var parameters: ParameterValues
    }

    /// At least one, in the order of their moments.
    public var pieces: [Piece]
  }

  /// What instruments are worth.
  public struct Fundamentals: Hashable, Sendable {
    public var step: SimDuration = .seconds(1)
    /// One for an instrument at the most.
    public var processes: [Fundamental] = []
  }

  public struct Fundamental: Hashable, Sendable {
    public var instrument: InstrumentIndex
    /// The name of a process of the catalog.
    public var process: String
    /// The process's own parameters.
    public var parameters: ParameterValues
    /// The rows of its file, if it reads one.
    public var rows: [FundamentalSeries.Row]
    public var shocks: [FundamentalDescription.Shock]
    public var randomShocks: FundamentalDescription.RandomShocks?
    public var factor: FundamentalDescription.Factor?
  }

  /// What a run writes.
  public struct Record: Hashable, Sendable {
    public var trades: Bool
    /// Whether each party of a trade has a line of its own in a second table.
    public var fills = false
    /// Whether each delivery of market data is a record of its own.
    public var allDeliveries: Bool
    /// Whether every book is written as LOBSTER writes markets, and how.
    public var lobster: Lobster?
  }

  /// How a run writes its books in LOBSTER's format.
  public struct Lobster: Hashable, Sendable {
    /// Levels on each side of the orderbook files; at least 1.
    public var depth: Int
    /// Whether message files hold what happens below these levels, too.
    public var keepsAllMessages: Bool

    /// Books of one run at the most: each has two open files.
    public static let bookLimit = 400
  }
}

extension Scenario {
  /// Agents of one type with the same settings.
  public struct AgentGroup: Hashable, Sendable {
    public var name: String
    /// The name of an agent type of the catalog.
    public var type: String
    /// At least 1.
    public var count: Int
    /// The place of the profile in `latencyProfiles`.
    public var latencyProfile: Int
    public var decisionLatency: SimDuration
    /// The parts whose sum the decision latency is, where the file gives parts.
    public var decision: ParameterValues?
    public var venue: VenueIndex
    public var instrument: InstrumentIndex
    /// What goes wrong on the way of market data to them.
    public var feed = FeedConditions.perfect
    /// The type's own parameters.
    public var parameters: ParameterValues

    /// The name that an agent's random streams hang on, counted from 0.
    ///
    /// - Precondition: `index` is from 0 to below `count`.
    public func stableName(_ index: Int) -> String {
      precondition(index >= 0 && index < count, "agent \(index) of \(count) in '\(name)'")
      return "\(name)/\(index)"
    }
  }

  /// Bounds that end an agent's order or the run; to exceed one is an error with a name.
  public struct Limits: Hashable, Sendable {
    /// Lots of one order.
    public var orderQuantity: Quantity
    /// Live orders of one agent.
    public var openOrders: Int64
    /// Lots that one agent may be long or short in one instrument.
    public var position: Int64
    /// Quotes of one book that wait for one busy agent.
    public var inbox: Int64
    /// Events in the queue and messages that wait for busy agents.
    public var pendingEvents: Int64
    /// Events of the whole run.
    public var events: Int64

    /// The bounds where a file gives none.
    public static let standard = Limits(
      orderQuantity: Quantity(lots: Quantity.orderLimit - 1), openOrders: 10_000,
      position: (1 << 40) - 1, inbox: 10_000, pendingEvents: 10_000_000, events: 10_000_000_000)
  }
}
