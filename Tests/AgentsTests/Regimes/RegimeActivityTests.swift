import SimKernel
import TestSupport
import Testing

@testable import Agents

/// Background agents follow the market's activity exactly.
struct RegimeActivityTests {
  private static let subjects: [(type: String, values: [(String, ParameterValue)])] = [
    ("noise", [AgentTrial.wakes(20)]),
    (
      "santa_fe",
      [("market_order_every", .duration(.milliseconds(200))), ("epsilon", .number(0.5))]
    ),
    ("cont_stoikov_talreja", []),
    ("hawkes", []),
    ("value", [AgentTrial.wakes(20)]),
  ]

  private static func plan(
    _ participants: [SimulationPlan.Participant], milliseconds: Int64, _ regimes: RegimePlan,
    seed: UInt64 = 1
  ) -> SimulationPlan {
    var plan = ProbeMarket.plan(participants, milliseconds: milliseconds)
    plan.seed = seed
    plan.regimes = regimes
    plan.recordsDeliveries = true
    plan.fundamentals = FundamentalPlan(
      descriptions: [
        FundamentalDescription(
          instrument: InstrumentIndex(0),
          process: OrnsteinUhlenbeck(mean: 0, start: 100, reversionPerSecond: 0, volatility: 0))
      ])
    return plan
  }

  private static func agents(_ type: String, _ values: [(String, ParameterValue)], count: Int)
    -> [SimulationPlan.Participant]
  {
    (0..<count).map {
      SimulationPlan.Participant(
        name: "\(type)/\($0)", type: type, agent: AgentTrial.agent(type, values))
    }
  }

  /// When agents are woken, nanoseconds.
  private static func wakes(_ plan: SimulationPlan) throws -> [Int64] {
    try PlanRun(plan).lines.filter { $0.eventKind == .wake }.map { $0.signed(1) }
  }

  private static func constant(_ activity: Double) -> RegimePlan {
    RegimePlan(season: [
      RegimePlan.SeasonStep(time: .zero, activity: activity, volatility: 1)
    ])
  }

  @Test(arguments: subjects.indices)
  func `four times the activity is the same flow in a quarter of the time`(_ place: Int) throws {
    let (type, values) = Self.subjects[place]
    let agents = Self.agents(type, values, count: 1)
    let usual = try Self.wakes(Self.plan(agents, milliseconds: 8_000, .none))
    let fast = try Self.wakes(Self.plan(agents, milliseconds: 2_000, Self.constant(4)))
    #expect(usual.count > 10, "\(type): \(usual.count)")
    #expect(abs(fast.count - usual.count) <= 1, "\(type)")
    // Each wait is rounded to a nanosecond by itself.
    for (number, (slow, quick)) in zip(usual, fast).enumerated() {
      #expect(abs(slow - 4 * quick) <= 4 * Int64(number + 1), "\(type), wake-up \(number)")
    }
  }

  @Test func `counts in each regime are those of its rate`() throws {
    let regimes = RegimePlan(
      regimes: [0.5, 3, 1, 0].map {
        MarketRegime("r\($0)", "", MarketConditions(activity: $0))
      },
      order: .schedule(
        (0..<4).map { RegimePlan.Step(time: .zero + .seconds(4 * Int64($0)), regime: $0) }))
    let agents = Self.agents("noise", [AgentTrial.wakes(100)], count: 50)
    let wakes = try Self.wakes(Self.plan(agents, milliseconds: 16_000, regimes))
    // 50 agents, 10 wake-ups a second each, four seconds.
    for (place, activity) in [0.5, 3, 1, 0].enumerated() {
      let count = wakes.filter { $0 / 4_000_000_000 == Int64(place) }.count
      let mean = 2_000 * activity
      #expect(abs(Double(count) - mean) <= 4 * mean.squareRoot(), "\(activity): \(count)")
      // The control: the usual rate is told apart.
      if activity != 1 {
        #expect(abs(Double(count) - 2_000) > 4 * 2_000.0.squareRoot(), "\(activity): \(count)")
      }
    }
  }

  @Test func `the U of a day is found again in what agents do`() throws {
    let season = RegimePlan.seasonU(
      from: .zero, to: .zero + .seconds(10), activity: (3, 0.5), volatility: (1, 1))
    let agents = Self.agents("noise", [AgentTrial.wakes(100)], count: 100)
    let wakes = try Self.wakes(
      Self.plan(agents, milliseconds: 10_000, RegimePlan(season: season)))
    var flat = 0
    for bucket in 0..<10 {
      let count = Double(wakes.filter { $0 / 1_000_000_000 == Int64(bucket) }.count)
      let steps = season[bucket * 10..<bucket * 10 + 10]
      let mean = 1_000 * steps.reduce(0) { $0 + $1.activity } / 10
      #expect(abs(count - mean) < 4 * mean.squareRoot(), "bucket \(bucket): \(count) of \(mean)")
      // The control: the mean of the day fits hardly anywhere.
      if abs(count - 1_333) < 4 * 36.5 { flat += 1 }
    }
    #expect(flat <= 2)
  }

  @Test func `regimes without factors change nothing but their own records`() throws {
    let agents = Self.agents("noise", [AgentTrial.wakes(50)], count: 5)
    let usual = try Self.wakes(Self.plan(agents, milliseconds: 2_000, .none))
    let regimes = RegimePlan(
      regimes: [MarketRegime("a", "", .usual), MarketRegime("b", "", .usual)],
      order: .schedule([
        RegimePlan.Step(time: .zero, regime: 0),
        RegimePlan.Step(time: .zero + .milliseconds(700), regime: 1),
      ]))
    #expect(try Self.wakes(Self.plan(agents, milliseconds: 2_000, regimes)) == usual)
  }
}
