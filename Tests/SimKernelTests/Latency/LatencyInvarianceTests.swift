import TestSupport
import Testing

@testable import SimKernel

/// What one agent's latencies are has nothing to do with those of another.
struct LatencyInvarianceTests {
  private static let models: [LatencyModel] = [
    .shiftedGamma(shift: .microseconds(50), scaleNanoseconds: 9_000),
    .shiftedLognormal(
      least: .microseconds(1), mean: .microseconds(80), deviation: .milliseconds(1)),
    .truncatedNormal(least: .zero, mean: .microseconds(90), deviation: .microseconds(90)),
    .line(lengthMetres: 3_866_660, metresPerNanosecond: 0.299792458),
    .constant(.microseconds(40)),
  ]
  private static let agents = 8

  /// Agents that send at moments of their own, whatever they hear; each way has another model.
  private static func plan(seed: UInt64, changed: Bool) -> SimulationPlan {
    var participants = (0..<agents).map { number in
      var participant = ProbeMarket.probe(
        "a/\(number)", decisionLatency: .microseconds(Int64(number)),
        onStart: { context in
          for step in 1...20 { context.wake(at: .zero + .microseconds(Int64(step * 170 + number))) }
        },
        onMessage: { message, context in
          guard case .wake = message else { return }
          let id = context.nextOrderID()
          context.submit(ProbeMarket.order(id.value, .buy, 1, at: 90))
          context.replace(ReplaceRequest(id: id, price: Price(ticks: 91)))
          context.cancel(CancelRequest(id: id))
        })
      participant.latency = LatencyProfile(congestion: number % 2 == 0 ? 0 : nil) { way in
        models[(way.rawValue + number) % models.count]
      }
      return participant
    }
    if changed {
      participants[3].latency = LatencyProfile(models[Int(seed) % 4], congestion: 0)
      participants[3].decisionLatency = .milliseconds(1)
    }
    var plan = ProbeMarket.plan(participants, milliseconds: 40)
    plan.seed = seed
    plan.congestion = [
      CongestionProcess(
        name: "net", calm: .microseconds(500), congested: .microseconds(300), factor: 7)
    ]
    return plan
  }

  /// Arrivals of all that the others sent.
  private static func arrivals(_ plan: SimulationPlan) throws -> [[UInt64]] {
    try PlanRun(plan).lines.filter { $0.kind == .sent && $0.agent != 3 }
      .map { [UInt64($0.agent), $0.words[2], $0.words[3]] }
  }

  /// The latencies of the others' first messages on every way, had they left at these moments.
  private static func latencies(_ plan: SimulationPlan) throws -> [Int64] {
    let simulation = try Simulation(plan)
    var latencies: [Int64] = []
    for moment in stride(from: Int64(0), to: 30_000_000, by: 100_000) {
      for agent in 0..<UInt32(agents) {
        for way in LatencyWay.allCases {
          let latency = simulation.kernel.pointee.drawLatency(
            agent, way, venue: VenueIndex(0), leaves: moment)
          if agent != 3 { latencies.append(latency) }
        }
      }
    }
    return latencies
  }

  @Test(arguments: 0..<UInt64(24))
  func `another profile of one agent leaves every latency of the others as it is`(
    seed: UInt64
  ) throws {
    let (plain, changed) = (
      LatencyInvarianceTests.plan(seed: seed, changed: false),
      LatencyInvarianceTests.plan(seed: seed, changed: true)
    )
    let latencies = try LatencyInvarianceTests.latencies(plain)
    #expect(latencies.count == 300 * 7 * 5)
    #expect(Set(latencies).count > 1_000)
    #expect(try LatencyInvarianceTests.latencies(changed) == latencies)
    let arrivals = try LatencyInvarianceTests.arrivals(plain)
    #expect(arrivals.count == 7 * 60)
    #expect(try LatencyInvarianceTests.arrivals(changed) == arrivals)
  }

  @Test func `an agent stands on the line where its name puts it, whoever else is there`() throws {
    let all = LatencyInvarianceTests.plan(seed: 5, changed: false)
    var fewer = all
    fewer.participants.removeFirst(3)
    let (places, others) = (
      Kernel.places(all, RunKey(seed: 5)), Kernel.places(fewer, RunKey(seed: 5))
    )
    #expect(Array(places.agents.dropFirst(3)) == others.agents)
    #expect(places.venues == others.venues)
    #expect(Set(places.agents).count == LatencyInvarianceTests.agents)
  }
}
