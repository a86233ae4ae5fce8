import Foundation
import Harness
import Testing

struct KyleTests {
  @Test func `one auction reveals half`() throws {
    var model = KyleModel()
    model.periods = 1
    let solution = try model.solve()
    expectClose(solution.lambda[0], 0.5, relative: 1e-15)
    expectClose(solution.beta[0], 1, relative: 1e-15)
    expectClose(solution.posteriorVariance, 0.5, relative: 1e-15)
    expectClose(solution.expectedProfit, 0.5, relative: 1e-15)
  }

  @Test func `four auctions have the published impacts`() throws {
    let solution = try KyleModel().solve()
    #expect(solution.lambda.count == 4)
    for (lambda, text) in zip(solution.lambda, ["0.764797", "0.756758", "0.737208", "0.664201"]) {
      try expectPrinted(lambda, text)
    }
    try expectPrinted(solution.posteriorVariance, "0.220582")
  }

  @Test(arguments: [2, 4, 13, 200])
  func `auctions are an equilibrium`(periods: Int) throws {
    var model = KyleModel()
    model.periods = periods
    model.sigma0 = 3
    model.sigmaU = 0.7
    let solution = try model.solve()
    let time = 1 / Double(periods)
    let noise = 0.49 * time
    var variance = 3.0
    var (alpha, delta) = (0.0, 0.0)
    for (lambda, beta) in zip(solution.lambda, solution.beta) {
      let slope = beta * time
      // The maker's price is the regression of the value on the flow, and variance falls by it.
      expectClose(lambda, slope * variance / (slope * slope * variance + noise))
      variance *= 1 - slope * lambda
    }
    expectClose(solution.posteriorVariance, variance)
    for (lambda, beta) in zip(solution.lambda, solution.beta).reversed() {
      // The trader's order is the best one against the impact.
      expectClose(
        beta * time, (1 - 2 * alpha * lambda) / (2 * lambda * (1 - alpha * lambda)), relative: 1e-7)
      #expect(lambda * (1 - alpha * lambda) > 0)
      delta += alpha * lambda * lambda * noise
      alpha = 1 / (4 * lambda * (1 - alpha * lambda))
    }
    expectClose(solution.expectedProfit, alpha * 3 + delta)
  }

  @Test func `many auctions come to Kyle's continuous market`() throws {
    var model = KyleModel()
    model.periods = 100_000
    let solution = try model.solve()
    expectClose(solution.lambda[0], 1, relative: 1e-3)
    expectClose(solution.lambda[50_000], 1, relative: 1e-3)
    expectClose(solution.expectedProfit, 1, relative: 1e-3)
    #expect(solution.posteriorVariance < 1e-4)
    let half = zip(solution.lambda, solution.beta).prefix(50_000)
    let variance = half.reduce(1) { $0 * (1 - $1.0 * $1.1 / 100_000) }
    expectClose(variance, 0.5, relative: 1e-3)
  }

  @Test func `a parameter outside its range is named`() {
    expectRefusal("periods", of: KyleModel.self) { $0.periods = 0 }
    expectRefusal("sigma0", of: KyleModel.self) { $0.sigma0 = 0 }
    expectRefusal("sigma-u", of: KyleModel.self) { $0.sigmaU = -1 }
    expectRefusal("expected_profit", of: KyleModel.self) {
      $0.sigma0 = 1e308
      $0.sigmaU = 1e300
    }
  }
}
