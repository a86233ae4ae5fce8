import TestSupport
import Testing

@testable import SimKernel

/// Values depend on key, instrument and step alone: never on who looks, or when.
struct FundamentalValuesTests {
  private static func brownian(_ index: UInt16, factor: Double? = nil) -> FundamentalDescription {
    FundamentalDescription(
      instrument: InstrumentIndex(index),
      process: OrnsteinUhlenbeck(mean: 0, start: 1_000, reversionPerSecond: 0, volatility: 20),
      factor: factor.map { FundamentalDescription.Factor(name: "market", loading: $0) })
  }

  private static func plan(
    _ descriptions: [FundamentalDescription], _ participants: [SimulationPlan.Participant] = [],
    milliseconds: Int64 = 1_000
  ) -> SimulationPlan {
    var plan = ProbeMarket.plan(
      participants, milliseconds: milliseconds, instruments: max(1, descriptions.count))
    plan.fundamentals = FundamentalPlan(step: .milliseconds(10), descriptions: descriptions)
    return plan
  }

  private static func values(_ plan: SimulationPlan, seed: UInt64 = 1) -> FundamentalValues {
    let key = RunKey(seed: seed)
    return FundamentalValues(plan, regimes: RegimeTimeline(plan, key: key), key: key)
  }

  @Test func `the value at a moment is the same however often it was asked for before`() {
    let plan = FundamentalValuesTests.plan([FundamentalValuesTests.brownian(0)])
    for seed in UInt64(0)..<50 {
      var random = SplitMix64(seed: seed)
      var patient = FundamentalValuesTests.values(plan, seed: seed)
      var eager = patient
      var now: Int64 = 0
      while now < 900_000_000 {
        now += random.integer(in: 1...30_000_000)
        _ = eager.value(at: 0, now)
      }
      #expect(eager.value(at: 0, 950_000_000) == patient.value(at: 0, 950_000_000), "seed \(seed)")
    }
  }

  @Test func `between two points of the grid the earlier one's value holds`() {
    var values = FundamentalValuesTests.values(
      FundamentalValuesTests.plan([FundamentalValuesTests.brownian(0)]))
    #expect(values.value(at: 0, 9_999_999) == 1_000)
    let first = values.value(at: 0, 10_000_000)
    #expect(first != 1_000)
    #expect(values.value(at: 0, 19_999_999) == first)
    #expect(values.value(at: 0, 20_000_000) != first)
  }

  /// A probe that notes what it sees of the value every so many milliseconds.
  private static func watcher(
    _ name: String, every milliseconds: Int64, _ log: MessageLog
  ) -> SimulationPlan.Participant {
    ProbeMarket.probe(
      name,
      onStart: { context in
        for count in 1...(900 / milliseconds) {
          context.wake(at: .zero + .milliseconds(count * milliseconds))
        }
      },
      onMessage: { _, context in
        let seen = context.fundamental(InstrumentIndex(0))
        log.note(.wake(tag: UInt32(seen?.ticks ?? 0)), context)
      })
  }

  private static func seen(_ log: MessageLog, _ agent: UInt32) -> [MessageLog.Entry] {
    log.entries.filter { $0.agent.value == agent }
  }

  @Test func `a second observer changes nothing of what the first one sees`() throws {
    let description = FundamentalValuesTests.brownian(0)
    let alone = MessageLog()
    let together = MessageLog()
    let first = FundamentalValuesTests.watcher("first/0", every: 70, alone)
    _ = try PlanRun(FundamentalValuesTests.plan([description], [first]))
    _ = try PlanRun(
      FundamentalValuesTests.plan(
        [description],
        [
          FundamentalValuesTests.watcher("first/0", every: 70, together),
          FundamentalValuesTests.watcher("second/0", every: 3, together),
        ]))
    #expect(alone.entries.count == 12)
    #expect(FundamentalValuesTests.seen(together, 0) == alone.entries)
    #expect(Set(alone.entries.map(\.message)).count > 6)
    #expect(FundamentalValuesTests.seen(together, 1).count == 300)
  }

  @Test func `another instrument's process leaves a value as it is`() {
    var alone = FundamentalValuesTests.values(
      FundamentalValuesTests.plan([FundamentalValuesTests.brownian(0, factor: 0.5)]))
    var both = FundamentalValuesTests.values(
      FundamentalValuesTests.plan([
        FundamentalValuesTests.brownian(0, factor: 0.5),
        FundamentalValuesTests.brownian(1, factor: 0.9),
      ]))
    #expect(alone.value(at: 0, 500_000_000) == both.value(at: 0, 500_000_000))
  }

  @Test func `values that share a factor have the product of their loadings for a correlation`() {
    var values = FundamentalValuesTests.values(
      FundamentalValuesTests.plan(
        [
          FundamentalValuesTests.brownian(0, factor: 0.8),
          FundamentalValuesTests.brownian(1, factor: -0.75),
        ], milliseconds: 200_000))
    var last = (1_000.0, 1_000.0)
    var (product, left, right) = (0.0, 0.0, 0.0)
    for point in 1...20_000 as ClosedRange<Int64> {
      let now = point * 10_000_000
      let next = (values.value(at: 0, now), values.value(at: 1, now))
      let moves = (next.0 - last.0, next.1 - last.1)
      product += moves.0 * moves.1
      left += moves.0 * moves.0
      right += moves.1 * moves.1
      last = next
    }
    #expect(abs(product / (left * right).squareRoot() + 0.6) < 4 * 0.64 / 141)
  }

  // MARK: Shocks

  private static func still(
    _ shocks: [FundamentalDescription.Shock],
    _ random: FundamentalDescription.RandomShocks? = nil
  ) -> FundamentalDescription {
    FundamentalDescription(
      instrument: InstrumentIndex(0),
      process: OrnsteinUhlenbeck(mean: 0, start: 500, reversionPerSecond: 0, volatility: 0),
      shocks: shocks, randomShocks: random)
  }

  @Test func `a scheduled shock comes at its own time`() {
    var values = FundamentalValuesTests.values(
      FundamentalValuesTests.plan([
        FundamentalValuesTests.still([
          FundamentalDescription.Shock(time: .zero + .milliseconds(30), size: 5),
          FundamentalDescription.Shock(time: .zero + .milliseconds(11), size: -100),
          FundamentalDescription.Shock(time: .zero, size: 1),
        ])
      ]))
    let story: [(Int64, Double)] = [(0, 501), (10, 501), (11, 401), (29, 401), (30, 406)]
    for (milliseconds, expected) in story {
      #expect(values.value(at: 0, milliseconds * 1_000_000) == expected)
    }
  }

  @Test func `random shocks have their rate, size and a fair sign`() {
    let law = FundamentalDescription.RandomShocks(
      perHour: 36_000, meanSize: 100, sizeDeviation: 10)
    var values = FundamentalValuesTests.values(
      FundamentalValuesTests.plan(
        [FundamentalValuesTests.still([], law)], milliseconds: 200_000))
    var last = 500.0
    var (ups, downs) = (0.0, 0.0)
    for point in 1...20_000 as ClosedRange<Int64> {
      let next = values.value(at: 0, point * 10_000_000)
      if next > last + 50 { ups += 1 }
      if next < last - 50 { downs += 1 }
      last = next
    }
    // Ten a second: a step has one with chance 0.1, and 1 - exp(-0.1) - small for two that cancel.
    #expect(abs(ups + downs - 1_900) < 4 * 42)
    #expect(abs(ups - downs) < 4 * 44)
  }

  // MARK: Forks

  private static func futureValues(_ future: UInt64) throws -> (now: Double, later: Double) {
    let plan = FundamentalValuesTests.plan([FundamentalValuesTests.brownian(0)])
    var simulation = try Simulation(plan)
    _ = simulation.advance(until: .time(.zero + .milliseconds(505)))
    var fork = simulation.fork(future: future)
    let now = fork.fundamental(InstrumentIndex(0))
    _ = fork.advance(until: .time(.zero + .milliseconds(800)))
    let later = fork.fundamental(InstrumentIndex(0))
    return (try #require(now), try #require(later))
  }

  @Test func `another future has another value later, and the same up to now`() throws {
    var whole = try Simulation(FundamentalValuesTests.plan([FundamentalValuesTests.brownian(0)]))
    _ = whole.advance(until: .time(.zero + .milliseconds(505)))
    let now = whole.fundamental(InstrumentIndex(0))
    _ = whole.advance(until: .time(.zero + .milliseconds(800)))
    let later = whole.fundamental(InstrumentIndex(0))
    let same = try FundamentalValuesTests.futureValues(0)
    let other = try FundamentalValuesTests.futureValues(1)
    #expect(same.now == now && same.later == later)
    #expect(other.now == now)
    #expect(other.later != later)
    #expect(try FundamentalValuesTests.futureValues(1).later == other.later)
    #expect(try FundamentalValuesTests.futureValues(2).later != other.later)
  }

  // MARK: Plans

  private static func error(_ plan: SimulationPlan) -> PlanError? {
    do throws(PlanError) {
      _ = try Simulation(plan)
      return nil
    } catch {
      return error
    }
  }

  @Test func `two values of one instrument, and one that builds on a later one, are refused`() {
    let twice = FundamentalValuesTests.plan([
      FundamentalValuesTests.brownian(0), FundamentalValuesTests.brownian(0),
    ])
    #expect(
      FundamentalValuesTests.error(twice)
        == .invalidFundamental("instrument 0 is unknown or has two, allowed is one for each"))
    let tied = FundamentalDescription(
      instrument: InstrumentIndex(0),
      process: Cointegration(
        other: InstrumentIndex(1), intercept: 0, slope: 1,
        spread: OrnsteinUhlenbeck(mean: 0, start: 0, reversionPerSecond: 0, volatility: 1)))
    let backwards = FundamentalValuesTests.plan([tied, FundamentalValuesTests.brownian(1)])
    #expect(
      FundamentalValuesTests.error(backwards)
        == .invalidFundamental(
          "instrument 0 builds on 1, allowed is one that stands before it"))
    var fine = FundamentalValuesTests.plan([FundamentalValuesTests.brownian(0)])
    fine.fundamentals.step = .zero
    #expect(FundamentalValuesTests.error(fine) != nil)
  }
}
