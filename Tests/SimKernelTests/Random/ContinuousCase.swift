import CGSL
import Foundation
import SimKernel
import Testing

/// A continuous sampler with what is known of its distribution, and GSL's sampler of the same.
struct ContinuousCase: Sendable, CustomTestStringConvertible {
  let name: String
  let mean: Double
  let variance: Double
  let draw: @Sendable (inout RandomStream) -> Double
  let cdf: @Sendable (Double) -> Double
  let gsl: @Sendable (UnsafeMutablePointer<gsl_rng>) -> Double

  var testDescription: String { name }

  static let all: [ContinuousCase] = uniforms + exponentials + normals + gammas

  private static let uniforms: [ContinuousCase] = [
    unit("uniform") { $0.uniform() },
    unit("uniform open") { $0.uniformOpen() },
    // Three quarters of a word's range: a remainder would put half of the mass below a third.
    unit("uniform below 3 x 2^30") { (Double($0.uniform(below: 3 << 30)) + 0.5) / 0x1.8p31 },
    unit("uniform below 3 x 2^62") { (Double($0.uniform(below: 3 << 62)) + 0.5) / 0x1.8p63 },
    ContinuousCase(
      name: "U-quadratic", mean: 0.5, variance: 3.0 / 20, draw: { $0.uQuadratic() },
      cdf: { 4 * ($0 - 0.5) * ($0 - 0.5) * ($0 - 0.5) + 0.5 },
      gsl: { Foundation.cbrt(gsl_ran_flat($0, -1, 1) / 8) + 0.5 }),
  ]

  private static func unit(
    _ name: String, _ draw: @escaping @Sendable (inout RandomStream) -> Double
  ) -> ContinuousCase {
    ContinuousCase(
      name: name, mean: 0.5, variance: 1.0 / 12, draw: draw, cdf: { $0 },
      gsl: { gsl_rng_uniform($0) })
  }

  private static let exponentials: [ContinuousCase] = [
    ContinuousCase(
      name: "exponential", mean: 2, variance: 4, draw: { $0.exponential(mean: 2) },
      cdf: { gsl_cdf_exponential_P($0, 2) }, gsl: { gsl_ran_exponential($0, 2) }),
    ContinuousCase(
      name: "Weibull(2, 3)", mean: 3 * gsl_sf_gamma(1.5), variance: 9 * (1 - .pi / 4),
      draw: { $0.weibull(shape: 2, scale: 3) }, cdf: { gsl_cdf_weibull_P($0, 3, 2) },
      gsl: { gsl_ran_weibull($0, 3, 2) }),
    // Shape 5: the fourth moment is finite, so that the variance can be tested.
    ContinuousCase(
      name: "Pareto(5, 2)", mean: 2.5, variance: 5.0 / 12, draw: { $0.pareto(shape: 5, scale: 2) },
      cdf: { gsl_cdf_pareto_P($0, 5, 2) }, gsl: { gsl_ran_pareto($0, 5, 2) }),
  ]

  private static let normals: [ContinuousCase] = [
    ContinuousCase(
      name: "normal", mean: 0, variance: 1, draw: { $0.normal() },
      cdf: { gsl_cdf_ugaussian_P($0) }, gsl: { gsl_ran_gaussian_ziggurat($0, 1) }),
    ContinuousCase(
      name: "normal(5, 3)", mean: 5, variance: 9,
      draw: { $0.normal(mean: 5, standardDeviation: 3) },
      cdf: { gsl_cdf_gaussian_P($0 - 5, 3) }, gsl: { 5 + gsl_ran_gaussian($0, 3) }),
    ContinuousCase(
      name: "lognormal(1, 0.5)", mean: gsl_sf_exp(1.125),
      variance: gsl_sf_exp(2.25) * gsl_sf_expm1(0.25),
      draw: { $0.lognormal(logMean: 1, logStandardDeviation: 0.5) },
      cdf: { gsl_cdf_lognormal_P($0, 1, 0.5) }, gsl: { gsl_ran_lognormal($0, 1, 0.5) }),
  ]

  private static let gammas: [ContinuousCase] =
    [0.3, 1, 2.5, 40].map { shape in
      ContinuousCase(
        name: "gamma(\(shape), 2)", mean: 2 * shape, variance: 4 * shape,
        draw: { $0.gamma(shape: shape, scale: 2) }, cdf: { gsl_cdf_gamma_P($0, shape, 2) },
        gsl: { gsl_ran_gamma($0, shape, 2) })
    } + [
      ContinuousCase(
        name: "gamma of shape 4", mean: 4, variance: 4, draw: { $0.gammaShape4() },
        cdf: { gsl_cdf_gamma_P($0, 4, 1) }, gsl: { gsl_ran_gamma($0, 4, 1) })
    ]
}
