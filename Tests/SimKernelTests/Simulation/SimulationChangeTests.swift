import SimKernel
import TestSupport
import Testing

/// What is changed in a branch from outside, and what that leaves alone.
struct SimulationChangeTests {
  private static let plans = Array(UInt64(0)..<(isFullScale ? 40 : 6))
  private static let gamma = LatencyModel.shiftedGamma(
    shift: .microseconds(100), scaleNanoseconds: 50_000)

  @Test(arguments: plans)
  func `an agent that gets its own latency again notices nothing`(seed: UInt64) throws {
    let plan = RandomPlan.make(seed: seed &+ 900, milliseconds: 200)
    let whole = try PlanRun(plan)
    var original = try Simulation(plan)
    var words: [UInt64] = []
    PlanRun.advance(&original, events: whole.events / 3, into: &words)
    var branch = original.fork()
    for (agent, participant) in plan.participants.enumerated() {
      let place = AgentIndex(UInt32(agent))
      branch.setLatency(of: place, to: LatencyProfile(.constant(.seconds(9))))
      branch.setLatency(of: place, to: LatencyProfile(SimulationChangeTests.gamma))
      branch.setLatency(of: place, to: participant.latency)
    }
    #expect(PlanRun(finishing: &branch).digest == whole.digest, "seed \(seed)")
    #expect(PlanRun(finishing: &original).digest == whole.digest, "seed \(seed)")
  }

  /// Four senders who listen to nobody, each with an order every 2 ms, all by one law.
  private static func senders(latency: LatencyModel) -> SimulationPlan {
    let log = MessageLog()
    let participants = (0..<4).map { agent in
      ProbeMarket.sender(
        "sender/\(agent)",
        (1..<40).map { number in
          let side: Side = (number + agent).isMultiple(of: 2) ? .buy : .sell
          return (
            Int64(2 * number),
            ProbeMarket.order(UInt64(number), side, 3, at: 100 - side.sign * Int64(number % 3 - 1))
          )
        }, log: log, latency: latency)
    }
    return ProbeMarket.plan(participants)
  }

  /// Owner, id and arrival of the orders that were sent from now on, by owner.
  private static func arrivals(_ simulation: inout Simulation) -> [UInt32: [[Int64]]] {
    simulation.keepsJournal = true
    var arrivals: [UInt32: [[Int64]]] = [:]
    for line in PlanRun(finishing: &simulation).lines where line.kind == .sent {
      arrivals[line.agent, default: []].append([line.signed(3), line.signed(2)])
    }
    return arrivals
  }

  @Test func `another latency and an order of one agent leave all others' draws alone`() throws {
    let plan = SimulationChangeTests.senders(latency: SimulationChangeTests.gamma)
    var market = try Simulation(plan)
    _ = market.advance(until: .time(.zero + .milliseconds(25)))
    var quiet = market.fork(future: 7)
    var changed = market.fork(future: 7)
    changed.keepsJournal = true
    changed.setLatency(of: AgentIndex(2), to: LatencyProfile(.constant(.milliseconds(1))))
    changed.act(as: AgentIndex(2)) { context in
      context.submit(ProbeMarket.order(900, .buy, 50, at: 105))
    }
    let (before, after) = (
      SimulationChangeTests.arrivals(&quiet), SimulationChangeTests.arrivals(&changed)
    )
    for agent in [0, 1, 3] as [UInt32] {
      #expect(before[agent] == after[agent], "sender/\(agent)")
      #expect((before[agent] ?? []).count > 20)
    }
    let sent = try #require(after[2])
    #expect(sent[0] == [900, 26_000_000])
    #expect(sent[1] == [13, 27_000_000])
    #expect(before[2] != after[2])
  }

  @Test func `an order sent from outside leaves after the agent's thinking`() throws {
    let log = MessageLog()
    let slow = ProbeMarket.probe(
      "slow/0", latency: .constant(.milliseconds(2)), decisionLatency: .milliseconds(3),
      onStart: { _ in }, onMessage: { log.note($0, $1) })
    var market = try Simulation(ProbeMarket.plan([slow]), keepsJournal: true)
    _ = market.advance(until: .time(.zero + .milliseconds(10)))
    market.act(as: AgentIndex(0)) { context in
      context.submit(ProbeMarket.order(1, .buy, 5, at: 100))
    }
    let lines = PlanRun(finishing: &market).lines
    let start = try #require(lines.first { $0.kind == .event && $0.eventKind == .start })
    #expect(start.signed(1) == 10_000_000)
    let sent = try #require(lines.first { $0.kind == .sent })
    #expect(sent.signed(2) == 15_000_000)
    let book = market.snapshot(VenueIndex(0), InstrumentIndex(0))
    #expect(book.bids.first?.quantity.lots == 5)
  }

  @Test func `a message under way is not overtaken by one with a faster profile`() throws {
    let log = MessageLog()
    let sender = ProbeMarket.sender(
      "sender/0", [(1, ProbeMarket.order(1, .buy, 1, at: 99))], log: log,
      latency: .constant(.milliseconds(50)))
    var market = try Simulation(ProbeMarket.plan([sender]), keepsJournal: true)
    _ = market.advance(until: .time(.zero + .milliseconds(2)))
    market.setLatency(of: AgentIndex(0), to: LatencyProfile(.constant(.zero)))
    market.act(as: AgentIndex(0)) { context in
      context.submit(ProbeMarket.order(2, .buy, 1, at: 98))
    }
    let sent = PlanRun(finishing: &market).lines.filter { $0.kind == .sent }
    #expect(sent.map { $0.signed(2) } == [51_000_000, 51_000_000])
  }

  /// Arrivals of one agent's orders behind an order of its own that went under another profile.
  private static func arrivals(behind profile: LatencyModel) throws -> [[Int64]] {
    var market = try Simulation(senders(latency: gamma))
    _ = market.advance(until: .time(.zero + .milliseconds(25)))
    let agent = AgentIndex(2)
    var branch = market.fork(future: 7)
    branch.keepsJournal = true
    branch.setLatency(of: agent, to: LatencyProfile(profile))
    branch.act(as: agent) { context in
      for id in 900..<903 as Range<UInt64> {
        context.submit(ProbeMarket.order(id, .buy, 1, at: 50))
      }
    }
    branch.setLatency(of: agent, to: LatencyProfile(gamma))
    return (arrivals(&branch)[2] ?? []).filter { $0[0] < 900 }
  }

  @Test func `a message's number counts under a profile that draws nothing, too`() throws {
    let own = try Self.arrivals(behind: Self.gamma)
    #expect(own.count > 20)
    let others: [LatencyModel] = [
      .constant(.microseconds(100)), .constant(.zero),
      .shiftedLognormal(
        least: .microseconds(20), mean: .microseconds(60), deviation: .microseconds(40)),
    ]
    for other in others {
      #expect(try Self.arrivals(behind: other) == own)
    }
  }
}
