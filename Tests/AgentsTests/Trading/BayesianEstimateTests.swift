import Foundation
import SimKernel
import Testing

@testable import Agents

/// An estimate moves and learns as computed by hand.
struct BayesianEstimateTests {
  @Test func `without reversion the variance grows and an observation is weighed by it`() {
    var estimate = BayesianEstimate(
      mean: 100, reversion: 0, assumedVariance: 3, noiseVariance: 4)
    // After 4 s the variance is 12: 4/16 of the old, 12/16 of the new.
    estimate.observe(120, after: 4)
    #expect(estimate.value == 115)
    #expect(estimate.variance == 3)
    // After 1 s it is 6: 0.4 x 115 + 0.6 x 105.
    estimate.observe(105, after: 1)
    #expect(abs(estimate.value - 109) < 1e-12)
    #expect(abs(estimate.variance - 2.4) < 1e-12)
  }

  @Test func `with reversion the estimate falls back to the mean`() {
    var estimate = BayesianEstimate(
      mean: 100, reversion: log(2), assumedVariance: 2 * log(2), noiseVariance: 3)
    // After a second the variance is 1 - 1/4 = 0.75: 3/3.75 of 100, 0.75/3.75 of 160.
    estimate.observe(160, after: 1)
    #expect(abs(estimate.value - 112) < 1e-9)
    #expect(abs(estimate.variance - 0.6) < 1e-9)
    #expect(abs(estimate.expected(after: 1) - 106) < 1e-9)
    #expect(abs(estimate.expected(after: 2) - 103) < 1e-9)
    // 106, variance 0.15 + 0.75 = 0.9: (3 x 106 + 0.9 x 145) / 3.9.
    estimate.observe(145, after: 1)
    #expect(abs(estimate.value - (318 + 130.5) / 3.9) < 1e-9)
  }

  @Test func `who knows the value exactly does not learn, and who sees it exactly believes it`() {
    var sure = BayesianEstimate(mean: 100, reversion: 0, assumedVariance: 0, noiseVariance: 5)
    sure.observe(900, after: 10)
    #expect(sure.value == 100)
    var seeing = BayesianEstimate(mean: 100, reversion: 0, assumedVariance: 1, noiseVariance: 0)
    seeing.observe(900, after: 10)
    #expect(seeing.value == 900)
    var neither = BayesianEstimate(mean: 100, reversion: 0, assumedVariance: 0, noiseVariance: 0)
    neither.observe(900, after: 10)
    #expect(neither.value == 100)
  }

  @Test func `with the numbers of rmsc04 it is nearly the observation`() {
    var estimate = BayesianEstimate(
      mean: 100_000, reversion: 1.67e-6, assumedVariance: 1e14, noiseVariance: 1_000)
    estimate.observe(100_123, after: 175)
    #expect(abs(estimate.value - 100_123) < 1e-6)
    #expect(abs(estimate.variance - 1_000) < 1e-6)
  }
}
