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
    for limit in [AdvanceLimit.end, .time(plan.end), .events(5)] {
      #expect(simulation.advance(until: limit) == .finished, "seed \(seed)")
    }
    #expect(simulation.now == plan.end, "seed \(seed)")
    #expect(simulation.digest == whole.digest, "seed \(seed)")
  }

  // Of seed 15, an external agent's decision after the last allowed event sends one more.
  @Test(arguments: isFullScale ? seeds : seeds + [15])
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
    for limit in [AdvanceLimit.end, .time(plan.end), .events(5), .decision(of: driver)] {
      #expect(simulation.advance(until: limit) == .decision(driver), "seed \(seed)")
    }
    #expect(simulation.eventCount == events, "seed \(seed)")
  }

  /// Two external agents that are woken at odd and at even milliseconds, and log what they receive
  /// themselves.
  private static func twoDrivers(_ log: MessageLog) -> SimulationPlan {
    var plan = ProbeMarket.plan(
      (0..<2).map { number in
        ProbeMarket.probe(
          "driver/\(number)",
          onStart: { context in
            for time in stride(from: Int64(1) + Int64(number), through: 8, by: 2) {
              context.wake(at: .zero + .milliseconds(time), tag: UInt32(number))
            }
          }, onMessage: { log.note($0, $1) })
      }, milliseconds: 10)
    for number in 0..<2 { plan.participants[number].isExternal = true }
    return plan
  }

  /// Agents that were asked, with the millisecond; no decision sends anything.
  private static func decisions(
    _ simulation: inout Simulation, until limits: [AdvanceLimit]
  ) -> [String] {
    var asked: [String] = []
    for limit in limits {
      let reason = simulation.advance(until: limit)
      guard case .decision(let agent) = reason else {
        asked.append("\(reason)")
        continue
      }
      asked.append("\(agent.value) at \(simulation.now.nanoseconds / 1_000_000)")
      simulation.decide { _ in }
    }
    return asked
  }

  @Test func `a run that is advanced to one agent's decision stops for no other`() throws {
    let log = MessageLog()
    var simulation = try Simulation(AdvanceTests.twoDrivers(log))
    let second = AdvanceLimit.decision(of: AgentIndex(1))
    let asked = AdvanceTests.decisions(
      &simulation, until: [second, .end, second, .decision(of: AgentIndex(0)), second, second])
    #expect(asked == ["1 at 2", "0 at 3", "1 at 4", "0 at 5", "1 at 6", "1 at 8"])
    // The other's messages went to its own `receive` all the same.
    #expect(log.entries.count { $0.agent == AgentIndex(0) } == 4)
    #expect(simulation.advance(until: second) == .finished)
  }

  @Test func `every other limit stops for each external agent`() throws {
    for limit in [AdvanceLimit.end, .time(.zero + .milliseconds(10)), .events(100)] {
      var simulation = try Simulation(AdvanceTests.twoDrivers(MessageLog()))
      let asked = AdvanceTests.decisions(
        &simulation, until: Array(repeating: limit, count: 4))
      #expect(asked == ["0 at 1", "1 at 2", "0 at 3", "1 at 4"])
    }
  }

  @Test func `letting decisions pass is the run without stops`() throws {
    var asked = try Simulation(AdvanceTests.twoDrivers(MessageLog()))
    while case .decision = asked.advance(until: .end) { asked.decide { _ in } }
    var unasked = try Simulation(AdvanceTests.twoDrivers(MessageLog()))
    while case .decision = unasked.advance(until: .decision(of: AgentIndex(1))) {
      unasked.decide { _ in }
    }
    #expect(asked.digest == unasked.digest)
    #expect(asked.eventCount == 8)
  }
}
