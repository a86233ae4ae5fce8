/// A market that runs: venues, agents and the messages between them, on one clock.
///
/// A simulation is a value. `fork` copies it, copy and original go on without knowing of one
/// another, and the original continues to the identical journal. It runs on the thread that calls
/// it and touches nothing outside itself: files, clocks and the terminal belong to its callers.
///
/// ```swift
/// var simulation = try Simulation(plan, keepsJournal: true)
/// while case .journalFull = simulation.advance(until: .end) {
///   try simulation.drainJournal { try sink.write($0) }
/// }
/// print(simulation.digest)
/// ```
public struct Simulation: ~Copyable {
  let agents: AgentTable
  let kernel: UnsafeMutablePointer<Kernel>

  /// Builds the simulation at its start: agents have named their streams and nothing has happened.
  ///
  /// - Parameter keepsJournal: Whether records are kept for a sink from the start on;
  ///   `keepsJournal`
  ///   set later misses what agents send when they start.
  /// - Throws: `PlanError` if names or random streams collide or the plan breaks a limit.
  public init(_ plan: SimulationPlan, keepsJournal: Bool = false) throws(PlanError) {
    try plan.checkLimits()
    let key = RunKey(seed: plan.seed)
    var agents = plan.participants.map(\.agent)
    let setups = Simulation.prepare(&agents, plan)
    kernel = try Simulation.makeKernel(plan, setups, key)
    self.agents = AgentTable(agents)
    kernel.pointee.journal.keeps = keepsJournal
    start()
  }

  private static func makeKernel(
    _ plan: SimulationPlan, _ setups: [AgentSetup], _ key: RunKey
  ) throws(PlanError) -> UnsafeMutablePointer<Kernel> {
    let streams = try Kernel.streams(of: setups, plan)
    let kernel = UnsafeMutablePointer<Kernel>.allocate(capacity: 1)
    kernel.initialize(to: Kernel(plan: plan, setups: setups, streams: streams, key: key))
    return kernel
  }

  private init(copying source: borrowing Simulation, key: RunKey) {
    agents = source.agents.fork()
    kernel = .allocate(capacity: 1)
    kernel.initialize(to: source.kernel.pointee.fork(key: key))
  }

  deinit {
    kernel.pointee.dispose()
    kernel.deinitialize(count: 1)
    kernel.deallocate()
  }

  static func prepare(
    _ agents: inout [any Agent], _ plan: SimulationPlan
  ) -> [AgentSetup] {
    var first = 0
    var setups: [AgentSetup] = []
    for index in agents.indices {
      var setup = AgentSetup(
        name: plan.participants[index].name, firstOwnStream: first)
      agents[index].prepare(&setup)
      first += setup.purposes.count
      setups.append(setup)
    }
    return setups
  }

  /// Lets every agent start, in an order drawn from run seed and names, never in listing order.
  private mutating func start() {
    let kernel = kernel
    let order = (0..<agents.count).sorted {
      let (left, right) = (kernel.pointee.states.base[$0], kernel.pointee.states.base[$1])
      return (left.startOrder, kernel.pointee.plan.participants[$0].name)
        < (right.startOrder, kernel.pointee.plan.participants[$1].name)
    }
    for index in order {
      kernel.pointee.mark(UInt32(index))
      kernel.pointee.journal.holdEvent(
        RecordHead.word(.event, words: 4, 0, agent: UInt32(index)),
        UInt64(bitPattern: kernel.pointee.now), 0, 0)
      var context = AgentContext(kernel: kernel, agent: UInt32(index))
      agents.start(index, &context)
    }
  }
}

// MARK: - Fork

extension Simulation {
  /// A copy that goes on by itself, on the same random numbers.
  public borrowing func fork() -> Simulation { fork(future: 0) }

  /// A copy whose draws from now on are those of another future; future 0 is the one that would
  /// happen anyway. The copy keeps no journal until `keepsJournal` is set.
  public borrowing func fork(future: UInt64) -> Simulation {
    Simulation(copying: self, key: kernel.pointee.key.future(future))
  }
}

/// Several tasks may hold one simulation and fork it at once.
///
/// The compiler cannot see it through the pointers. Agents and plans are `Sendable`; all other
/// state is memory that this simulation alone owns and frees; what borrows it (`fork`, the counts,
/// the summaries) only reads it, without caches; and what changes it needs it exclusively, as every
/// mutating call of a value that cannot be copied does.
extension Simulation: @unchecked Sendable {}

// MARK: - What there is to know

extension Simulation {
  /// What it was made from.
  public var plan: SimulationPlan { kernel.pointee.plan }

  /// The clock.
  public var now: SimTime { SimTime(nanoseconds: kernel.pointee.now) }

  /// Events handled: pops of the queue.
  public var eventCount: Int { kernel.pointee.eventCount }

  /// Messages and wake-ups handed to agents and venues.
  public var deliveryCount: Int { kernel.pointee.deliveries.total }

  /// The same by kind.
  public var deliveries: DeliveryCounts { kernel.pointee.deliveries }

  /// Trades at all venues.
  public var tradeCount: UInt64 {
    var sum: UInt64 = 0
    for index in 0..<kernel.pointee.bookCount { sum += kernel.pointee.books[index].trades }
    return sum
  }

  /// SHA-256 over the checkpoints of the run up to now: equal digests, equal runs.
  public var digest: SHA256Digest { kernel.pointee.digest.digest }

  /// A hash of everything that has happened up to this event, books included.
  public var stateHash: UInt64 {
    RollingHash.pair(kernel.pointee.journal.rolling.value, kernel.pointee.hashOfBooks(), 0)
  }
}
