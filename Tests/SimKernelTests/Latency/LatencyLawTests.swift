import CGSL
import Foundation
import SimKernel
import Testing

/// Every model has the distribution that it says, as GSL computes it.
struct LatencyLawTests {
  struct Law: Sendable, CustomTestStringConvertible {
    var name: String
    var model: LatencyModel
    var mean: Double
    var variance: Double
    /// Of a latency in nanoseconds.
    var cdf: @Sendable (Double) -> Double

    var testDescription: String { name }
  }

  static let laws = [gamma, lognormal, normal, logUniform, empirical]

  private static let gamma = Law(
    name: "shifted gamma",
    model: .shiftedGamma(shift: .microseconds(90), scaleNanoseconds: 75_000), mean: 390_000,
    variance: 4 * 75_000 * 75_000, cdf: { gsl_cdf_gamma_P($0 - 90_000, 4, 75_000) })

  /// Excess 400 us with deviation 300 us: v = 25/16.
  private static let lognormal = Law(
    name: "shifted lognormal",
    model: .shiftedLognormal(
      least: .microseconds(100), mean: .microseconds(500), deviation: .microseconds(300)),
    mean: 500_000, variance: 300_000 * 300_000,
    cdf: { x in
      let v = 25.0 / 16
      return x <= 100_000
        ? 0 : gsl_cdf_lognormal_P(x - 100_000, log(400_000 / v.squareRoot()), sigma(v))
    })

  private static func sigma(_ v: Double) -> Double { log(v).squareRoot() }

  /// Cut one deviation below its mean.
  private static let normal: Law = {
    let (mean, deviation) = (500_000.0, 400_000.0)
    let kept = gsl_cdf_ugaussian_Q(-1)
    let ratio = gsl_ran_ugaussian_pdf(-1) / kept
    return Law(
      name: "truncated normal",
      model: .truncatedNormal(
        least: .microseconds(100), mean: .microseconds(500), deviation: .microseconds(400)),
      mean: mean + deviation * ratio,
      variance: deviation * deviation * (1 - ratio - ratio * ratio),
      cdf: { x in
        x <= 100_000
          ? 0 : 1 - gsl_cdf_ugaussian_Q((x - mean) / deviation) / kept
      })
  }()

  /// Half between 100 and 200 us, half between 200 us and 1 ms.
  private static let empirical = Law(
    name: "empirical",
    model: .empirical([
      LatencyQuantile(probability: 0, nanoseconds: 100_000),
      LatencyQuantile(probability: 0.5, nanoseconds: 200_000),
      LatencyQuantile(probability: 1, nanoseconds: 1_000_000),
    ]),
    mean: 375_000,
    variance: 0.5 * (225_000.0 * 225_000 + 100_000 * 100_000 / 12.0)
      + 0.5 * (225_000.0 * 225_000 + 800_000 * 800_000 / 12.0),
    cdf: { x in
      x < 200_000 ? max(0, (x - 100_000) / 200_000) : min(1, 0.5 + (x - 200_000) / 1_600_000)
    })

  /// From 100 us to twice that: mean 100 / log 2, mean square 30,000 / (2 log 2).
  private static let logUniform = Law(
    name: "log uniform", model: .logUniform(least: .microseconds(100), most: .microseconds(200)),
    mean: 100_000 / log(2), variance: 1.5e10 / log(2) - 1e10 / (log(2) * log(2)),
    cdf: { min(1, max(0, log($0 / 100_000) / log(2))) })

  private static func sample(_ model: LatencyModel, seed: UInt64, count: Int) -> [Double] {
    (1...UInt32(count)).map { number in
      var stream = RandomStream(
        key: RunKey(seed: seed), stream: StreamID(name: "law", purpose: "entry"), decision: number)
      return Double(model.draw(from: &stream, LatencyTrip(leaves: .zero)))
    }
  }

  @Test(arguments: laws)
  func `mean and variance are the analytic ones`(law: Law) {
    let sample = LatencyLawTests.sample(law.model, seed: 1, count: SampleSize.scaled(400_000))
    SamplerTests.expectMoments(sample, name: law.name, mean: law.mean, variance: law.variance)
  }

  @Test(arguments: laws)
  func `the distribution is the one GSL computes`(law: Law) {
    let values = (0..<UInt64(100)).map { seed in
      GoodnessOfFit.kolmogorovSmirnov(
        LatencyLawTests.sample(law.model, seed: seed, count: 1_000), cdf: law.cdf)
    }
    SamplerTests.expectUniform(values, name: law.name)
  }

  @Test(arguments: laws)
  func `the test tells a law that is three percent too slow`(law: Law) {
    let slow = LatencyLawTests.sample(law.model, seed: 1, count: 20_000).map { 1.03 * $0 }
    #expect(GoodnessOfFit.kolmogorovSmirnov(slow, cdf: law.cdf) < 1e-6)
  }

  @Test(arguments: laws)
  func `a latency is positive, and its quantiles are those of the law`(law: Law) {
    let sample = LatencyLawTests.sample(law.model, seed: 3, count: 20_000).sorted()
    #expect(sample[0] > 0)
    for percent in [1, 10, 50, 90, 99] {
      let found = law.cdf(sample[percent * sample.count / 100])
      let chance = Double(percent) / 100
      let error = (chance * (1 - chance) / Double(sample.count)).squareRoot()
      #expect(abs(found - chance) < 4 * error, "\(percent) % of \(law.name)")
    }
  }

  @Test func `a lognormal with the heaviest tail stays below a day`() {
    let heavy = LatencyModel.shiftedLognormal(
      least: .zero, mean: .nanoseconds(1), deviation: .hours(1))
    for latency in LatencyLawTests.sample(heavy, seed: 1, count: 10_000) {
      #expect(latency >= 0 && latency <= Double(LatencyModel.limit.nanoseconds))
    }
  }

  @Test func `pieces hold from their moments on, the first also before`() {
    let model = LatencyModel.piecewise([
      LatencyPiece(from: .zero + .hours(9), model: .constant(.microseconds(1))),
      LatencyPiece(from: .zero + .hours(10), model: .constant(.microseconds(2))),
      LatencyPiece(from: .zero + .hours(11), model: LatencyLawTests.gamma.model),
    ])
    func latency(_ leaves: SimTime, _ model: LatencyModel) -> Int64 {
      var stream = RandomStream(
        key: RunKey(seed: 1), stream: StreamID(name: "a/0", purpose: "entry"), decision: 8)
      return model.draw(from: &stream, LatencyTrip(leaves: leaves))
    }
    #expect(latency(.zero + .hours(8), model) == 1_000)
    #expect(latency(.zero + .hours(10) - .nanoseconds(1), model) == 1_000)
    #expect(latency(.zero + .hours(10), model) == 2_000)
    let late = SimTime.zero + .hours(12)
    #expect(latency(late, model) == latency(late, LatencyLawTests.gamma.model))
  }
}
