import Foundation
import TestSupport
import Testing

@testable import SimKernel

/// The laws of fundamental values have the moments of their formulas.
struct FundamentalLawTests {
  /// The next value from each of many independent steps, and the variance behind a Heston value.
  private static func steps<Process: FundamentalProcess>(
    _ process: Process, _ step: SimDuration, count: UInt32, _ read: (Process) -> Double
  ) -> [Double] {
    var start = process
    start.prepare(step: step)
    return (1...count).map { decision in
      var stream = RandomStream(
        key: RunKey(seed: 7), stream: StreamID(name: "law", purpose: "test"), decision: decision)
      let normal = stream.normal()
      var next = start
      next.move(normal, &stream)
      return read(next)
    }
  }

  private static func mean(_ sample: [Double]) -> Double {
    sample.reduce(0, +) / Double(sample.count)
  }

  private static func variance(_ sample: [Double]) -> Double {
    let middle = mean(sample)
    return sample.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(sample.count - 1)
  }

  /// Expects a mean and a variance within 4 standard errors; the variance's is that of a law of
  /// kurtosis 3, or of the sample's own.
  private static func expect(
    _ sample: [Double], mean expected: Double, variance spread: Double
  ) {
    let count = Double(sample.count)
    #expect(abs(mean(sample) - expected) < 4 * (spread / count).squareRoot())
    let middle = mean(sample)
    let fourth = sample.reduce(0) { $0 + pow($1 - middle, 4) } / count
    let error = ((fourth - spread * spread) / count).squareRoot()
    #expect(abs(variance(sample) - spread) < 4 * error)
  }

  private static let cases: [(reversion: Double, seconds: Int64)] = [
    (0, 1), (1.67e-7, 1), (0.01, 10), (0.5, 3), (2, 60),
  ]

  @Test(arguments: cases.indices)
  func `a step of an Ornstein-Uhlenbeck value has the exact mean and variance`(index: Int) {
    let (k, seconds) = FundamentalLawTests.cases[index]
    let h = Double(seconds)
    let process = OrnsteinUhlenbeck(
      mean: 100, start: 140, reversionPerSecond: k, volatility: 1.5)
    let sample = FundamentalLawTests.steps(process, .seconds(seconds), count: 40_000) {
      $0.value(at: .zero, base: 0)
    }
    let variance = k == 0 ? 2.25 * h : 2.25 * (1 - exp(-2 * k * h)) / (2 * k)
    FundamentalLawTests.expect(sample, mean: 100 + 40 * exp(-k * h), variance: variance)
  }

  @Test(arguments: cases.indices)
  func `its step is the formula's, digit by digit`(index: Int) {
    let (k, seconds) = FundamentalLawTests.cases[index]
    let h = Double(seconds)
    var process = OrnsteinUhlenbeck(
      mean: 100, start: 140, reversionPerSecond: k, volatility: 1.5)
    process.prepare(step: .seconds(seconds))
    var stream = RandomStream(key: RunKey(seed: 1), stream: StreamID(value: 1))
    process.move(1, &stream)
    let spread = k == 0 ? h : -expm1(-2 * k * h) / (2 * k)
    let expected = 100 + 40 * exp(-k * h) + 1.5 * spread.squareRoot()
    #expect(abs(process.value(at: .zero, base: 0) - expected) < 1e-11 * expected)
  }

  @Test func `half an hour of rmsc04's value has a standard deviation of 67 cents`() {
    let process = OrnsteinUhlenbeck(
      mean: 100_000, start: 100_000, reversionPerSecond: 1.67e-7, volatility: 1.5811388300841898)
    let sample = FundamentalLawTests.steps(process, .minutes(30), count: 20_000) {
      $0.value(at: .zero, base: 0)
    }
    FundamentalLawTests.expect(sample, mean: 100_000, variance: 67.07 * 67.07)
  }

  private static let heston = HestonValue.Parameters(
    startVariance: 4e-4, meanVariance: 1e-4, reversionPerSecond: 0.1, varianceVolatility: 5e-3,
    correlation: -0.6)

  @Test(arguments: [Int64(1), 10])
  func `the variance of a Heston value has the exact moments`(seconds: Int64) {
    let parameters = FundamentalLawTests.heston
    let sample = FundamentalLawTests.steps(
      HestonValue(start: 1_000, parameters), .seconds(seconds), count: 40_000, \.variance)
    let (k, xi) = (parameters.reversionPerSecond, parameters.varianceVolatility)
    let a = exp(-k * Double(seconds))
    let (v, mean) = (parameters.startVariance, parameters.meanVariance)
    FundamentalLawTests.expect(
      sample, mean: mean + (v - mean) * a,
      variance: v * xi * xi / k * (a - a * a) + mean * xi * xi / (2 * k) * (1 - a) * (1 - a))
    #expect(sample.allSatisfy { $0 > 0 })
  }

  @Test func `a Heston value has no drift, and falls as its variance rises`() {
    let process = HestonValue(start: 1_000, FundamentalLawTests.heston)
    let values = FundamentalLawTests.steps(process, .seconds(1), count: 40_000) {
      $0.value(at: .zero, base: 0)
    }
    let variances = FundamentalLawTests.steps(process, .seconds(1), count: 40_000, \.variance)
    let deviation = FundamentalLawTests.variance(values).squareRoot()
    #expect(abs(FundamentalLawTests.mean(values) - 1_000) < 4 * deviation / 200)
    let middle = (FundamentalLawTests.mean(values), FundamentalLawTests.mean(variances))
    let product = zip(values, variances).reduce(0) {
      $0 + ($1.0 - middle.0) * ($1.1 - middle.1)
    }
    let correlation =
      product / 40_000
      / (deviation * FundamentalLawTests.variance(variances).squareRoot())
    #expect(abs(correlation + 0.6) < 0.03)
  }

  /// Logarithmic returns of two values of one factor over a step, and the gains of their variances,
  /// of many runs.
  private static func factorSteps(
    loadings: [Double], correlations: [Double]
  ) -> (returns: [[Double]], variances: [[Double]]) {
    var plan = ProbeMarket.plan([], milliseconds: 2_000, instruments: 2)
    plan.fundamentals.descriptions = (0..<2).map { place in
      var parameters = heston
      parameters.correlation = correlations[place]
      parameters.varianceVolatility = 1e-3
      return FundamentalDescription(
        instrument: InstrumentIndex(UInt16(place)), process: HestonValue(start: 1_000, parameters),
        factor: FundamentalDescription.Factor(name: "market", loading: loadings[place]))
    }
    var returns: [[Double]] = [[], []]
    var variances: [[Double]] = [[], []]
    for seed in 0..<8_000 as Range<UInt64> {
      let key = RunKey(seed: seed)
      var values = FundamentalValues(plan, regimes: RegimeTimeline(plan, key: key), key: key)
      for place in 0..<2 {
        returns[place].append(log(values.value(at: place, 1_000_000_000) / 1_000))
        let process = values.entries[place].process as? HestonValue
        variances[place].append((process?.variance ?? .nan) - heston.startVariance)
      }
    }
    return (returns, variances)
  }

  private static func correlation(_ one: [Double], _ other: [Double]) -> Double {
    let (left, right) = (mean(one), mean(other))
    let product = zip(one, other).reduce(0) { $0 + ($1.0 - left) * ($1.1 - right) }
    return product / Double(one.count - 1) / (variance(one) * variance(other)).squareRoot()
  }

  /// Expects a correlation within 4 standard errors of a normal sample, and 0.02 for a step that is
  /// not infinitely short.
  private static func expect(_ found: Double, correlation expected: Double, count: Int) {
    let error = (1 - expected * expected) / Double(count).squareRoot()
    #expect(abs(found - expected) < 4 * error + 0.02, "\(found), not \(expected)")
  }

  @Test(arguments: [
    ([0.8, 0.6], [-0.9, -0.9]), ([1, 1], [-0.9, -0.9]), ([0.9, -0.7], [0.5, -0.7]),
    ([0.9, 0.5], [0, 0]), ([1, 0.8], [-1, 0.6]),
  ])
  func `Heston values of one factor have the product of their loadings and their own leverage`(
    loadings: [Double], correlations: [Double]
  ) {
    let steps = FundamentalLawTests.factorSteps(loadings: loadings, correlations: correlations)
    FundamentalLawTests.expect(
      FundamentalLawTests.correlation(steps.returns[0], steps.returns[1]),
      correlation: loadings[0] * loadings[1], count: 8_000)
    for place in 0..<2 {
      FundamentalLawTests.expect(
        FundamentalLawTests.correlation(steps.returns[place], steps.variances[place]),
        correlation: correlations[place], count: 8_000)
      let spread = FundamentalLawTests.variance(steps.returns[place])
      #expect(abs(spread / 3.86e-4 - 1) < 4 * (2.0 / 8_000).squareRoot() + 0.01)
    }
  }

  @Test func `a cointegrated value is intercept, slope times the other's and its own spread`() {
    var value = Cointegration(
      other: InstrumentIndex(0), intercept: 7, slope: 2,
      spread: OrnsteinUhlenbeck(mean: 0, start: 0, reversionPerSecond: 0.5, volatility: 3))
    value.prepare(step: .seconds(1))
    #expect(value.value(at: .zero, base: 100) == 207)
    value.jump(10)
    #expect(value.value(at: .zero, base: 100) == 217)
    var stream = RandomStream(key: RunKey(seed: 1), stream: StreamID(value: 1))
    value.move(0, &stream)
    #expect(abs(value.value(at: .zero, base: 50) - (107 + 10 * exp(-0.5))) < 1e-9)
  }

  @Test func `a row of a series holds from its time on, and the first one's before`() {
    var series = FundamentalSeries([
      FundamentalSeries.Row(time: .zero + .seconds(10), value: 100),
      FundamentalSeries.Row(time: .zero + .seconds(20), value: 101.5),
    ])
    let times: [(Int64, Double)] = [(0, 100), (10, 100), (19, 100), (20, 101.5), (99, 101.5)]
    for (seconds, expected) in times {
      #expect(series.value(at: .zero + .seconds(seconds), base: 0) == expected)
    }
    series.jump(-1)
    #expect(series.value(at: .zero + .seconds(20), base: 0) == 100.5)
  }
}
