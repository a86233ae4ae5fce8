/// Everything that a run is made from: validated, immutable, shared by all its forks.
public struct SimulationPlan: Sendable {
  /// One agent with its connections.
  public struct Participant: Sendable {
    /// `group/index`, the name from which its random streams and its place in start orders come.
    public var name: String
    /// Its type's name in the catalog, for people.
    public var type: String
    public var agent: any Agent
    public var latency: LatencyProfile
    /// What goes wrong on the way of market data to it.
    public var feed = FeedConditions.perfect
    /// What every batch of messages costs it in time.
    public var decisionLatency: SimDuration
    public var limits: RiskLimits
    /// Whether it is driven from outside: once the agent itself has received its messages, the
    /// simulation stops for its driver to decide.
    public var isExternal: Bool

    /// - Parameter latency: The model of every way.
    public init(
      name: String, type: String, agent: any Agent, latency: LatencyModel = .constant(.zero),
      decisionLatency: SimDuration = .zero, limits: RiskLimits = RiskLimits(),
      isExternal: Bool = false
    ) {
      self.init(
        name: name, type: type, agent: agent, latency: LatencyProfile(latency),
        decisionLatency: decisionLatency, limits: limits, isExternal: isExternal)
    }

    public init(
      name: String, type: String, agent: any Agent, latency: LatencyProfile,
      decisionLatency: SimDuration = .zero, limits: RiskLimits = RiskLimits(),
      isExternal: Bool = false
    ) {
      self.name = name
      self.type = type
      self.agent = agent
      self.latency = latency
      self.decisionLatency = decisionLatency
      self.limits = limits
      self.isExternal = isExternal
    }
  }

  public var seed: UInt64
  public var start: SimTime
  /// Events up to and including this moment are part of the run.
  public var end: SimTime
  public var instruments: [Instrument]
  public var venues: [VenueDescription]
  public var participants: [Participant]
  public var fundamentals: FundamentalPlan
  /// How the whole market changes in time.
  public var regimes: RegimePlan
  /// What latency profiles may be slowed by.
  public var congestion: [CongestionProcess]
  /// Events of a run at the most.
  public var eventLimit: Int
  /// Events pending at the most, at any moment, messages in inboxes included; what would be one
  /// more is not scheduled and ends the run. In `pendingEventLimits`.
  public var pendingEventLimit: Int
  /// Quotes of one book that wait for one busy agent at the most, of which the newest always has
  /// room, and so has what the agent asked for itself.
  public var inboxLimit: Int
  public var tieOrder: TieOrder
  /// Whether deliveries of wake-ups and market data enter the journal's records, too.
  public var recordsDeliveries: Bool
  /// Whether the times that new orders take to their venues are counted, for
  /// `AgentSummary.entryLatency`; no event depends on it.
  public var measuresEntryLatency = false

  public init(
    seed: UInt64, start: SimTime, end: SimTime, instruments: [Instrument],
    venues: [VenueDescription], participants: [Participant],
    fundamentals: FundamentalPlan = .none, regimes: RegimePlan = .none,
    congestion: [CongestionProcess] = [],
    eventLimit: Int = 10_000_000_000,
    pendingEventLimit: Int = 100_000_000, inboxLimit: Int = 65_536, tieOrder: TieOrder = .sequence,
    recordsDeliveries: Bool = false
  ) {
    self.seed = seed
    self.start = start
    self.end = end
    self.instruments = instruments
    self.venues = venues
    self.participants = participants
    self.fundamentals = fundamentals
    self.regimes = regimes
    self.congestion = congestion
    self.eventLimit = eventLimit
    self.pendingEventLimit = pendingEventLimit
    self.inboxLimit = inboxLimit
    self.tieOrder = tieOrder
    self.recordsDeliveries = recordsDeliveries
  }
}

/// Why a plan cannot become a simulation.
public enum PlanError: Error, Hashable, Sendable {
  /// Two agents share a stable name.
  case duplicateName(String)
  /// Two random streams have the same 64-bit id; renaming one of the agents solves it.
  case streamCollision(first: String, second: String)
  case tooManyAgents(Int)
  /// A product of the plan's lists is above its limit.
  case tooLarge(PlanSize, PlanSize.Product)
  /// The limit of pending events is not in `SimulationPlan.pendingEventLimits`.
  case pendingEventLimit(Int)
  /// A venue's tick or lot size is below 1.
  case invalidStep(venue: String, Int64)
  /// What is wrong with the fundamental values.
  case invalidFundamental(String)
  /// What is wrong with the regimes.
  case invalidRegimes(String)
}
