import CGSL
import SimKernel
import Testing

/// Extreme parameters, and the far tails that a Kolmogorov-Smirnov test does not see.
struct SamplerBoundaryTests {
  /// A statement about every draw of a sampler.
  struct Claim: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let holds: @Sendable (inout RandomStream) -> Bool

    init(_ text: String, _ holds: @escaping @Sendable (inout RandomStream) -> Bool) {
      testDescription = text
      self.holds = holds
    }
  }

  static let certainties: [Claim] = [
    Claim("chance 0 never happens") { !$0.bernoulli(0) },
    Claim("chance 1 always happens") { $0.bernoulli(1) },
    Claim("0 in 7 never happens") { !$0.bernoulli(0, in: 7) },
    Claim("7 in 7 always happens") { $0.bernoulli(7, in: 7) },
    Claim("below 1 is 0") { $0.uniform(below: 1) == 0 },
    Claim("a range of one number is that number") { $0.uniform(in: -5 ... -5) == -5 },
    Claim("Poisson of mean 0 is 0") { $0.poisson(mean: 0) == 0 },
    Claim("no trials succeed of none") { $0.binomial(trials: 0, chance: 0.5) == 0 },
    Claim("no trials succeed at chance 0") { $0.binomial(trials: 9, chance: 0) == 0 },
    Claim("all trials succeed at chance 1") { $0.binomial(trials: 9, chance: 1) == 9 },
    Claim("the first trial succeeds at chance 1") { $0.geometric(chance: 1) == 1 },
    Claim("gamma of scale 0 is 0") { $0.gamma(shape: 3, scale: 0) == 0 },
    Claim("weight 0 is never chosen") { $0.index(of: WeightedChoice(weights: [0, 3, 0])) == 1 },
  ]

  static let ranges: [Claim] = [
    Claim("a fraction is in [0, 1)") { (0..<1).contains($0.uniform()) },
    Claim("an open fraction is in (0, 1)") { (0x1p-53...(1 - 0x1p-53)).contains($0.uniformOpen()) },
    Claim("a wide number is below its bound") { $0.uniform(below: (1 << 63) + 1) <= 1 << 63 },
    Claim("a number is in its range") { (-2...2).contains($0.uniform(in: -2...2)) },
    Claim("an exponential is positive") { $0.exponential() > 0 },
    Claim("a Pareto is not below its scale") { $0.pareto(shape: 1, scale: 3) >= 3 },
    Claim("a U-quadratic is in [0, 1]") { (0...1).contains($0.uQuadratic()) },
    Claim("successes are no more than trials") {
      (0...1_000).contains($0.binomial(trials: 1_000, chance: 0.999))
    },
    Claim("the largest Poisson mean gives its like") {
      abs(Double($0.poisson(mean: 0x1p31)) - 0x1p31) < 0x1p19
    },
    Claim("the most trials give their like") {
      abs(Double($0.binomial(trials: 1 << 31, chance: 0.5)) - 0x1p30) < 0x1p18
    },
    Claim("the least geometric chance gives a finite wait") {
      (1...(1 << 46)).contains($0.geometric(chance: 0x1p-40))
    },
  ]

  @Test(arguments: certainties + ranges)
  func `every draw of a hundred seeds satisfies the claim`(claim: Claim) {
    for seed in 0..<100 as Range<UInt64> {
      var stream = SamplerTests.stream(claim.testDescription, seed: seed)
      let satisfied = (0..<100).count { _ in claim.holds(&stream) }
      #expect(satisfied == 100, "\(claim.testDescription), seed \(seed)")
    }
  }

  @Test func `a whole range of 64 bits takes the next double word`() {
    var stream = SamplerTests.stream("whole", seed: 1)
    var words = stream
    let expected = Int64.min &+ Int64(bitPattern: words.nextUInt64())
    let drawn = stream.uniform(in: .min ... .max)
    #expect(drawn == expected)
  }

  /// How many of a number of draws exceed a limit, in standard deviations from what is expected.
  static func tail(
    beyond limit: Double, chance: Double, name: String,
    _ draw: (inout RandomStream) -> Double
  ) -> Double {
    let count = SampleSize.scaled(10_000_000)
    var stream = SamplerTests.stream(name, seed: 1, purpose: "tail")
    var beyond = 0
    for _ in 0..<count where draw(&stream) > limit { beyond += 1 }
    let expected = chance * Double(count)
    print("\(name): \(beyond) of \(count) beyond \(limit), expected \(expected)")
    return (Double(beyond) - expected) / expected.squareRoot()
  }

  // From where the last layer ends on, the normal is drawn by another method.
  @Test(arguments: [3, 3.654152885361009, 4, 4.4])
  func `the tails of the normal have their mass`(limit: Double) {
    let chance = gsl_cdf_ugaussian_Q(limit)
    let above = SamplerBoundaryTests.tail(beyond: limit, chance: chance, name: "normal above") {
      $0.normal()
    }
    let below = SamplerBoundaryTests.tail(beyond: limit, chance: chance, name: "normal below") {
      -$0.normal()
    }
    #expect(abs(above) < 5)
    #expect(abs(below) < 5)
  }

  @Test(arguments: [12.0, 16, 18])
  func `the tail of the gamma of shape 4 has its mass`(limit: Double) {
    let chance = gsl_cdf_gamma_Q(limit, 4, 1)
    let deviation = SamplerBoundaryTests.tail(beyond: limit, chance: chance, name: "shape 4") {
      $0.gammaShape4()
    }
    #expect(abs(deviation) < 5)
  }
}
