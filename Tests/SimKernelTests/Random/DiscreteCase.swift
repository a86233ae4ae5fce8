import CGSL
import SimKernel
import Testing

/// A sampler of whole numbers with its masses, and GSL's sampler of the same.
struct DiscreteCase: Sendable, CustomTestStringConvertible {
  let name: String
  let mean: Double
  let variance: Double
  let draw: @Sendable (inout RandomStream) -> Int64
  let mass: @Sendable (UInt32) -> Double
  let gsl: @Sendable (UnsafeMutablePointer<gsl_rng>) -> UInt32

  var testDescription: String { name }

  static let all: [DiscreteCase] = [0.1, 3, 9.99, 10, 47, 5_000].map(poisson) + binomials + others

  private static func poisson(_ mean: Double) -> DiscreteCase {
    DiscreteCase(
      name: "Poisson(\(mean))", mean: mean, variance: mean, draw: { $0.poisson(mean: mean) },
      mass: { gsl_ran_poisson_pdf($0, mean) }, gsl: { gsl_ran_poisson($0, mean) })
  }

  private static let binomials: [DiscreteCase] = [
    (5, 0.5), (20, 0.3), (1_000, 0.004), (1_000, 0.3), (1_000, 0.97), (40, 0.25),
  ].map { (trials: UInt32, chance: Double) in
    DiscreteCase(
      name: "binomial(\(trials), \(chance))", mean: Double(trials) * chance,
      variance: Double(trials) * chance * (1 - chance),
      draw: { $0.binomial(trials: Int64(trials), chance: chance) },
      mass: { gsl_ran_binomial_pdf($0, chance, trials) },
      gsl: { gsl_ran_binomial($0, chance, trials) })
  }

  private static let choice = WeightedChoice(weights: [50, 0, 40, 10])

  private static let others: [DiscreteCase] = [
    DiscreteCase(
      name: "geometric(0.2)", mean: 5, variance: 20, draw: { $0.geometric(chance: 0.2) },
      mass: { $0 == 0 ? 0 : gsl_ran_geometric_pdf($0, 0.2) },
      gsl: { gsl_ran_geometric($0, 0.2) }),
    DiscreteCase(
      name: "uniform below 10", mean: 4.5, variance: 8.25, draw: { Int64($0.uniform(below: 10)) },
      mass: { $0 < 10 ? 0.1 : 0 }, gsl: { UInt32(gsl_rng_uniform_int($0, 10)) }),
    DiscreteCase(
      name: "uniform in -3...3", mean: 3, variance: 4, draw: { $0.uniform(in: -3...3) + 3 },
      mass: { $0 < 7 ? 1.0 / 7 : 0 }, gsl: { UInt32(gsl_rng_uniform_int($0, 7)) }),
    DiscreteCase(
      name: "Bernoulli 2 in 7", mean: 2.0 / 7, variance: 10.0 / 49,
      draw: { $0.bernoulli(2, in: 7) ? 1 : 0 }, mass: { [5.0 / 7, 2.0 / 7][Int($0)] },
      gsl: { gsl_ran_bernoulli($0, 2.0 / 7) }),
    DiscreteCase(
      name: "Bernoulli 0.3", mean: 0.3, variance: 0.21, draw: { $0.bernoulli(0.3) ? 1 : 0 },
      mass: { [0.7, 0.3][Int($0)] }, gsl: { gsl_ran_bernoulli($0, 0.3) }),
    DiscreteCase(
      name: "weights 50, 0, 40, 10", mean: 1.1, variance: 1.29,
      draw: { Int64($0.index(of: choice)) }, mass: { [0.5, 0, 0.4, 0.1][Int($0)] },
      gsl: { [0, 0, 0, 0, 0, 2, 2, 2, 2, 3][Int(gsl_rng_uniform_int($0, 10))] }),
  ]
}
