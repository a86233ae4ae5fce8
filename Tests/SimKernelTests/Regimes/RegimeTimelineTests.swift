import TestSupport
import Testing

@testable import SimKernel

/// Which conditions hold when, and when so much activity has passed.
struct RegimeTimelineTests {
  private static let regimes = [
    MarketRegime("fast", "", MarketConditions(activity: 4)),
    MarketRegime("dead", "", MarketConditions(activity: 0)),
    MarketRegime("slow", "", MarketConditions(activity: 0.5)),
  ]

  private static func plan(
    _ order: RegimePlan.Order, season: [RegimePlan.SeasonStep] = [], seconds: Int64 = 100,
    _ participants: [SimulationPlan.Participant] = []
  ) -> SimulationPlan {
    var plan = ProbeMarket.plan(participants, milliseconds: seconds * 1_000)
    plan.regimes = RegimePlan(regimes: regimes, order: order, season: season)
    return plan
  }

  private static func schedule(_ steps: [(seconds: Int64, regime: Int)]) -> RegimePlan.Order {
    .schedule(
      steps.map { RegimePlan.Step(time: .zero + .seconds($0.seconds), regime: $0.regime) })
  }

  private static func timeline(_ plan: SimulationPlan, seed: UInt64 = 1) -> RegimeTimeline {
    RegimeTimeline(plan, key: RunKey(seed: seed))
  }

  // MARK: Activity

  @Test func `activity passes as fast as its regime says, across changes and standstills`() {
    // 4 a second up to 10 s, none up to 20 s, half from there on.
    let timeline = Self.timeline(Self.plan(Self.schedule([(5, 0), (10, 1), (20, 2)])))
    func after(_ now: Int64, _ milliseconds: Int64) -> Int64 {
      timeline.moment(from: now * 1_000_000, afterActivity: milliseconds * 1_000_000)
    }
    // The first one also before its time.
    #expect(after(1_000, 8_000) == 3_000_000_000)
    #expect(after(9_000, 3_999) == 9_999_750_000)
    #expect(after(9_000, 4_000) == 20_000_000_000)
    #expect(after(9_000, 5_000) == 22_000_000_000)
    #expect(after(15_000, 1) == 20_002_000_000)
    #expect(after(30_000, 0) == 30_000_000_000)
    #expect(timeline.conditions(at: 12_000_000_000).activity == 0)
  }

  @Test func `where nothing ever happens again the moment never comes`() {
    let timeline = Self.timeline(Self.plan(Self.schedule([(0, 0), (10, 1)])))
    let moment = timeline.moment(from: 9_000_000_000, afterActivity: 4_000_000_001)
    #expect(moment == SimTime.distantFuture.nanoseconds)
  }

  @Test func `a season multiplies the regime's activity`() {
    let season = [
      RegimePlan.SeasonStep(time: .zero + .seconds(20), activity: 3, volatility: 2),
      RegimePlan.SeasonStep(time: .zero + .seconds(50), activity: 0.25, volatility: 1),
    ]
    let timeline = Self.timeline(Self.plan(Self.schedule([(0, 0), (40, 2)]), season: season))
    let found = [0, 30, 45, 60].map { timeline.conditions(at: $0 * 1_000_000_000).activity }
    #expect(found == [12, 12, 1.5, 0.125])
    #expect(timeline.conditions(at: 30_000_000_000).volatility == 2)
  }

  @Test func `without regimes and seasons nothing varies`() {
    #expect(!Self.timeline(Self.plan(.none)).varies)
    #expect(Self.timeline(Self.plan(.none)).conditions(at: 5) == .usual)
  }

  @Test func `a U has its ends, its middle and its mean, and is symmetric`() {
    let steps = RegimePlan.seasonU(
      from: .zero + .seconds(10), to: .zero + .seconds(110), activity: (3, 0.6),
      volatility: (2, 1))
    #expect(steps.count == 100)
    #expect(abs(steps[0].activity - 3) < 0.05)
    #expect(abs(steps[49].activity - 0.6) < 1e-3)
    let mean = steps.reduce(0) { $0 + $1.activity } / 100
    #expect(abs(mean - (0.6 + 2.4 / 3)) < 1e-3)
    for place in 0..<100 {
      #expect(steps[place].time == .zero + .seconds(10 + Int64(place)))
      #expect(abs(steps[place].activity - steps[99 - place].activity) < 1e-12)
    }
  }

  // MARK: Switching

  private static let switching = RegimePlan.Order.switching([
    RegimePlan.Sojourn(regime: 2, mean: .seconds(4)),
    RegimePlan.Sojourn(regime: 0, mean: .seconds(1)),
    RegimePlan.Sojourn(regime: 1, mean: .seconds(2)),
  ])

  @Test func `each regime holds for exponential times of its mean, then any of the others`() {
    let periods = Self.timeline(Self.plan(Self.switching, seconds: 60_000)).periods
    #expect(periods[0] == RegimeTimeline.Period(start: 0, regime: 2))
    var lengths = [[Double]](repeating: [], count: 3)
    var next = [[Int]](repeating: [0, 0, 0], count: 3)
    for (period, following) in zip(periods, periods.dropFirst()) {
      lengths[period.regime].append(Double(following.start - period.start) / 1e9)
      next[period.regime][following.regime] += 1
    }
    for (regime, mean) in [(0, 1.0), (1, 2), (2, 4)] {
      let count = Double(lengths[regime].count)
      #expect(count > 5_000)
      let found = lengths[regime].reduce(0, +) / count
      #expect(abs(found - mean) < 4 * mean / count.squareRoot(), "regime \(regime): \(found) s")
      let cdf: (Double) -> Double = { 1 - DetMath.exp(-$0 / mean) }
      #expect(GoodnessOfFit.kolmogorovSmirnov(lengths[regime], cdf: cdf) > 1e-4)
      let others = (0..<3).filter { $0 != regime }.map { Double(next[regime][$0]) }
      #expect(next[regime][regime] == 0)
      #expect(abs(others[0] - others[1]) < 4 * count.squareRoot(), "regime \(regime): \(others)")
    }
    #expect(Self.timeline(Self.plan(Self.switching, seconds: 60_000)).periods == periods)
    #expect(Self.timeline(Self.plan(Self.switching), seed: 2).periods != Array(periods.prefix(40)))
  }

  @Test func `in another future the present regime ends as it would have, and others follow`() {
    let plan = Self.plan(Self.switching, seconds: 600)
    let whole = Self.timeline(plan)
    let now: Int64 = 300_000_000_000
    let present = whole.periods.lastIndex { $0.start <= now }!
    var other = whole
    other.branch(at: now, key: RunKey(seed: 99))
    #expect(other.periods.prefix(present + 2) == whole.periods.prefix(present + 2))
    #expect(other.periods.dropFirst(present + 2) != whole.periods.dropFirst(present + 2))
    var same = whole
    same.branch(at: now, key: RunKey(seed: 1))
    #expect(same.periods == whole.periods)
  }

  // MARK: In a run

  @Test func `the journal has an event for each switch, and the simulation its periods`() throws {
    let plan = Self.plan(Self.schedule([(0, 0), (10, 1), (20, 2), (200, 0)]), seconds: 30)
    let run = try PlanRun(plan)
    let switches = run.lines.filter { $0.eventKind == .regime }
    #expect(switches.map { $0.signed(1) } == [10_000_000_000, 20_000_000_000])
    #expect(switches.map { $0.words[3] } == [1, 2])
    #expect(switches.allSatisfy { $0.subject == nil })
    let simulation = try Simulation(plan)
    #expect(simulation.regimePeriods.map(\.regime.name) == ["fast", "dead", "slow"])
  }

  @Test func `who waits for activity is woken when it has passed, and orders have their size`()
    throws
  {
    let log = MessageLog()
    let probe = ProbeMarket.probe(
      "probe/0",
      onStart: { context in
        context.wake(at: .zero + .seconds(1), tag: 1)
        context.wake(afterActivity: .seconds(20), tag: 2)
      },
      onMessage: { message, context in
        let size = context.sized(Quantity(lots: 9)).lots
        if case .wake(let tag) = message { log.note(.wake(tag: tag * 100 + UInt32(size)), context) }
      })
    var plan = Self.plan(Self.schedule([(0, 0), (4, 2)]), [probe])
    plan.regimes.regimes[0].conditions.size = 0.01
    plan.regimes.regimes[2].conditions.size = 2
    _ = try PlanRun(plan)
    #expect(log.entries.map(\.time) == [.zero + .seconds(1), .zero + .seconds(12)])
    #expect(log.entries.map(\.message) == [.wake(tag: 101), .wake(tag: 218)])
  }

  @Test func `what makes no regime is refused with what is allowed`() {
    func fault(_ plan: RegimePlan) -> String { plan.fault ?? "none" }
    #expect(fault(RegimePlan(regimes: Self.regimes, order: Self.switching)) == "none")
    let wrong = [MarketRegime("w", "", MarketConditions(activity: -1))]
    #expect(fault(RegimePlan(regimes: wrong)).contains("allowed are factors in 0.0...1000.0"))
    #expect(
      fault(RegimePlan(regimes: Self.regimes, order: Self.schedule([(5, 0), (5, 1)])))
        .contains("do not ascend"))
    #expect(fault(RegimePlan(order: Self.schedule([(5, 3)]))) == "regime 3 of 0 is unknown")
    let brief = RegimePlan.Order.switching([RegimePlan.Sojourn(regime: 0, mean: .zero)])
    #expect(
      fault(RegimePlan(regimes: Self.regimes, order: brief)).contains("allowed is from 1 s to 24 h")
    )
    let twice = RegimePlan.Order.switching(
      [0, 0].map { RegimePlan.Sojourn(regime: $0, mean: .seconds(2)) })
    #expect(fault(RegimePlan(regimes: Self.regimes, order: twice)).contains("each once"))
  }
}
