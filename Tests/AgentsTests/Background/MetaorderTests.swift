import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Agents

/// Split orders of power-law size make the signs of orders remember.
struct MetaorderTests {
  private static func stream(_ seed: UInt64) -> RandomStream {
    RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "metaorder/0", purpose: "metaorders"))
  }

  @Test func `sizes follow the power law`() {
    var draw = MetaorderTests.stream(1)
    let sizes = (0..<200_000).map { _ in
      Metaorder(tail: 1.5, largest: 1 << 40, buyChance: 0.5, from: &draw).left
    }
    for least in [1, 2, 3, 5, 10, 30] as [Int64] {
      let exact = pow(Double(least), -1.5)
      let found = Double(sizes.count { $0 >= least }) / 200_000
      let error = (exact * (1 - exact) / 200_000).squareRoot()
      #expect(abs(found - exact) <= 4 * error, "\(least): \(found), not \(exact)")
    }
  }

  @Test func `a size has its bound, however heavy the tail`() {
    var draw = MetaorderTests.stream(2)
    for _ in 0..<1_000 {
      let left = Metaorder(tail: 0.1, largest: 7, buyChance: 1, from: &draw).left
      #expect((1...7).contains(left))
    }
  }

  /// Signs of a long run of children, one metaorder after another.
  private static func signs(tail: Double, count: Int, seed: UInt64) -> [Int8] {
    var draw = stream(seed)
    var signs: [Int8] = []
    while signs.count < count {
      let order = Metaorder(tail: tail, largest: 1 << 40, buyChance: 0.5, from: &draw)
      let room = min(Int(order.left), count - signs.count)
      signs.append(contentsOf: repeatElement(order.side == .buy ? 1 : -1, count: room))
    }
    return signs
  }

  private static let lags = [4, 8, 16, 32, 64, 128]

  /// Autocorrelations of a run's signs, whose mean is known to be zero.
  private static func autocorrelations(_ signs: [Int8]) -> [Double] {
    lags.map { lag in
      var sum = 0
      for place in lag..<signs.count { sum += Int(signs[place] * signs[place - lag]) }
      return Double(sum) / Double(signs.count - lag)
    }
  }

  /// sum of n^-tail from n on, by Euler and Maclaurin beyond the first thousand.
  private static func zetaTail(_ tail: Double, from start: Int) -> Double {
    let cut = 1_000.0
    let sum = (start..<1_000).reduce(0.0) { $0 + pow(Double($1), -tail) }
    return sum + pow(cut, 1 - tail) / (tail - 1) + pow(cut, -tail) / 2
  }

  /// The slope of a least-squares line through logarithms.
  private static func slope(_ x: [Double], _ y: [Double]) -> Double {
    let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    let products = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    return products / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
  }

  /// Autocorrelations over 24 long runs: means and standard errors.
  private static func measured(tail: Double) -> [(mean: Double, error: Double)] {
    let count = isFullScale ? 1_000_000 : 100_000
    let runs = (0..<24).map { autocorrelations(signs(tail: tail, count: count, seed: $0)) }
    return lags.indices.map { place in
      let values = runs.map { $0[place] }
      let mean = values.reduce(0, +) / 24
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (mean, (squares / (24 * 23)).squareRoot())
    }
  }

  @Test(arguments: [1.5, 1.8])
  func `the sign autocorrelation falls with the size tail minus one`(tail: Double) {
    let found = MetaorderTests.measured(tail: tail)
    let whole = MetaorderTests.zetaTail(tail, from: 1)
    for (lag, (mean, error)) in zip(MetaorderTests.lags, found) {
      let exact = MetaorderTests.zetaTail(tail, from: lag + 1) / whole
      #expect(abs(mean - exact) < 4 * error, "lag \(lag): \(mean) +- \(error), not \(exact)")
      #expect(error < 0.03)
    }
    // The sum beyond a lag is nearly the integral from half a step after it.
    let x = MetaorderTests.lags.map { log(Double($0) + 0.5) }
    let exponent = -MetaorderTests.slope(x, found.map { log($0.mean) })
    #expect(abs(exponent - (tail - 1)) < 0.15, "\(exponent)")
    // Another tail's exponent is outside of it.
    #expect(abs(exponent - tail) > 0.5)
  }

  @Test func `its market orders are the metaorders of its stream, child by child`() throws {
    let trader = AgentTrial.participant(
      "metaorder", [AgentTrial.wakes(1), AgentTrial.lots("quantity", 3), ("tail", .number(0.9))])
    let market = AgentTrial.market([AgentTrial.Step(milliseconds: 0, bid: 99, ask: 101)])
    let sent = try AgentTrial.sent([trader, market], milliseconds: 200, seed: 5)
    var expected: [Int64] = []
    for number in 1...200 as ClosedRange<UInt32> {
      var draw = MetaorderTests.stream(5)
      draw.begin(decision: number)
      let order = Metaorder(tail: 0.9, largest: 1_000_000, buyChance: 0.5, from: &draw)
      let room = min(order.left, 400)
      expected += Array(repeating: 3 * order.side.sign, count: Int(room))
    }
    #expect(sent.count > 100)
    #expect(sent.map(\.lots) == Array(expected.prefix(sent.count)))
  }

  @Test func `at its largest position it gives a metaorder up for the next one`() throws {
    let trader = AgentTrial.participant(
      "metaorder",
      [AgentTrial.wakes(1), ("tail", .number(0.1)), ("max_position", .integer(5))])
    let market = AgentTrial.market([AgentTrial.Step(milliseconds: 0, bid: 99, ask: 101)])
    let sent = try AgentTrial.sent([trader, market], milliseconds: 300)
    #expect(sent.filter { $0.milliseconds > 200 }.count > 10)
    var position: Int64 = 0
    for order in sent {
      position += order.lots
      #expect(abs(position) <= 5)
    }
  }
}
