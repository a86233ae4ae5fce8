import Foundation
import Harness
import Testing

struct GueantLehalleTests {
  @Test func `the paper's market has the exact stationary quotes`() throws {
    let solution = try GueantLehalleModel().solve()
    let printed = [
      "3.108685", "3.176796", "3.244919", "3.313045", "3.381168", "3.449280", "3.517374",
    ]
    for (distance, text) in zip(solution.bid, printed) {
      try expectPrinted(try #require(distance), text)
    }
    #expect(solution.ask == solution.bid.reversed())
    try expectPrinted(solution.base, "3.278982282")
    try expectPrinted(solution.slope, "0.0678658325")
  }

  @Test func `the bound moves the quotes as measured`() throws {
    func last(_ bound: Int) throws -> Double {
      var model = GueantLehalleModel()
      model.inventoryBound = bound
      return try #require(try model.solve().bid[6])
    }
    let reference = try last(30)
    expectClose(1 - (try last(60)) / reference, 2.8417e-9, relative: 1e-3)
    expectClose(try last(10) / reference - 1, 0.025444, relative: 1e-4)
  }

  @Test(arguments: [4, 10, 25], [0, 0.3, 2])
  func `quotes are those of the ground state`(bound: Int, sigma: Double) throws {
    var model = GueantLehalleModel()
    model.inventoryBound = bound
    model.sigma = sigma
    model.gamma = 0.05
    model.k = 0.7
    let state = groundState(model)
    let solution = try model.solve()
    for (index, inventory) in (-3...3).enumerated() {
      let ratio = state[bound + inventory] / state[bound + inventory + 1]
      expectClose(try #require(solution.bid[index]), log(ratio) / 0.7 + log1p(0.05 / 0.7) / 0.05)
    }
  }

  /// By inverse iteration on the dense matrix, which is positive definite once shifted.
  private func groundState(_ model: GueantLehalleModel) -> [Double] {
    let (k, gamma) = (model.k, model.gamma)
    let alpha = k / 2 * gamma * model.sigma * model.sigma
    let eta = model.a * pow(1 + gamma / k, -(1 + k / gamma))
    let bound = model.inventoryBound
    let matrix = (-bound...bound).map { row in
      (-bound...bound).map { column -> Double in
        if row == column { return alpha * Double(row * row) + 2 * eta }
        return abs(row - column) == 1 ? -eta : 0
      }
    }
    var state = [Double](repeating: 1, count: 2 * bound + 1)
    for _ in 0..<60 {
      state = solveDense(matrix, state)
      let largest = state.max() ?? 1
      state = state.map { $0 / largest }
    }
    return state
  }

  @Test func `at its bound the maker does not buy`() throws {
    var model = GueantLehalleModel()
    model.inventoryBound = 2
    let solution = try model.solve()
    #expect(solution.bid.map { $0 == nil } == [true, false, false, false, false, true, true])
    #expect(solution.ask.map { $0 == nil } == [true, true, false, false, false, false, true])
  }

  @Test func `a parameter outside its range is named`() {
    expectRefusal("gamma", of: GueantLehalleModel.self) { $0.gamma = 0 }
    expectRefusal("sigma", of: GueantLehalleModel.self) { $0.sigma = -0.1 }
    expectRefusal("a", of: GueantLehalleModel.self) { $0.a = 0 }
    expectRefusal("inventory-bound", of: GueantLehalleModel.self) { $0.inventoryBound = 0 }
    expectRefusal("k", of: GueantLehalleModel.self) { $0.k = .infinity }
    for sigma in [1e155, 1e200, 1e300] {
      expectRefusal("sigma", of: GueantLehalleModel.self) { $0.sigma = sigma }
    }
  }
}
