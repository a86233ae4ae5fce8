import Foundation
import Testing

@testable import Harness

struct ContStoikovTalrejaTests {
  @Test func `the mid moves up with the published chances`() throws {
    try expect(
      try ContStoikovTalrejaModel().solve().midUp,
      """
      .500000 .335173 .259018 .215789 .187823
      .664827 .500000 .406887 .347890 .307199
      .740982 .593113 .500000 .436552 .390594
      .784211 .652110 .563448 .500000 .452337
      .812177 .692801 .609406 .547663 .500000
      """)
  }

  @Test func `our bid executes with the published chances`() throws {
    try expect(
      try ContStoikovTalrejaModel().solve().bidExecutes,
      """
      .5025 .6980 .7939 .8483 .8824
      .3589 .5508 .6643 .7372 .7869
      .2915 .4654 .5784 .6564 .7128
      .2514 .4093 .5174 .5956 .6543
      .2243 .3691 .4716 .5480 .6071
      """)
  }

  @Test func `both our orders execute with the published chances`() throws {
    try expect(
      Array(try ContStoikovTalrejaModel().solve().bothExecute.prefix(2)),
      """
      .2658 .3080 .3089 .2996 .2880
      .3080 .3856 .4056 .4063 .3997
      """)
  }

  private func expect(_ table: [[Double]], _ printed: String) throws {
    let rows = printed.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(table.count == rows.count)
    for (values, texts) in zip(table, rows) {
      #expect(values.count == texts.count)
      for (value, text) in zip(values, texts) { try expectPrinted(value, "0" + text) }
    }
  }

  /// The published market at four spreads, the last beyond the list of arrivals, and others.
  static let markets: [(arrivals: [Double], cancels: [Double], market: Double, spread: Int)] = [
    ([1.85, 1.51, 1.09, 0.88, 0.77], [0.71, 0.81, 0.68, 0.56, 0.47], 0.94, 1),
    ([1.85, 1.51, 1.09, 0.88, 0.77], [0.71, 0.81, 0.68, 0.56, 0.47], 0.94, 2),
    ([1.85, 1.51, 1.09, 0.88, 0.77], [0.71, 0.81, 0.68, 0.56, 0.47], 0.94, 3),
    ([1.85, 1.51, 1.09, 0.88, 0.77], [0.71, 0.81, 0.68, 0.56, 0.47], 0.94, 7),
    ([0, 2], [1.5], 0.3, 1), ([0, 2], [1.5], 0.3, 2), ([0.001, 0.02], [0.2], 3, 2),
    ([3, 1, 1], [1.1, 0.4], 2.5, 1),
  ]

  @Test(arguments: markets)
  func `chances are those of the chain, solved by sweeps`(
    arrivals: [Double], cancels: [Double], market: Double, spread: Int
  ) throws {
    var model = ContStoikovTalrejaModel()
    model.arrivals = arrivals
    model.cancels = cancels
    model.market = market
    model.spread = spread
    let solution = try model.solve()
    let chain = SweptQueues(rates: model.rates)
    let midUp = chain.midUp()
    let bidExecutes = chain.bidExecutes()
    for bid in 1...5 {
      for ask in 1...5 {
        let place = "bid \(bid), ask \(ask):"
        expectClose(solution.midUp[bid - 1][ask - 1], midUp[bid][ask], place)
        expectClose(solution.bidExecutes[bid - 1][ask - 1], bidExecutes[bid][ask], place)
      }
    }
  }

  @Test(arguments: [1, 2, 3])
  func `both execute as in the chain of both queues, solved by sweeps`(spread: Int) throws {
    var model = ContStoikovTalrejaModel()
    model.spread = spread
    let both = try model.solve().bothExecute
    let chain = SweptQueues(rates: model.rates).bothExecute(upTo: 2)
    for bid in 1...2 {
      for ask in 1...2 { expectClose(both[bid - 1][ask - 1], chain[bid - 1][ask - 1]) }
    }
  }

  @Test(arguments: [1, 2, 5, 40])
  func `up and down are one, and both execute alike from either side`(spread: Int) throws {
    var model = ContStoikovTalrejaModel()
    model.spread = spread
    let solution = try model.solve()
    for bid in 0..<5 {
      for ask in 0..<5 {
        expectClose(solution.midUp[bid][ask] + solution.midUp[ask][bid], 1, relative: 1e-13)
        #expect(solution.bothExecute[bid][ask] > 0 && solution.bothExecute[bid][ask] < 1)
        #expect(solution.bothExecute[bid][ask] == solution.bothExecute[ask][bid])
      }
    }
  }

  @Test func `queues that hardly ever empty keep their digits`() throws {
    var model = ContStoikovTalrejaModel()
    model.arrivals = [8]
    model.cancels = [0.4]
    model.market = 0.5
    // By eigenvalues with 40 digits.
    expectClose(try model.solve().midUp[0][1], 0.449885630917599129, relative: 1e-13)
    model.arrivals = [3]
    model.cancels = [0.1]
    expectClose(try model.solve().midUp[0][1], 0.418392429206019319, relative: 1e-13)
    // Both queues grow long before either empties: even odds.
    (model.arrivals, model.cancels) = ([40], [0.4])
    let table = try model.solve().midUp
    expectClose(table[4][3], 0.5, relative: 0.02)
    expectClose(table[2][4] + table[4][2], 1, relative: 1e-12)
  }

  @Test func `rates beyond the lists are the tail's and the last cancel's`() {
    var model = ContStoikovTalrejaModel()
    #expect(model.arrivalRate(at: 5) == 0.77)
    expectClose(model.arrivalRate(at: 6), 1.92 * pow(6, -0.52), relative: 1e-15)
    #expect(model.cancelRate(at: 9) == 0.47)
    model.arrivals = [1, 2, 3, 4, 5, 6, 7]
    model.tail = [3, 1]
    #expect(model.arrivalRate(at: 7) == 7)
    #expect(model.arrivalRate(at: 12) == 0.25)
  }

  @Test func `a parameter outside its range is named`() {
    expectRefusal("arrivals", of: ContStoikovTalrejaModel.self) { $0.arrivals = [5000] }
    expectRefusal("arrivals", of: ContStoikovTalrejaModel.self) { $0.arrivals = [] }
    expectRefusal("arrivals", of: ContStoikovTalrejaModel.self) { $0.arrivals = [1, -1] }
    expectRefusal("cancels", of: ContStoikovTalrejaModel.self) { $0.cancels = [0] }
    expectRefusal("arrivals", of: ContStoikovTalrejaModel.self) { $0.arrivals = [1e300] }
    expectRefusal("market", of: ContStoikovTalrejaModel.self) { $0.market = 0 }
    expectRefusal("tail", of: ContStoikovTalrejaModel.self) { $0.tail = [1] }
    expectRefusal("spread", of: ContStoikovTalrejaModel.self) { $0.spread = 0 }
    expectRefusal("cancels", of: ContStoikovTalrejaModel.self) { $0.cancels = [.nan] }
  }
}
