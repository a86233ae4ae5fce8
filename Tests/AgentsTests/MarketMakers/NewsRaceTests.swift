import SimKernel
import TestSupport
import Testing

@testable import Agents

/// Makers and takers who are told that the value has jumped.
struct NewsRaceTests {
  private static func plan(
    _ participants: [SimulationPlan.Participant], jumps: [(milliseconds: Int64, size: Double)],
    milliseconds: Int64 = 200
  ) -> SimulationPlan {
    var plan = ProbeMarket.plan(participants, milliseconds: milliseconds)
    plan.fundamentals = FundamentalPlan(
      descriptions: [
        FundamentalDescription(
          instrument: InstrumentIndex(0),
          process: OrnsteinUhlenbeck(mean: 0, start: 100, reversionPerSecond: 0, volatility: 0),
          shocks: jumps.map {
            FundamentalDescription.Shock(
              time: .zero + .milliseconds($0.milliseconds), size: $0.size)
          })
      ])
    return plan
  }

  private static func maker(
    _ values: [(String, ParameterValue)] = [], refresh milliseconds: Int64 = 1_000,
    latency: LatencyModel = .constant(.zero)
  ) -> SimulationPlan.Participant {
    AgentTrial.participant(
      "news_maker",
      [
        ("half_spread", .integer(2)), AgentTrial.lots("quantity", 10),
        ("refresh_every", .duration(.milliseconds(milliseconds))),
      ] + values, latency: latency, openTicks: 50)
  }

  private static func taker(
    lots: Int64 = 4, _ values: [(String, ParameterValue)] = []
  ) -> SimulationPlan.Participant {
    AgentTrial.participant("news_taker", [AgentTrial.lots("quantity", lots)] + values)
  }

  /// What an agent sends from 50 ms on: orders, and how many cancels.
  private static func sent(
    _ plan: SimulationPlan, agent: UInt32 = 0
  ) throws -> [String] {
    AgentTrial.sent(try PlanRun(plan).lines, agent: agent)
      .map { "\($0.milliseconds) \($0.text)" }
  }

  @Test func `a maker quotes around the value, and moves both quotes at once on news`() throws {
    let plan = NewsRaceTests.plan(
      [NewsRaceTests.maker(latency: .constant(.milliseconds(3)))], jumps: [(60, 7), (120, -30)])
    #expect(
      try NewsRaceTests.sent(plan) == [
        "0 buy 10 @ 98", "0 sell 10 @ 102",
        // The stale side first: the ask below the new value, the bid above it.
        "63 sell 10 @ 109", "63 buy 10 @ 105", "123 buy 10 @ 75", "123 sell 10 @ 79",
      ])
    var simulation = try Simulation(plan)
    _ = simulation.advance(until: .end)
    #expect(simulation.liveOrderCount == 2)
    #expect(simulation.orderCounts.cancels == 4)
    #expect(simulation.tradeCount == 0)
  }

  @Test func `a maker enters anew what has traded, and stops at its bound`() throws {
    let trader = AgentTrial.market([
      AgentTrial.Step(milliseconds: 30, bid: nil, ask: 98, lots: 10),
      AgentTrial.Step(milliseconds: 80, bid: nil, ask: 98, lots: 10),
    ])
    let plan = NewsRaceTests.plan(
      [
        NewsRaceTests.maker([("max_position", .integer(15))], refresh: 20), trader,
      ], jumps: [])
    let sent = try NewsRaceTests.sent(plan)
    // Bought 10: one more would make 20.
    #expect(sent == ["0 buy 10 @ 98", "0 sell 10 @ 102"])
    let loose = NewsRaceTests.plan(
      [NewsRaceTests.maker(refresh: 20), trader], jumps: [])
    #expect(try NewsRaceTests.sent(loose).count == 4)
  }

  @Test func `a taker takes the quote that the jump has passed by, at its price`() throws {
    let market = AgentTrial.market([AgentTrial.Step(milliseconds: 10, bid: 97, ask: 103, lots: 3)])
    func sent(
      _ size: Double, lots: Int64 = 4, _ values: [(String, ParameterValue)] = []
    ) throws -> [String] {
      let taker = NewsRaceTests.taker(lots: lots, values)
      return try NewsRaceTests.sent(NewsRaceTests.plan([taker, market], jumps: [(60, size)]))
    }
    #expect(try sent(9) == ["60 buy 3 @ 103"])
    #expect(try sent(-9, lots: 2) == ["60 sell 2 @ 97"])
    // Up to the ask and no further, and below the edge that it wants.
    #expect(try sent(3).isEmpty)
    #expect(try sent(9, [("min_edge", .integer(7))]).isEmpty)
    #expect(try sent(9, [("min_edge", .integer(6))]).count == 1)
  }

  @Test func `who is at the venue first has the quote`() throws {
    for (latency, isTaken) in [(19, true), (21, false)] as [(Int64, Bool)] {
      var taker = NewsRaceTests.taker()
      taker.latency = LatencyProfile { way in
        way == .entry ? .constant(.milliseconds(latency)) : .constant(.zero)
      }
      let maker = NewsRaceTests.maker(latency: .constant(.milliseconds(10)))
      let run = try PlanRun(NewsRaceTests.plan([maker, taker], jumps: [(60, 9)]))
      #expect(run.trades == (isTaken ? 1 : 0), "\(latency) ms")
      #expect(run.summaries[0].positions[0].lots == (isTaken ? -4 : 0))
    }
  }

  @Test func `thinking costs a maker the race`() throws {
    var taker = NewsRaceTests.taker()
    taker.latency = LatencyProfile { way in
      way == .entry ? .constant(.milliseconds(21)) : .constant(.zero)
    }
    var maker = NewsRaceTests.maker(latency: .constant(.milliseconds(10)))
    #expect(try PlanRun(NewsRaceTests.plan([maker, taker], jumps: [(60, 9)])).trades == 0)
    maker.decisionLatency = .milliseconds(2)
    #expect(try PlanRun(NewsRaceTests.plan([maker, taker], jumps: [(60, 9)])).trades == 1)
  }
}
