import Foundation
import Harness
import Scenarios
import Testing

struct CarteaJaimungalTests {
  @Test(arguments: [
    (
      2e-5, 1e-4,
      ["0.00365805", "0.00716356", "0.00914758", "0.01085242", "0.01283644", "0.01634195"]
    ),
    (
      0, 0,
      ["0.00386029", "0.00732603", "0.00920828", "0.01079172", "0.01267397", "0.01613971"]
    ),
  ])
  func `the book's market has the published quotes`(
    phi: Double, alpha: Double, printed: [String]
  ) throws {
    var model = CarteaJaimungalModel()
    model.phi = phi
    model.alpha = alpha
    let solution = try model.solve()
    #expect(solution.bid.count == 6)
    for (distance, text) in zip(solution.bid, printed) { try expectPrinted(distance, text) }
  }

  @Test func `the ask at an inventory is the bid at the opposite one`() throws {
    let solution = try CarteaJaimungalModel().solve()
    for inventory in -2...3 {
      let ask = try #require(solution.ask(atInventory: inventory))
      expectClose(ask, try #require(solution.bid(atInventory: -inventory)), relative: 1e-12)
    }
    #expect(solution.bid(atInventory: 3) == nil)
    #expect(solution.ask(atInventory: -3) == nil)
  }

  @Test(arguments: [0.5, 4, 30])
  func `quotes are those of the equation in time`(horizon: Double) throws {
    var model = CarteaJaimungalModel()
    model.horizon = horizon
    model.phi = 3e-4
    model.lambda = 1.7
    model.qbar = 5
    let solution = try model.solve()
    let values = integrated(model)
    for (index, distance) in solution.bid.enumerated() {
      expectClose(distance, 0.01 + log(values[index] / values[index + 1]) / 100)
    }
  }

  /// The matrix equation by the method of Runge and Kutta, in steps that make its error 1e-12.
  private func integrated(_ model: CarteaJaimungalModel) -> [Double] {
    let squares = (-model.qbar...model.qbar).map { Double($0 * $0) }
    func slope(_ values: [Double]) -> [Double] {
      values.indices.map { index in
        let below = index > 0 ? values[index - 1] : 0
        let above = index + 1 < values.count ? values[index + 1] : 0
        return -model.phi * model.kappa * squares[index] * values[index]
          + model.lambda * exp(-1) * (below + above)
      }
    }
    func moved(_ values: [Double], _ slope: [Double], _ time: Double) -> [Double] {
      zip(values, slope).map { $0 + time * $1 }
    }
    var values = squares.map { exp(-model.alpha * model.kappa * $0) }
    let steps = 20_000
    let step = model.horizon / Double(steps)
    for _ in 0..<steps {
      let first = slope(values)
      let second = slope(moved(values, first, step / 2))
      let third = slope(moved(values, second, step / 2))
      let fourth = slope(moved(values, third, step))
      for index in values.indices {
        let middle = 2 * (second[index] + third[index])
        values[index] += step / 6 * (first[index] + middle + fourth[index])
      }
    }
    return values
  }

  @Test func `at the horizon the last penalty alone makes the quotes`() throws {
    var model = CarteaJaimungalModel()
    model.horizon = 0
    let solution = try model.solve()
    for inventory in -3...2 {
      let expected = 0.01 + 1e-4 * Double((inventory + 1) * (inventory + 1) - inventory * inventory)
      expectClose(try #require(solution.bid(atInventory: inventory)), expected, relative: 1e-12)
    }
  }

  @Test func `without penalties and bound the distance is 1 over kappa`() throws {
    var model = CarteaJaimungalModel()
    model.phi = 0
    model.alpha = 0
    model.qbar = 120
    let bid = try #require(try model.solve().bid(atInventory: 0))
    expectClose(bid, 0.01, relative: 1e-9)
  }

  @Test func `a negative distance stays in the formula and is clamped beside it`() throws {
    var model = CarteaJaimungalModel()
    model.phi = 0.01
    let figures = try model.solve().figures
    guard case .array(let raw)? = figures["delta_bid"],
      case .array(let clamped)? = figures["delta_bid_clamped"],
      case .number(let first) = raw[0]
    else {
      Issue.record("\(figures)")
      return
    }
    #expect(first < 0)
    #expect(clamped[0] == .number(0))
    #expect(clamped[5] == raw[5])
  }

  @Test func `a parameter outside its range is named`() {
    expectRefusal("lambda", of: CarteaJaimungalModel.self) { $0.lambda = 0 }
    expectRefusal("phi", of: CarteaJaimungalModel.self) { $0.phi = -1e-5 }
    expectRefusal("qbar", of: CarteaJaimungalModel.self) { $0.qbar = 0 }
    expectRefusal("horizon", of: CarteaJaimungalModel.self) { $0.horizon = 1e9 }
    expectRefusal("horizon", of: CarteaJaimungalModel.self) { $0.horizon = -1 }
    expectRefusal("alpha", of: CarteaJaimungalModel.self) { $0.alpha = 10 }
    expectRefusal("horizon", of: CarteaJaimungalModel.self) { $0.lambda = 1e300 }
  }
}
