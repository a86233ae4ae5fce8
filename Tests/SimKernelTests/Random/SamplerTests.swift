import CGSL
import SimKernel
import Testing

struct SamplerTests {
  static func stream(_ name: String, seed: UInt64, purpose: String = "sample") -> RandomStream {
    RandomStream(key: RunKey(seed: seed), stream: StreamID(name: name, purpose: purpose))
  }

  // MARK: moments

  /// Mean and variance of a sample, each in standard errors from what they should be.
  static func deviations(
    _ sample: [Double], mean: Double, variance: Double
  ) -> (mean: Double, variance: Double) {
    let count = Double(sample.count)
    let observedMean = sample.reduce(0, +) / count
    let squares = sample.map { ($0 - mean) * ($0 - mean) }
    let observedVariance = squares.reduce(0, +) / count
    let spread = squares.reduce(0.0) { $0 + ($1 - variance) * ($1 - variance) } / count
    return (
      (observedMean - mean) / (variance / count).squareRoot(),
      (observedVariance - variance) / (spread / count).squareRoot()
    )
  }

  static func expectMoments(_ sample: [Double], name: String, mean: Double, variance: Double) {
    let found = deviations(sample, mean: mean, variance: variance)
    print("\(name): mean \(found.mean), variance \(found.variance) standard errors off, allowed 4")
    #expect(abs(found.mean) < 4, "\(name), \(sample.count) draws")
    #expect(abs(found.variance) < 4, "\(name), \(sample.count) draws")
  }

  @Test(arguments: ContinuousCase.all)
  func `mean and variance are the analytic ones`(sampler: ContinuousCase) {
    var stream = SamplerTests.stream(sampler.name, seed: 1)
    let sample = (0..<SampleSize.scaled(1_000_000)).map { _ in sampler.draw(&stream) }
    SamplerTests.expectMoments(
      sample, name: sampler.name, mean: sampler.mean, variance: sampler.variance)
  }

  @Test(arguments: DiscreteCase.all)
  func `mean and variance of whole numbers are the analytic ones`(sampler: DiscreteCase) {
    var stream = SamplerTests.stream(sampler.name, seed: 1)
    let sample = (0..<SampleSize.scaled(1_000_000)).map { _ in Double(sampler.draw(&stream)) }
    SamplerTests.expectMoments(
      sample, name: sampler.name, mean: sampler.mean, variance: sampler.variance)
  }

  @Test func `moments tell a normal that is two percent too wide`() {
    var stream = SamplerTests.stream("control", seed: 1)
    let sample = (0..<100_000).map { _ in stream.normal(mean: 0, standardDeviation: 1.02) }
    let found = SamplerTests.deviations(sample, mean: 0, variance: 1)
    #expect(found.variance > 4)
  }

  // MARK: distributions

  /// All p-values above 1e-6 and their mean within 4 standard errors of a half.
  static func expectUniform(_ values: [Double], name: String) {
    let mean = values.reduce(0, +) / Double(values.count)
    let error = 4 / (12 * Double(values.count)).squareRoot()
    print("\(name): p-values of \(values.count) seeds: least \(values.min()!), mean \(mean)")
    for (seed, value) in values.enumerated() {
      #expect(value > 1e-6, "\(name), seed \(seed)")
    }
    #expect(abs(mean - 0.5) < error, "\(name), \(values.count) seeds")
  }

  @Test(arguments: ContinuousCase.all)
  func `the distribution is the one GSL computes`(sampler: ContinuousCase) {
    let values = (0..<UInt64(SampleSize.scaled(100))).map { seed in
      var stream = SamplerTests.stream(sampler.name, seed: seed)
      let sample = (0..<10_000).map { _ in sampler.draw(&stream) }
      return GoodnessOfFit.kolmogorovSmirnov(sample, cdf: sampler.cdf)
    }
    SamplerTests.expectUniform(values, name: sampler.name)
  }

  @Test(arguments: ContinuousCase.all)
  func `a large sample has the distribution GSL computes`(sampler: ContinuousCase) {
    var stream = SamplerTests.stream(sampler.name, seed: 1_000)
    let sample = (0..<SampleSize.scaled(1_000_000)).map { _ in sampler.draw(&stream) }
    #expect(GoodnessOfFit.kolmogorovSmirnov(sample, cdf: sampler.cdf) > 1e-6, "\(sampler.name)")
  }

  static func chiSquare(_ sampler: DiscreteCase, seed: UInt64, count: Int) -> Double {
    var stream = stream(sampler.name, seed: seed)
    let sample = (0..<count).map { _ in Int(sampler.draw(&stream)) }
    var counts = Array(repeating: 0, count: sample.max()! + 1)
    for value in sample { counts[value] += 1 }
    let chances = counts.indices.map { sampler.mass(UInt32($0)) }
    // Beyond the largest value drawn the masses left over belong to the last cell.
    let rest = max(0, 1 - chances.reduce(0, +))
    return GoodnessOfFit.chiSquare(counts: counts + [0], chances: chances + [rest])
  }

  @Test(arguments: DiscreteCase.all)
  func `the counts of whole numbers are the ones GSL computes`(sampler: DiscreteCase) {
    let values = (0..<UInt64(SampleSize.scaled(100))).map { seed in
      SamplerTests.chiSquare(sampler, seed: seed, count: 10_000)
    }
    SamplerTests.expectUniform(values, name: sampler.name)
  }

  @Test(arguments: DiscreteCase.all)
  func `a large sample of whole numbers has the counts GSL computes`(sampler: DiscreteCase) {
    let count = SampleSize.scaled(1_000_000)
    #expect(SamplerTests.chiSquare(sampler, seed: 1_000, count: count) > 1e-6, "\(sampler.name)")
  }

  @Test func `Kolmogorov-Smirnov tells a normal that is four percent too wide`() {
    var stream = SamplerTests.stream("control", seed: 1)
    let sample = (0..<200_000).map { _ in stream.normal(mean: 0, standardDeviation: 1.04) }
    #expect(GoodnessOfFit.kolmogorovSmirnov(sample) { gsl_cdf_ugaussian_P($0) } < 1e-6)
  }

  @Test func `chi-square tells a Poisson mean that is two percent too high`() {
    let honest = DiscreteCase.all.first { $0.name == "Poisson(3.0)" }!
    let wrong = DiscreteCase(
      name: honest.name, mean: 3, variance: 3, draw: { $0.poisson(mean: 3.06) },
      mass: honest.mass, gsl: honest.gsl)
    #expect(SamplerTests.chiSquare(honest, seed: 1, count: 200_000) > 1e-6)
    #expect(SamplerTests.chiSquare(wrong, seed: 1, count: 200_000) < 1e-6)
  }

  // MARK: GSL's samplers on the same streams

  @Test(arguments: ContinuousCase.all)
  func `GSL's sampler on the same stream has the same distribution`(sampler: ContinuousCase) {
    let values = (0..<UInt64(SampleSize.scaled(100))).map { seed in
      var ours = SamplerTests.stream(sampler.name, seed: seed)
      var theirs = ours
      theirs.begin(decision: 1)
      let first = (0..<10_000).map { _ in sampler.draw(&ours) }
      let second = theirs.withGSLGenerator { generator in
        (0..<10_000).map { _ in sampler.gsl(generator) }
      }
      return GoodnessOfFit.kolmogorovSmirnov(first, second)
    }
    SamplerTests.expectUniform(values, name: sampler.name)
  }

  @Test(arguments: DiscreteCase.all)
  func `GSL's sampler of whole numbers has the same mean`(sampler: DiscreteCase) {
    let count = SampleSize.scaled(1_000_000)
    var ours = SamplerTests.stream(sampler.name, seed: 2)
    var theirs = ours
    theirs.begin(decision: 1)
    var difference = 0.0
    for _ in 0..<count { difference += Double(sampler.draw(&ours)) }
    theirs.withGSLGenerator { generator in
      for _ in 0..<count { difference -= Double(sampler.gsl(generator)) }
    }
    let errors = difference / (2 * sampler.variance * Double(count)).squareRoot()
    print("\(sampler.name): \(errors) standard errors from GSL's sample mean, allowed 4")
    #expect(abs(errors) < 4, "\(sampler.name)")
  }
}
