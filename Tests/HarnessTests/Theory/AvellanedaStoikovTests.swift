import Foundation
import Harness
import Testing

struct AvellanedaStoikovTests {
  @Test func `the paper's simulation has the exact moments`() throws {
    let solution = try AvellanedaStoikovModel().solve()
    try expectPrinted(solution.inventory.spread, "1.491770")
    try expectPrinted(solution.inventory.profitMean, "64.892543")
    try expectPrinted(solution.inventory.profitDeviation, "6.543152")
    try expectPrinted(solution.inventory.inventoryDeviation, "2.926791")
    try expectPrinted(solution.symmetric.spread, "1.491770")
    try expectPrinted(solution.symmetric.profitMean, "68.020530")
    try expectPrinted(solution.symmetric.profitDeviation, "13.268379")
    try expectPrinted(solution.symmetric.inventoryDeviation, "8.401125")
  }

  @Test(arguments: [0, 0.01, 0.5, 3], [true, false])
  func `moments are those of every path that three steps can take`(
    gamma: Double, isSymmetric: Bool
  ) throws {
    var model = AvellanedaStoikovModel()
    model.gamma = gamma
    model.horizon = 0.06
    model.dt = 0.02
    model.a = 60
    let solution = try model.solve()
    let moments = isSymmetric ? solution.symmetric : solution.inventory
    let paths = Paths(model: model, isSymmetric: isSymmetric)
    let ends = paths.ends(0, [Paths.End(probability: 1, profit: 0, inventory: 0)])
    expectClose(ends.reduce(0) { $0 + $1.probability }, 1, relative: 1e-13)
    let profit = ends.reduce(0) { $0 + $1.probability * $1.profit }
    let square = ends.reduce(0) { $0 + $1.probability * pow($1.profit - profit, 2) }
    let inventory = ends.reduce(0) { $0 + $1.probability * pow($1.inventory, 2) }
    expectClose(moments.profitMean, profit)
    expectClose(moments.profitDeviation, square.squareRoot())
    expectClose(moments.inventoryDeviation, inventory.squareRoot())
  }

  @Test func `without risk aversion both makers are one`() throws {
    var model = AvellanedaStoikovModel()
    model.gamma = 0
    let solution = try model.solve()
    #expect(solution.inventory == solution.symmetric)
    expectClose(solution.inventory.spread, 2 / 1.5, relative: 1e-14)
    model.gamma = 1e-9
    expectClose(
      try model.solve().inventory.profitMean, solution.inventory.profitMean, relative: 1e-6)
  }

  @Test func `a maker who is always filled is certain of the spread`() throws {
    var model = AvellanedaStoikovModel()
    model.a = 1e9
    model.sigma = 0
    let moments = try model.solve().inventory
    expectClose(moments.profitMean, 200 * moments.spread, relative: 1e-12)
    #expect(moments.profitDeviation < 1e-6)
    #expect(moments.inventoryDeviation == 0)
  }

  @Test func `a parameter outside its range is named`() {
    expectRefusal("dt", of: AvellanedaStoikovModel.self) { $0.dt = 0.3 }
    expectRefusal("dt", of: AvellanedaStoikovModel.self) { $0.dt = 1e-9 }
    expectRefusal("dt", of: AvellanedaStoikovModel.self) { $0.horizon = 1e300 }
    expectRefusal("sigma", of: AvellanedaStoikovModel.self) { $0.sigma = -2 }
    expectRefusal("gamma", of: AvellanedaStoikovModel.self) { $0.gamma = -0.1 }
    expectRefusal("k", of: AvellanedaStoikovModel.self) { $0.k = 0 }
    expectRefusal("inventory.profit_mean", of: AvellanedaStoikovModel.self) { $0.sigma = 1e200 }
  }
}

/// Every path, with its probability.
private struct Paths {
  struct End {
    var probability: Double
    var profit: Double
    var inventory: Double
  }

  let model: AvellanedaStoikovModel
  let isSymmetric: Bool

  func ends(_ step: Int, _ starts: [End]) -> [End] {
    step == 3 ? starts : ends(step + 1, starts.flatMap { after(step, $0) })
  }

  private func after(_ step: Int, _ start: End) -> [End] {
    let left = model.horizon - Double(step) * model.dt
    let risk = model.gamma * model.sigma * model.sigma * left
    let half =
      (risk + (model.gamma == 0 ? 2 / model.k : 2 / model.gamma * log(1 + model.gamma / model.k)))
      / 2
    let skew = isSymmetric ? 0 : start.inventory * risk
    let move = model.sigma * model.dt.squareRoot()
    var ends: [End] = []
    for (asked, bidden, moved) in [
      (0.0, 0.0, -1.0), (0, 0, 1), (0, 1, -1), (0, 1, 1), (1, 0, -1), (1, 0, 1), (1, 1, -1),
      (1, 1, 1),
    ] {
      let ask = chance(half - skew)
      let bid = chance(half + skew)
      var end = start
      end.probability *= (asked == 1 ? ask : 1 - ask) * (bidden == 1 ? bid : 1 - bid) / 2
      end.inventory += bidden - asked
      end.profit += asked * (half - skew) + bidden * (half + skew) + end.inventory * moved * move
      ends.append(end)
    }
    return ends
  }

  private func chance(_ distance: Double) -> Double {
    min(1, max(0, model.a * exp(-model.k * distance) * model.dt))
  }
}
