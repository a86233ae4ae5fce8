import Foundation
import Harness
import Testing

/// Costs of execution besides those of Almgren and Chriss.
struct ExecutionModelTests {
  @Test func `an order of a tenth of a day's IBM has the published impact`() throws {
    var model = AlmgrenDirectModel()
    for (days, temporary, realised) in [
      (0.1, "22.294", "32.224"), (0.2, "14.709", "24.638"), (0.5, "8.488", "18.418"),
    ] {
      model.days = days
      let solution = try model.solve()
      try expectPrinted(solution.permanent * 1e4, "19.860")
      try expectPrinted(solution.temporary * 1e4, temporary)
      try expectPrinted(solution.realised * 1e4, realised)
    }
  }

  @Test func `a sale costs what a purchase does, with the other sign`() throws {
    var model = AlmgrenDirectModel()
    let buy = try model.solve()
    model.shares = -model.shares
    let sell = try model.solve()
    #expect(sell.realised == -buy.realised)
    #expect(sell.permanent == -buy.permanent)
    model.shares = 0
    #expect(try model.solve().realised == 0)
  }

  @Test func `the refilling book has the published trades and cost`() throws {
    let solution = try ObizhaevaWangModel().solve()
    try expectPrinted(solution.firstTrade, "27537.4127")
    try expectPrinted(solution.interiorTrade, "4991.6861")
    try expectPrinted(solution.cost, "750415.697")
    expectClose(solution.continuousTrade, 25_000, relative: 1e-14)
    expectClose(solution.continuousCost, 750_000, relative: 1e-14)
  }

  @Test(arguments: [1, 2, 7, 10], [0.1, 2.0, 40])
  func `the trades are those of least cost among all`(periods: Int, rho: Double) throws {
    var model = ObizhaevaWangModel()
    model.periods = periods
    model.rho = rho
    model.lambda = 3e-5
    model.horizon = 1.5
    let solution = try model.solve()
    // Half of x' G x under sum x = X, with Lagrange's multiplier as the last unknown.
    let count = periods + 1
    let tau = model.horizon / Double(periods)
    var matrix = (0..<count).map { row in
      (0..<count).map { 3e-5 + (2e-4 - 3e-5) * exp(-rho * tau * Double(abs(row - $0))) } + [1.0]
    }
    matrix.append([Double](repeating: 1, count: count) + [0])
    let trades = solveDense(matrix, [Double](repeating: 0, count: count) + [model.shares])
    expectClose(solution.firstTrade, trades[0])
    expectClose(solution.firstTrade, trades[periods])
    if periods > 1 { expectClose(solution.interiorTrade, trades[1], relative: 1e-8) }
    expectClose(solution.cost, -trades[count] * model.shares / 2)
  }

  @Test func `more trades come to continuous time with the square of their number`() throws {
    var model = ObizhaevaWangModel()
    let errors = try [100, 1000].map { periods in
      model.periods = periods
      let solution = try model.solve()
      return solution.cost - solution.continuousCost
    }
    expectClose(errors[0] / errors[1], 100, relative: 1e-3)
  }

  @Test func `more impact cannot stay than there is`() {
    var model = ObizhaevaWangModel()
    model.lambda = 2.1e-4
    let fault = #expect(throws: TheoryFault.self) { try model.solve() }
    #expect(fault?.allowed == "numbers from 0 to 1/q = 0.0002")
  }

  @Test func `impact grows with the power of the size`() throws {
    var model = SquareRootModel()
    let small = try model.solve().impact
    expectClose(small, 0.02 * pow(0.01, 0.49), relative: 1e-14)
    model.shares *= 100
    expectClose(try model.solve().impact / small, pow(100, 0.49), relative: 1e-14)
    model.shares = 0
    #expect(try model.solve().impact == 0)
  }
}
