import TestSupport
import Testing

@testable import SimKernel

/// Values move under their regime, by the same random numbers under any.
struct RegimeValueTests {
  /// The value at each of 100 steps of a second under conditions that begin at 50 s.
  private static func path(
    _ process: some FundamentalProcess, _ conditions: MarketConditions?, seed: UInt64 = 1
  ) -> [Double] {
    var plan = ProbeMarket.plan([], milliseconds: 100_000)
    plan.fundamentals = FundamentalPlan(
      descriptions: [
        FundamentalDescription(instrument: InstrumentIndex(0), process: process)
      ])
    if let conditions {
      plan.regimes = RegimePlan(
        regimes: [MarketRegime("usual", "", .usual), MarketRegime("other", "", conditions)],
        order: .schedule([
          RegimePlan.Step(time: .zero, regime: 0),
          RegimePlan.Step(time: .zero + .seconds(50), regime: 1),
        ]))
    }
    let key = RunKey(seed: seed)
    var values = FundamentalValues(plan, regimes: RegimeTimeline(plan, key: key), key: key)
    return (0...100).map { values.value(at: 0, Int64($0) * 1_000_000_000) }
  }

  private static func brownian(volatility: Double = 3) -> OrnsteinUhlenbeck {
    OrnsteinUhlenbeck(mean: 0, start: 1_000, reversionPerSecond: 0, volatility: volatility)
  }

  private static func moves(_ path: [Double]) -> [Double] {
    zip(path, path.dropFirst()).map { $1 - $0 }
  }

  @Test func `a regime leaves the noise of values common and multiplies it`() {
    for seed in 0..<20 as Range<UInt64> {
      let usual = Self.moves(Self.path(Self.brownian(), nil, seed: seed))
      let wild = Self.moves(
        Self.path(Self.brownian(), MarketConditions(volatility: 4), seed: seed))
      for step in 0..<100 {
        let factor: Double = step < 50 ? 1 : 4
        #expect(abs(wild[step] - factor * usual[step]) < 1e-9, "seed \(seed), step \(step)")
      }
    }
  }

  @Test func `a drift adds its ticks a second, and a usual regime nothing at all`() {
    let drifting = Self.path(Self.brownian(volatility: 0), MarketConditions(drift: -0.5))
    #expect(drifting[50] == 1_000)
    #expect(abs(drifting[100] - 975) < 1e-9)
    #expect(Self.path(Self.brownian(), .usual) == Self.path(Self.brownian(), nil))
  }

  @Test func `reversion is exactly as much faster`() {
    let pulled = OrnsteinUhlenbeck(mean: 0, start: 1_000, reversionPerSecond: 0.02, volatility: 0)
    let path = Self.path(pulled, MarketConditions(reversion: 5))
    #expect(abs(path[50] - 1_000 * DetMath.exp(-1)) < 1e-9)
    #expect(abs(path[100] - 1_000 * DetMath.exp(-1 - 5)) < 1e-9)
  }

  @Test func `the spread of a steady value under another regime is the law's`() {
    // Reversion 0.1 x 3 and volatility 2 x 5: variance 100 / 0.6 in the long run.
    let value = OrnsteinUhlenbeck(mean: 0, start: 0, reversionPerSecond: 0.1, volatility: 2)
    let conditions = MarketConditions(volatility: 5, reversion: 3)
    let ends = (0..<2_000 as Range<UInt64>).map { Self.path(value, conditions, seed: $0)[100] }
    let variance = ends.reduce(0) { $0 + $1 * $1 } / 2_000
    #expect(abs(variance / (100 / 0.6) - 1) < 4 * (2.0 / 2_000).squareRoot())
  }

  @Test func `a variance that moves by itself is left, and the value moves as much farther`() {
    let parameters = HestonValue.Parameters(
      startVariance: 1e-6, meanVariance: 1e-6, reversionPerSecond: 0.1, varianceVolatility: 1e-4,
      correlation: -0.5)
    func logarithms(_ conditions: MarketConditions?) -> [Double] {
      Self.moves(
        Self.path(HestonValue(start: 1_000, parameters), conditions).map { DetMath.log($0) })
    }
    let (usual, wild) = (logarithms(nil), logarithms(MarketConditions(volatility: 3)))
    #expect(usual.prefix(50) == wild.prefix(50))
    for step in 50..<100 {
      // Three times the martingale part; its own square, some 1e-6, apart.
      #expect(abs(wild[step] - 3 * usual[step]) < 2e-5, "step \(step)")
    }
  }

  @Test(arguments: [1, -2.5])
  func `a drift moves a value that builds on another with it, once`(slope: Double) {
    let conditions = MarketConditions(drift: 0.5)
    var plan = ProbeMarket.plan([], milliseconds: 100_000, instruments: 2)
    plan.fundamentals = FundamentalPlan(
      descriptions: [
        FundamentalDescription(
          instrument: InstrumentIndex(0), process: Self.brownian(volatility: 0)),
        FundamentalDescription(
          instrument: InstrumentIndex(1),
          process: Cointegration(
            other: InstrumentIndex(0), intercept: 10, slope: slope,
            spread: OrnsteinUhlenbeck(mean: 0, start: 0, reversionPerSecond: 0, volatility: 0))),
      ])
    plan.regimes = RegimePlan(
      regimes: [MarketRegime("trending", "", conditions)],
      order: .schedule([RegimePlan.Step(time: .zero, regime: 0)]))
    let key = RunKey(seed: 1)
    var values = FundamentalValues(plan, regimes: RegimeTimeline(plan, key: key), key: key)
    let end = 100_000_000_000 as Int64
    #expect(abs(values.value(at: 0, end) - 1_050) < 1e-9)
    #expect(abs(values.value(at: 1, end) - (10 + slope * 1_050)) < 1e-9)
  }
}
