import SimKernel
import TestSupport
import Testing

/// A fork goes on like its original, which never notices.
struct SimulationForkTests {
  private static let plans = Array(UInt64(0)..<(isFullScale ? 40 : 4))
  private static let forksOfEach = isFullScale ? 25 : 5

  /// Plans of which every third shuffles ties.
  private static func plan(_ seed: UInt64) -> SimulationPlan {
    var plan = RandomPlan.make(seed: seed &+ 7_000, milliseconds: 200)
    if seed % 3 == 0 { plan.tieOrder = .shuffled(seed: seed) }
    return plan
  }

  @Test(arguments: plans)
  func `forks at random times and their original end as the run without forks`(
    seed: UInt64
  ) throws {
    let plan = SimulationForkTests.plan(seed)
    let whole = try PlanRun(plan)
    var random = SplitMix64(seed: seed)
    var places: [Int] = []
    for _ in 0..<SimulationForkTests.forksOfEach {
      places.append(Int(random.integer(in: 0...Int64(whole.events))))
    }
    var original = try Simulation(plan, keepsJournal: true)
    var words: [UInt64] = []
    for place in places.sorted() {
      PlanRun.advance(&original, events: place - original.eventCount, into: &words)
      var fork = original.fork()
      fork.keepsJournal = true
      let rest = PlanRun(finishing: &fork)
      #expect(rest.digest == whole.digest, "seed \(seed), fork at \(place)")
      #expect(rest.summaries == whole.summaries, "seed \(seed), fork at \(place)")
      #expect(words + rest.words == whole.words, "seed \(seed), fork at \(place): journal")
    }
    PlanRun.advance(&original, until: .end, into: &words)
    #expect(original.digest == whole.digest, "seed \(seed)")
    #expect(words == whole.words, "seed \(seed): journal")
  }

  @Test(arguments: plans)
  func `forks of forks end as the run without forks`(seed: UInt64) throws {
    let plan = SimulationForkTests.plan(seed)
    let whole = try PlanRun(plan)
    var simulation = try Simulation(plan)
    var words: [UInt64] = []
    for _ in 0..<6 {
      PlanRun.advance(&simulation, events: whole.events / 7, into: &words)
      simulation = simulation.fork()
    }
    #expect(PlanRun(finishing: &simulation).digest == whole.digest, "seed \(seed)")
  }

  @Test(arguments: plans)
  func `another future differs and the same one agrees`(seed: UInt64) throws {
    let plan = SimulationForkTests.plan(seed)
    let whole = try PlanRun(plan)
    var original = try Simulation(plan)
    var words: [UInt64] = []
    PlanRun.advance(&original, events: whole.events / 3, into: &words)
    var futures: [PlanRun] = []
    for number in [UInt64(0), 1, 1, 2] {
      var fork = original.fork(future: number)
      futures.append(PlanRun(finishing: &fork))
    }
    #expect(futures[0].digest == whole.digest, "seed \(seed)")
    #expect(futures[1].digest == futures[2].digest, "seed \(seed)")
    let draws = plan.participants.contains { ["noise", "ticking"].contains($0.type) }
    guard draws else { return }
    #expect(futures[1].digest != whole.digest, "seed \(seed)")
    #expect(futures[1].digest != futures[3].digest, "seed \(seed)")
  }

  /// One simulation that several tasks hold.
  private final class Baseline: Sendable {
    let simulation: Simulation

    /// Takes the first third of a run.
    init(_ plan: SimulationPlan, events: Int) throws {
      var simulation = try Simulation(plan)
      var words: [UInt64] = []
      PlanRun.advance(&simulation, events: events, into: &words)
      self.simulation = simulation
    }

    /// The digest of a branch in a future, from here to its end.
    func digest(future: UInt64) -> SHA256Digest {
      var fork = simulation.fork(future: future)
      return PlanRun(finishing: &fork).digest
    }
  }

  @Test(arguments: plans)
  func `branches that tasks fork off one baseline end as those forked alone`(
    seed: UInt64
  ) async throws {
    let plan = SimulationForkTests.plan(seed)
    let baseline = try Baseline(plan, events: try PlanRun(plan).events / 3)
    let before = baseline.simulation.stateHash
    let futures = (UInt64(0)..<8).map { $0 / 2 }
    let alone = futures.map { baseline.digest(future: $0) }
    let found = await withTaskGroup(of: (Int, SHA256Digest).self) { group in
      for (place, future) in futures.enumerated() {
        group.addTask { (place, baseline.digest(future: future)) }
      }
      var digests = alone.map { _ in SHA256Digest?.none }
      for await (place, digest) in group { digests[place] = digest }
      return digests
    }
    #expect(found == alone, "seed \(seed)")
    #expect(baseline.simulation.stateHash == before, "seed \(seed)")
    #expect(alone[0] == (try PlanRun(plan).digest), "seed \(seed)")
  }

  /// A market with an external agent, stopped at one of its decisions.
  private static func atDecision(seed: UInt64) throws -> Simulation {
    var plan = RandomPlan.make(seed: seed, milliseconds: 100, allowsExternal: false)
    plan.participants.append(
      SimulationPlan.Participant(
        name: "driver/0", type: "external",
        agent: InertAgent(venueCount: 1, instrumentCount: 1), decisionLatency: .microseconds(50),
        isExternal: true))
    var simulation = try Simulation(plan, keepsJournal: true)
    var reason = simulation.advance(until: .end)
    while case .journalFull = reason {
      simulation.drainJournal { _ in }
      reason = simulation.advance(until: .end)
    }
    return simulation
  }

  @Test(arguments: plans)
  func `what is decided in a fork leaves the original unchanged`(seed: UInt64) throws {
    var quiet = try SimulationForkTests.atDecision(seed: seed)
    let original = try SimulationForkTests.atDecision(seed: seed)
    let before = original.stateHash
    try #require(!original.pendingMessages.isEmpty, "seed \(seed)")
    var fork = original.fork()
    #expect(fork.pendingMessages == original.pendingMessages, "seed \(seed)")
    fork.decide { context in
      context.submit(
        NewOrder(
          id: context.nextOrderID(), side: .buy, type: .market, quantity: Quantity(lots: 9)))
    }
    let other = PlanRun(finishing: &fork)
    #expect(original.stateHash == before, "seed \(seed)")
    #expect(!original.pendingMessages.isEmpty, "seed \(seed)")
    var copy = original.fork()
    let continued = PlanRun(finishing: &copy)
    #expect(continued.digest == PlanRun(finishing: &quiet).digest, "seed \(seed)")
    #expect(continued.digest != other.digest, "seed \(seed)")
  }
}
