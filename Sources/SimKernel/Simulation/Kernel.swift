/// The state of a running simulation but its agents: clock, queue, venues, accounts, streams,
/// journal.
///
/// Everything in it is a plain value or a slab that `fork` copies. It is used in place, through
/// `Simulation` and `AgentContext`; facets are in the files `Kernel+...`.
struct Kernel: ~Copyable {
  private let addressOnly = AddressOnly()
  let plan: SimulationPlan
  let instrumentCount: Int
  let venueCount: Int
  let bookCount: Int
  var key: RunKey
  /// The clock, nanoseconds.
  var now: Int64
  /// Sequence of the event being handled.
  var cause: UInt64 = 0
  var queue: EventQueue
  /// The plan's, beside what it is compared with.
  let pendingEventLimit: Int
  var shuffler: TieShuffler?

  var states = Slab<AgentState>()
  /// The streams that agents asked for, by agent.
  var streams = Slab<AgentStream>()
  /// By agent and way.
  var latencyStreams = Slab<LatencyStream>()
  /// Those of each profile by way; agents know the place of their first.
  var latencyModels: [LatencyModel] = []
  /// Where agents and venues stand on lines; empty where no latency depends on it.
  var agentPlaces: [Double]
  var venuePlaces: [Double]
  /// In the order of the plan.
  var congestion: [CongestionTimeline]
  /// The times that new orders take to their venues; empty where nobody asks for them.
  var entryLatencies: LatencyHistograms
  let measuresEntryLatency: Bool
  /// Agents whose streams may have moved since the last checkpoint, at 0 ..< `markedCount`; there
  /// is room for all and one more.
  var markedAgents = Slab<UInt32>()
  var markedCount = 0
  var streamsHash: UInt64 = 0

  /// By agent and instrument.
  var accounts = Slab<Account>()
  /// By agent and venue.
  var lanes = Slab<SessionLane>()
  /// By venue and instrument.
  let books: UnsafeMutablePointer<VenueBook>

  var fundamentals: FundamentalValues
  var regimes: RegimeTimeline
  /// By book; empty where no agent asks for traded volumes.
  var tapes: [TradeTape] = []
  let keepsTrades: Bool
  /// By book; empty where no agent watches.
  var imbalanceWatches: [[ImbalanceWatch]] = []
  /// By place of the fundamental value; empty where no agent follows any.
  var newsFollowers: [[NewsFollower]] = []
  /// Whether any agent has ever asked for a book's imbalances, or for a feed other than quotes.
  var watchesBooks = false
  /// Those of the agents that have any.
  var outages: [FeedOutages] = []

  var venueMail = Mailroom<VenueMail>()
  var reports = Mailroom<ExecutionReport>()
  var quotes = Mailroom<QuoteMail>()
  var inbox = Mailroom<InboxItem>()
  var imbalances = Mailroom<BookImbalance>()
  var news = Mailroom<NewsMail>()
  /// Under way, as all in these rooms.
  var snapshots = Shelf<BookSnapshot>()
  var orderSnapshots = Shelf<OrderSnapshot>()
  var feedMail = Mailroom<FeedMail>()
  var feedPackets = Mailroom<FeedPacket>()
  var feedEntries = Mailroom<FeedEntry>()

  var journal = JournalWriter()
  var digest = SHA256State()
  var publications: UInt64 = 0
  var eventCount = 0
  var deliveries = DeliveryCounts()
  var fault: SimulationFault? { didSet { noteInterruption() } }
  var isFinished = false
  /// Lots of the new order that is being handled at a venue.
  var arrivingLots: Int64 = 0
  /// An external agent that is to decide now.
  var decider: AgentIndex? { didSet { noteInterruption() } }
  /// Whether there is a fault or a decider: one question after every event instead of two.
  private(set) var isInterrupted = false
  /// The one external agent that is asked for decisions; nil for all.
  var onlyDecider: AgentIndex?
  /// What the one that is to decide has received.
  var externalBatch: [AgentMessage] = []

  static let checkpointInterval = 1024
  /// Sequences have 40 bits; one event schedules fewer than 2^31 others, the most that may be
  /// pending.
  static let sequenceLimit: UInt64 = (1 << 40) - (1 << 31)
}

extension Kernel {
  private mutating func noteInterruption() { isInterrupted = fault != nil || decider != nil }
}

// MARK: - Places

extension Kernel {
  /// An agent's account in one instrument.
  @inline(__always)
  func account(of agent: UInt32, _ instrument: InstrumentIndex) -> UnsafeMutablePointer<Account> {
    accounts.base + (Int(agent) &* instrumentCount &+ Int(instrument.value))
  }

  /// The ways between one agent and one venue.
  @inline(__always)
  func lane(of agent: UInt32, _ venue: VenueIndex) -> UnsafeMutablePointer<SessionLane> {
    lanes.base + (Int(agent) &* venueCount &+ Int(venue.value))
  }
}

// MARK: - Start

extension Kernel {
  /// - Parameter ids: The random streams of all agents, in order.
  init(plan: SimulationPlan, setups: [AgentSetup], streams ids: [StreamID], key: RunKey) {
    let instruments = plan.instruments.count
    let count = plan.venues.count * instruments
    self.plan = plan
    instrumentCount = instruments
    venueCount = plan.venues.count
    bookCount = count
    self.key = key
    now = plan.start.nanoseconds
    queue = EventQueue(pendingLimit: 1 << 30)
    pendingEventLimit = plan.pendingEventLimit
    regimes = RegimeTimeline(plan, key: key)
    fundamentals = FundamentalValues(plan, regimes: regimes, key: key)
    let lookback = setups.reduce(0) { max($0, $1.lookback) }
    keepsTrades = lookback > 0
    if keepsTrades { tapes = Array(repeating: TradeTape(lookback: lookback), count: count) }
    (agentPlaces, venuePlaces) = Kernel.places(plan, key)
    congestion = plan.congestion.map { CongestionTimeline($0, start: plan.start, key: key) }
    measuresEntryLatency = plan.measuresEntryLatency
    entryLatencies = LatencyHistograms(agents: measuresEntryLatency ? setups.count : 0)
    if case .shuffled(let seed) = plan.tieOrder { shuffler = TieShuffler(seed: seed) }
    books = .allocate(capacity: count)
    for venue in plan.venues.indices {
      for instrument in plan.instruments.indices {
        let description = plan.venues[venue]
        let rules = MatchingRules(
          tickSize: description.tickSize, lotSize: description.lotSize,
          selfTradePrevention: description.selfTradePrevention, sessionEnd: plan.end)
        (books + (venue * instruments + instrument)).initialize(
          to: VenueBook(
            engine: MatchingEngine(rules: rules), venue: venue, instrument: instrument, of: plan))
      }
    }
    addAgents(setups, streams: ids)
    addNewsFollowers(setups)
    addRegimes()
    scheduleLines()
  }

  /// The streams of an agent: those of its latencies first, then its own.
  static func purposes(_ setup: AgentSetup) -> [String] {
    LatencyWay.allCases.map(\.purpose) + setup.purposes
  }

  private mutating func addAgents(_ setups: [AgentSetup], streams ids: [StreamID]) {
    var numbered = 0
    for (agent, setup) in setups.enumerated() {
      let participant = plan.participants[agent]
      let latency = participant.latency
      let firstModel = addLatencyModels(of: agent)
      let outages = addOutages(participant)
      let own = streams.count..<streams.count + setup.purposes.count
      _ = states.append(
        AgentState(
          decisionLatency: participant.decisionLatency.nanoseconds,
          firstLatencyModel: firstModel, congestion: latency.congestion,
          isExternal: participant.isExternal, ownStreams: own, limits: participant.limits,
          outages: outages,
          startOrder: key.startOrder(of: StreamID(name: setup.name, purpose: "start order"))))
      for way in LatencyWay.allCases {
        _ = latencyStreams.append(
          LatencyStream(
            ids[numbered + way.rawValue], latency[way], isCongested: latency.congestion != nil))
      }
      numbered += LatencyWay.count
      for id in ids[numbered..<numbered + own.count] {
        _ = streams.append(AgentStream(RandomStream(key: key, stream: id)))
      }
      numbered += own.count
    }
    markedAgents.extend(to: setups.count + 1, filling: 0)
    accounts.extend(to: setups.count * instrumentCount, filling: Account())
    lanes.extend(to: setups.count * plan.venues.count, filling: SessionLane())
  }

  /// The random streams of all agents, in order.
  ///
  /// Before a kernel is made, because what has been allocated could not be given back on the way
  /// out.
  ///
  /// - Throws: `PlanError.duplicateName` or `.streamCollision`.
  static func streams(
    of setups: [AgentSetup], _ plan: SimulationPlan
  ) throws(PlanError) -> [StreamID] {
    var owners: [StreamOwner] = []
    for setup in setups {
      for purpose in purposes(setup) {
        owners.append(
          (StreamID(name: setup.name, purpose: purpose), agent: setup.name, purpose: purpose))
      }
    }
    let fundamentals = FundamentalValues.streams(of: plan).map { id, owner, purpose in
      (id, agent: owner, purpose: purpose)
    }
    let regimes: StreamOwner = (RegimeTimeline.stream, agent: "regimes", purpose: "switching")
    try checkCollisions(owners + fundamentals + [regimes])
    return owners.map(\.id)
  }

  private typealias StreamOwner = (id: StreamID, agent: String, purpose: String)

  private static func checkCollisions(_ owners: [StreamOwner]) throws(PlanError) {
    let sorted = owners.sorted { $0.id < $1.id }
    for (left, right) in zip(sorted, sorted.dropFirst()) where left.id == right.id {
      throw left.agent == right.agent
        ? .duplicateName(left.agent)
        : .streamCollision(
          first: "\(left.agent) (\(left.purpose))", second: "\(right.agent) (\(right.purpose))")
    }
  }
}

// MARK: - Fork

extension Kernel {
  private init(copying source: borrowing Kernel, key newKey: RunKey) {
    plan = source.plan
    instrumentCount = source.instrumentCount
    venueCount = source.venueCount
    bookCount = source.bookCount
    key = newKey
    now = source.now
    cause = source.cause
    queue = source.queue.fork()
    pendingEventLimit = source.pendingEventLimit
    shuffler = source.shuffler
    states = source.states.fork()
    streams = source.streams.fork()
    latencyStreams = source.latencyStreams.fork()
    latencyModels = source.latencyModels
    agentPlaces = source.agentPlaces
    venuePlaces = source.venuePlaces
    congestion = source.congestion
    measuresEntryLatency = source.measuresEntryLatency
    entryLatencies = source.entryLatencies.fork()
    markedAgents = source.markedAgents.fork()
    markedCount = source.markedCount
    streamsHash = source.streamsHash
    accounts = source.accounts.fork()
    lanes = source.lanes.fork()
    fundamentals = source.fundamentals
    regimes = source.regimes
    tapes = source.tapes
    keepsTrades = source.keepsTrades
    imbalanceWatches = source.imbalanceWatches
    newsFollowers = source.newsFollowers
    watchesBooks = source.watchesBooks
    outages = source.outages
    books = .allocate(capacity: source.bookCount)
    for index in 0..<source.bookCount { (books + index).initialize(to: source.books[index].fork()) }
    venueMail = source.venueMail.fork()
    reports = source.reports.fork()
    quotes = source.quotes.fork()
    inbox = source.inbox.fork()
    imbalances = source.imbalances.fork()
    news = source.news.fork()
    snapshots = source.snapshots
    orderSnapshots = source.orderSnapshots
    feedMail = source.feedMail.fork()
    feedPackets = source.feedPackets.fork()
    feedEntries = source.feedEntries.fork()
    journal = JournalWriter(continuing: source.journal)
    digest = source.digest
    publications = source.publications
    eventCount = source.eventCount
    deliveries = source.deliveries
    fault = source.fault
    isFinished = source.isFinished
    decider = source.decider
    isInterrupted = source.isInterrupted
    externalBatch = source.externalBatch
    if newKey == source.key { return }
    for place in congestion.indices { congestion[place].branch(at: now, from: source.key) }
    for place in outages.indices { outages[place].branch(at: now, from: source.key) }
    rekeyStreams()
    regimes.branch(at: now, key: newKey)
    fundamentals.rekey(newKey, at: now, regimes: regimes)
  }

  /// A copy that goes on by itself; under another key all draws from here on are others.
  borrowing func fork(key: RunKey) -> Kernel { Kernel(copying: self, key: key) }

  /// Frees the books; the kernel is not used afterwards.
  mutating func dispose() {
    books.deinitialize(count: bookCount)
    books.deallocate()
  }
}
