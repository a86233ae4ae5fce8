import SimKernel
import TestSupport
import Testing

/// However a run is cut into pieces, it is the same run.
struct AdvanceTests {
  private static let seeds = Array(UInt64(0)..<(isFullScale ? 100 : 5))

  @Test(arguments: seeds)
  func `arbitrary slices of time give the run in one go`(seed: UInt64) throws {
    let plan = RandomPlan.make(seed: seed)
    let whole = try PlanRun(plan)
    var simulation = try Simulation(plan, keepsJournal: true)
    var random = SplitMix64(seed: seed)
    var words: [UInt64] = []
    var reason = StopReason.reached
    while reason == .reached {
      // Some slices end before the clock, some where they began.
      let step = SimDuration.nanoseconds(random.integer(in: -1_000_000...20_000_000))
      let time = max(SimTime.zero, simulation.now + step)
      reason = PlanRun.advance(&simulation, until: .time(time), into: &words)
      #expect(reason != .reached || simulation.now >= time, "seed \(seed)")
    }
    #expect(reason == .finished, "seed \(seed)")
    #expect(simulation.digest == whole.digest, "seed \(seed)")
    #expect(words == whole.words, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `arbitrary numbers of events give the run in one go`(seed: UInt64) throws {
    let plan = RandomPlan.make(seed: seed)
    let whole = try PlanRun(plan)
    var simulation = try Simulation(plan, keepsJournal: true)
    var random = SplitMix64(seed: seed)
    var words: [UInt64] = []
    while simulation.eventCount < whole.events {
      PlanRun.advance(&simulation, events: Int(random.integer(in: 0...300)), into: &words)
    }
    PlanRun.advance(&simulation, until: .end, into: &words)
    #expect(simulation.eventCount == whole.events, "seed \(seed)")
    #expect(simulation.digest == whole.digest, "seed \(seed)")
    #expect(words == whole.words, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `a finished run stays finished`(seed: UInt64) throws {
    let plan = RandomPlan.make(seed: seed)
    var simulation = try Simulation(plan)
    let whole = PlanRun(finishing: &simulation)
    for limit in [AdvanceLimit.end, .time(plan.end), .events(5), .journalFull] {
      #expect(simulation.advance(until: limit) == .finished, "seed \(seed)")
    }
    #expect(simulation.now == plan.end, "seed \(seed)")
    #expect(simulation.digest == whole.digest, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `a run may have exactly as many events as its limit and not one more`(
    seed: UInt64
  ) throws {
    var plan = RandomPlan.make(seed: seed)
    for order in [TieOrder.sequence, .shuffled(seed: seed)] {
      plan.tieOrder = order
      plan.eventLimit = 10_000_000_000
      let whole = try PlanRun(plan)
      plan.eventLimit = whole.events
      let exact = try PlanRun(plan)
      #expect(exact.end == .finished, "seed \(seed), \(order)")
      #expect(exact.digest == whole.digest, "seed \(seed), \(order)")
      plan.eventLimit = whole.events - 1
      let short = try PlanRun(plan)
      #expect(short.end == .fault(.eventLimit(whole.events - 1)), "seed \(seed), \(order)")
      #expect(short.events == whole.events - 1, "seed \(seed), \(order)")
    }
  }

  @Test(arguments: seeds)
  func `the journal drained after each event has the words of the journal drained when full`(
    seed: UInt64
  ) throws {
    let plan = RandomPlan.make(seed: seed)
    let whole = try PlanRun(plan)
    var simulation = try Simulation(plan, keepsJournal: true)
    var words: [UInt64] = []
    for _ in 0..<whole.events { PlanRun.advance(&simulation, events: 1, into: &words) }
    PlanRun.advance(&simulation, until: .end, into: &words)
    #expect(words == whole.words, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `an external agent stops the run at each decision and the same policy gives the same run`(
    seed: UInt64
  ) throws {
    var plan = RandomPlan.make(seed: seed, allowsExternal: false)
    plan.participants.append(
      SimulationPlan.Participant(
        name: "driver/0", type: "external",
        agent: InertAgent(venueCount: 1, instrumentCount: 1), isExternal: true))
    let driver = AgentIndex(UInt32(plan.participants.count - 1))
    var digests: Set<String> = []
    for _ in 0..<2 {
      var simulation = try Simulation(plan)
      var decisions = 0
      while simulation.advance(until: .decision(of: driver)) == .decision(driver) {
        #expect(!simulation.pendingMessages.isEmpty, "seed \(seed)")
        ExternalPolicy.decide(&simulation)
        #expect(simulation.pendingMessages.isEmpty, "seed \(seed)")
        decisions += 1
      }
      #expect(decisions > 0, "seed \(seed)")
      digests.insert("\(simulation.digest)")
    }
    #expect(digests.count == 1, "seed \(seed)")
  }

  @Test(arguments: seeds)
  func `nothing moves on while a decision is pending`(seed: UInt64) throws {
    var plan = RandomPlan.make(seed: seed, allowsExternal: false)
    plan.participants.append(
      SimulationPlan.Participant(
        name: "driver/0", type: "external",
        agent: InertAgent(venueCount: 1, instrumentCount: 1), isExternal: true))
    let driver = AgentIndex(UInt32(plan.participants.count - 1))
    var simulation = try Simulation(plan)
    try #require(simulation.advance(until: .end) == .decision(driver))
    let events = simulation.eventCount
    for limit in [AdvanceLimit.end, .time(plan.end), .events(5), .decision(of: AgentIndex(0))] {
      #expect(simulation.advance(until: limit) == .decision(driver), "seed \(seed)")
    }
    #expect(simulation.eventCount == events, "seed \(seed)")
  }
}
