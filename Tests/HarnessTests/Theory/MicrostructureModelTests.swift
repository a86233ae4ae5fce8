import Foundation
import Harness
import SimKernel
import Testing

/// Spreads, adverse selection, propagation of impact, and memory of signs.
struct MicrostructureModelTests {
  @Test(arguments: [(0.01, 0.24583), (0.05, 0.31328), (0.2, 0.49678)])
  func `the spread law is within 0.005 of the measured points`(
    epsilon: Double, measured: Double
  ) throws {
    var model = SantaFeModel()
    model.epsilon = epsilon
    let spread = try model.solve().spread
    #expect(abs(spread - 2 * measured) <= 0.005 + 0.001)
    expectClose(spread, 0.432 + 1.86 * sqrt(epsilon * sqrt(epsilon)), relative: 1e-14)
    #expect(try SantaFeModel().solve().figures["spread_over_mu_alpha"] != nil)
  }

  @Test func `the Roll spread of a bouncing price is its bounce`() throws {
    // Every sequence of three sides: the price is half the spread above or below the value.
    let sides = (0..<8).map { code in (0..<3).map { (code >> $0) & 1 == 1 ? 0.125 : -0.125 } }
    let covariance = sides.reduce(0) { $0 + ($1[1] - $1[0]) * ($1[2] - $1[1]) } / 8
    var model = RollModel()
    model.covariance = covariance
    expectClose(try model.solve().spread, 0.25, relative: 1e-15)
  }

  @Test func `the covariance of changes is about their means`() throws {
    let prices = [1.0, 2, 4, 5, 7]
    // Changes 1, 2, 1, 2: pairs (1, 2), (2, 1), (1, 2) with the means 4/3 and 5/3.
    expectClose(try #require(RollModel.covariance(ofChangesIn: prices)), -2.0 / 9, relative: 1e-14)
    #expect(RollModel.covariance(ofChangesIn: [1, 2, 3]) == nil)
    var model = RollModel()
    model.covariance = 0.1
    #expect(throws: TheoryFault.self) { try model.solve() }
  }

  @Test(arguments: [0.1, 0.5, 0.8], [0, 0.3, 1])
  func `quotes are the value's mean over all who would trade`(
    probability: Double, informed: Double
  ) throws {
    var model = GlostenMilgromModel()
    (model.low, model.high, model.noiseBuy) = (95, 103, 0.6)
    (model.probability, model.informed) = (probability, informed)
    let solution = try model.solve()
    let cases = [
      Trade(weight: probability * informed, value: 103, isBuy: true),
      Trade(weight: probability * (1 - informed) * 0.6, value: 103, isBuy: true),
      Trade(weight: probability * (1 - informed) * 0.4, value: 103, isBuy: false),
      Trade(weight: (1 - probability) * informed, value: 95, isBuy: false),
      Trade(weight: (1 - probability) * (1 - informed) * 0.6, value: 95, isBuy: true),
      Trade(weight: (1 - probability) * (1 - informed) * 0.4, value: 95, isBuy: false),
    ]
    let buys = cases.filter(\.isBuy)
    expectClose(solution.ask, mean(buys), relative: 1e-13)
    expectClose(solution.bid, mean(cases.filter { !$0.isBuy }), relative: 1e-13)
    let share = buys.reduce(0) { $0 + $1.weight }
    expectClose(
      share * solution.ask + (1 - share) * solution.bid, solution.mean, relative: 1e-13)
  }

  /// One kind of trade that may come next.
  private struct Trade {
    let weight: Double
    let value: Double
    let isBuy: Bool
  }

  private func mean(_ trades: [Trade]) -> Double {
    trades.reduce(0) { $0 + $1.weight * $1.value } / trades.reduce(0) { $0 + $1.weight }
  }

  @Test func `what was learned is the next prior`() throws {
    let model = GlostenMilgromModel()
    expectClose(model.after(.buy).probability, 0.65, relative: 1e-14)
    expectClose(model.after(.buy).after(.sell).probability, 0.5, relative: 1e-14)
    var market = model
    for _ in 0..<60 { market = market.after(.buy) }
    #expect(market.probability > 0.999_999)
    var uninformed = model
    uninformed.informed = 0
    let solution = try uninformed.solve()
    #expect(solution.ask == solution.bid)
  }

  @Test func `a market that cannot be is refused`() {
    expectRefusal("low", of: GlostenMilgromModel.self) { $0.low = 2 }
    expectRefusal("informed", of: GlostenMilgromModel.self) { $0.informed = 1.1 }
    expectRefusal("probability", of: GlostenMilgromModel.self) { $0.probability = 1 }
    expectRefusal("noise-buy", of: GlostenMilgromModel.self) { $0.noiseBuy = 0 }
  }

  @Test func `a maker loses more the slower it is`() throws {
    var model = SpeedRaceModel()
    (model.rate, model.jump) = (3, 0.02)
    var last = 0.0
    for microseconds in [25.0, 200, 2_000, 50_000] {
      model.makerMicroseconds = microseconds
      let solution = try model.solve()
      // Takers at even quantiles of their latency.
      let slower = (0..<100_000).count { index in
        10 * pow(20_000, (Double(index) + 0.5) / 100_000) < microseconds
      }
      #expect(abs(solution.slowerProbability - Double(slower) / 100_000) <= 1e-5)
      #expect(solution.loss == 0.06 * solution.slowerProbability)
      #expect(solution.loss > last)
      last = solution.loss
    }
    model.makerMicroseconds = 9
    #expect(try model.solve().loss == 0)
    model.makerMicroseconds = 1e6
    #expect(try model.solve().slowerProbability == 1)
    model.slowestMicroseconds = 10
    #expect(throws: TheoryFault.self) { try model.solve() }
  }

  @Test func `signs without memory give the kernel itself`() {
    let kernel = (1...40).map { pow(Double($0), -0.4) }
    let propagator = Propagator(
      kernel: kernel, signCorrelation: [Double](repeating: 0, count: 10))
    for lag in 1...30 { #expect(propagator.response(after: lag) == kernel[lag - 1]) }
  }

  @Test func `the response is the covariance of a sign with the price's change after it`() {
    let kernel = (1...60).map { pow(Double($0), -0.3) }
    let memory = (1...30).map { 0.4 * pow(Double($0), -0.5) }
    let propagator = Propagator(kernel: kernel, signCorrelation: memory)
    func correlation(_ distance: Int) -> Double {
      distance == 0 ? 1 : abs(distance) <= 30 ? memory[abs(distance) - 1] : 0
    }
    for lag in [1, 2, 7, 30] {
      // The price at t is the sum over earlier trades of kernel times sign; the sign at 0 is known.
      let after = (lag - 60..<lag).reduce(0.0) { sum, trade in
        let age = lag - trade
        return sum + (age <= 60 ? kernel[age - 1] * correlation(trade) : 0)
      }
      let before = (-60..<0).reduce(0.0) { $0 + kernel[-$1 - 1] * correlation($1) }
      expectClose(propagator.response(after: lag), after - before, relative: 1e-12)
    }
  }

  @Test func `signs remember one power less than sizes`() {
    #expect(OrderSignMemory.correlationExponent(sizeTailExponent: 1.5) == 0.5)
    #expect(OrderSignMemory.sizeTailExponent(correlationExponent: 0.5) == 1.5)
    #expect(OrderSignMemory.correlationExponent(sizeTailExponent: 1) == nil)
    #expect(OrderSignMemory.sizeTailExponent(correlationExponent: 0) == nil)
  }
}
