import Foundation
import Harness
import Testing

struct AlmgrenChrissTests {
  @Test(arguments: [
    (
      0, "0", "662500", "1083000000000",
      ["800000", "600000", "400000", "200000"]
    ),
    (
      1e-6, "0.607076163247063", "911226.98630379", "364128572058.141",
      ["541955.5544", "289854.2194", "147897.4878", "62141.8016"]
    ),
    (
      2e-6, "0.846297134501256", "1140715.16705", "201931287150.524",
      ["428598.8457", "182932.8143", "76295.7216", "27643.3774"]
    ),
  ])
  func `the paper's example has the published path, cost and variance`(
    lambda: Double, kappa: String, cost: String, variance: String, holdings: [String]
  ) throws {
    var model = AlmgrenChrissModel()
    model.lambda = lambda
    let solution = try model.solve()
    try expectPrinted(solution.kappa, kappa)
    try expectPrinted(solution.expectedCost, cost)
    expectClose(solution.variance, try #require(Double(variance)), relative: 1e-14)
    #expect(solution.holdings.count == 4)
    for (held, printed) in zip(solution.holdings, holdings) { try expectPrinted(held, printed) }
  }

  @Test func `the least value at risk is the published one`() throws {
    let least = try AlmgrenChrissModel().solve().least
    try expectPrinted(least.value, "1877135.646")
    // The value is flat at its least, so that a search for it, as in the reference, has half the
    // digits of the risk aversion.
    expectClose(try #require(least.lambda), 1.69411344e-6, relative: 1e-7)
    var naive = AlmgrenChrissModel()
    naive.lambda = 0
    try expectPrinted(try naive.solve().valueAtRisk, "2374254.527")
  }

  @Test(arguments: [0.5, 0.6, 0.9, 0.95, 0.99])
  func `no risk aversion has less value at risk than the least`(confidence: Double) throws {
    var model = AlmgrenChrissModel()
    model.confidence = confidence
    let least = try model.solve().least
    for exponent in stride(from: -9.0, through: -3.0, by: 0.05) {
      model.lambda = exp10(exponent)
      #expect(try model.solve().valueAtRisk >= least.value * (1 - 1e-14), "\(model.lambda)")
    }
  }

  @Test func `where risk outweighs impact, selling at once has the least value at risk`() throws {
    var model = AlmgrenChrissModel()
    model.sigma = 20
    let least = try model.solve().least
    #expect(least.lambda == nil)
    expectClose(least.value, 2_562_500, relative: 1e-14)
    model.lambda = 1
    expectClose(try model.solve().expectedCost, 2_562_500, relative: 1e-6)
  }

  @Test(arguments: [-1e-6, -4e-7, -1e-12, 0, 1e-12, 3e-7, 5e-5, 0.01])
  func `the path solves the equations of least cost`(lambda: Double) throws {
    var model = AlmgrenChrissModel()
    model.lambda = lambda
    let solution = try model.solve()
    let tau = model.days / Double(model.periods)
    let eta = model.eta - model.gamma * tau / 2
    // The derivative of E + lambda V by each x_j between the ends.
    let diagonal = 4 * eta / tau + 2 * lambda * model.sigma * model.sigma * tau
    var matrix = [[Double]](repeating: [0, 0, 0, 0], count: 4)
    for row in 0..<4 {
      matrix[row][row] = diagonal
      if row > 0 { matrix[row][row - 1] = -2 * eta / tau }
      if row < 3 { matrix[row][row + 1] = -2 * eta / tau }
    }
    let expected = solveDense(matrix, [2 * eta / tau * model.shares, 0, 0, 0])
    for (held, wanted) in zip(solution.holdings, expected) { expectClose(held, wanted) }
  }

  @Test func `one period sells at once, without variance`() throws {
    var model = AlmgrenChrissModel()
    model.periods = 1
    model.days = 1
    let solution = try model.solve()
    #expect(solution.holdings.isEmpty)
    #expect(solution.trades == [1e6])
    #expect(solution.variance == 0)
    expectClose(solution.expectedCost, 2_562_500, relative: 1e-14)
  }

  @Test func `extreme risk aversion neither overflows nor loses digits`() throws {
    var model = AlmgrenChrissModel()
    model.lambda = 1e12
    let urgent = try model.solve()
    #expect(urgent.holdings[0] > 0 && urgent.holdings[0] < 1e-6)
    model.lambda = 1e-300
    let patient = try model.solve()
    for (held, wanted) in zip(patient.holdings, [8e5, 6e5, 4e5, 2e5]) { expectClose(held, wanted) }
  }

  @Test func `the sine form has a bound, and beyond it there is no least cost`() throws {
    var model = AlmgrenChrissModel()
    try expectPrinted(model.leastRiskAversion * 1e6, "-1.00517")
    model.lambda = model.leastRiskAversion * 0.999
    #expect(throws: Never.self) { try model.solve() }
    model.lambda = model.leastRiskAversion * 1.001
    let fault = #expect(throws: TheoryFault.self) { try model.solve() }
    #expect(fault?.parameter == "lambda")
    #expect(fault?.allowed.contains("-1.005173714e-06") == true, "\(fault?.allowed ?? "")")
  }

  @Test func `a parameter outside its range is named`() {
    expectRefusal("sigma", of: AlmgrenChrissModel.self) { $0.sigma = -1 }
    expectRefusal("periods", of: AlmgrenChrissModel.self) { $0.periods = 0 }
    expectRefusal("days", of: AlmgrenChrissModel.self) { $0.days = 0 }
    expectRefusal("shares", of: AlmgrenChrissModel.self) { $0.shares = .nan }
    expectRefusal("eta", of: AlmgrenChrissModel.self) { $0.eta = 1e-7 }
    expectRefusal("expected_cost", of: AlmgrenChrissModel.self) { $0.shares = 1e200 }
    expectRefusal("confidence", of: AlmgrenChrissModel.self) { $0.confidence = 1 }
    expectRefusal("lambda", of: AlmgrenChrissModel.self) { $0.lambda = .infinity }
  }

  private func exp10(_ exponent: Double) -> Double { pow(10, exponent) }
}
