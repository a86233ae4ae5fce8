import SimKernel
import Testing

/// The bits of every sampler, the same in debug and release and on every machine.
///
/// A difference here means that every run's bytes differ: it is a new golden domain, never a fix.
struct GoldenDrawTests {
  static func digest(_ name: String, _ word: (inout RandomStream) -> UInt64) -> String {
    var hash = SHA256State()
    for seed in 0..<10 as Range<UInt64> {
      var stream = SamplerTests.stream(name, seed: seed, purpose: "golden")
      for _ in 0..<1_000 { hash.update(word(&stream)) }
      hash.update(stream.position.wordsInDecision)
    }
    return String(hash.digest.description.prefix(16))
  }

  @Test(arguments: ContinuousCase.all)
  func `the bits drawn are the golden ones`(sampler: ContinuousCase) {
    let digest = GoldenDrawTests.digest(sampler.name) { sampler.draw(&$0).bitPattern }
    #expect(digest == GoldenDrawTests.golden[sampler.name], "\"\(sampler.name)\": \"\(digest)\",")
  }

  @Test(arguments: DiscreteCase.all)
  func `the whole numbers drawn are the golden ones`(sampler: DiscreteCase) {
    let digest = GoldenDrawTests.digest(sampler.name) { UInt64(bitPattern: sampler.draw(&$0)) }
    #expect(digest == GoldenDrawTests.golden[sampler.name], "\"\(sampler.name)\": \"\(digest)\",")
  }

  @Test(arguments: ElementaryFunction.all)
  func `the bits of the elementary functions are the golden ones`(function: ElementaryFunction) {
    var hash = SHA256State()
    for row in DetMathTests.references where row.function == function.name {
      hash.update(function.exact(row.arguments[0]).bitPattern)
    }
    let digest = String(hash.digest.description.prefix(16))
    #expect(digest == GoldenDrawTests.golden[function.name], "\"\(function.name)\": \"\(digest)\",")
  }

  @Test func `the bits of pow are the golden ones`() {
    var hash = SHA256State()
    for row in DetMathTests.references where row.function == "pow" {
      hash.update(DetMath.pow(row.arguments[0], row.arguments[1]).bitPattern)
    }
    let digest = String(hash.digest.description.prefix(16))
    #expect(digest == GoldenDrawTests.golden["pow"], "\"pow\": \"\(digest)\",")
  }

  static let golden: [String: String] = [
    "Bernoulli 0.3": "a1a44d3ce67fd74a",
    "Bernoulli 2 in 7": "ffb74446b270ac96",
    "Pareto(5, 2)": "a0f550f2313be737",
    "Poisson(0.1)": "faf8911281302785",
    "Poisson(10.0)": "d9c75e064e5385e0",
    "Poisson(3.0)": "8ab9dbce473595a5",
    "Poisson(47.0)": "8a6a1acfc43daef8",
    "Poisson(5000.0)": "6ec976e27c7b7c96",
    "Poisson(9.99)": "6fb35c473ac90f31",
    "U-quadratic": "c1c809b8158f564f",
    "Weibull(2, 3)": "9760e2111f2a7e45",
    "binomial(1000, 0.004)": "c793042a9499d762",
    "binomial(1000, 0.3)": "0771d262b84f2940",
    "binomial(1000, 0.97)": "b034e42345aa4add",
    "binomial(20, 0.3)": "696eae270f5b8f67",
    "binomial(40, 0.25)": "f05f7ddce48e6337",
    "binomial(5, 0.5)": "88f90ce81a2d4c64",
    "cbrt": "229f0e214de5a7aa",
    "erf": "b1469e4d5cc6ffc6",
    "erfc": "2e68eddf0ac0b1e6",
    "exp": "7383fe216593119e",
    "expm1": "f54b47ef9cf97735",
    "exponential": "427782d7300db924",
    "gamma of shape 4": "8d8bb69ace440ad2",
    "gamma(0.3, 2)": "6278e6f4d82b7b24",
    "gamma(1.0, 2)": "b180b5620cf717be",
    "gamma(2.5, 2)": "553b2aef5b6b5066",
    "gamma(40.0, 2)": "7655baba74796cac",
    "geometric(0.2)": "ad4bb34de07843a7",
    "log": "f7c324464e76a469",
    "log1p": "95c4b6f0231ff22f",
    "lognormal(1, 0.5)": "a5dced543961544c",
    "normal": "fd76eeb2482d5c2f",
    "normal(5, 3)": "c7f488771d40584a",
    "pow": "15d52fc9579d8a84",
    "sigmoid": "a35445623857ebc0",
    "tanh": "b13a10a0d3e83366",
    "uniform below 10": "93e05d9a0a23cb83",
    "uniform below 3 x 2^30": "0f3a9f85f071db11",
    "uniform below 3 x 2^62": "7c8a8fd7bcb5a281",
    "uniform in -3...3": "0a79e2ec4a061e60",
    "uniform open": "bca1093c612d7597",
    "uniform": "34bec29c75b2bbdb",
    "weights 50, 0, 40, 10": "3227c59c52199d24",
  ]
}
