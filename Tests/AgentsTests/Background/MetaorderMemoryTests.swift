import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Agents

/// The memory of trade signs that split orders leave in a market, measured on its trades.
struct MetaorderMemoryTests {
  private static let seeds = Array(UInt64(1)...(isFullScale ? 24 : 12))
  private static let trades = isFullScale ? 400_000 : 25_000
  private static let lags = isFullScale ? [4, 8, 16, 32, 64, 128] : [2, 4, 8, 16, 32]

  /// A book without end, in which one trader splits its orders.
  private static func market(tail: Double, seed: UInt64) -> SimulationPlan {
    let trader = AgentTrial.participant(
      "metaorder", [AgentTrial.wakes(1), ("tail", .number(tail))])
    let book = AgentTrial.market([AgentTrial.Step(milliseconds: 0, bid: 99, ask: 101)])
    var plan = ProbeMarket.plan([trader, book], milliseconds: Int64(trades) * 5 / 4)
    plan.seed = seed
    return plan
  }

  /// Signs of the aggressors of a run's trades, as its journal has them.
  private static func signs(_ plan: SimulationPlan) throws -> [Int8] {
    var simulation = try Simulation(plan, keepsJournal: true)
    var signs: [Int8] = []
    var isOver = false
    while !isOver && signs.count < trades {
      if case .finished = simulation.advance(until: .end) { isOver = true }
      simulation.drainJournal { words in
        var place = 0
        while place < words.count, let kind = RecordKind(head: words[place]) {
          if kind == .trade {
            signs.append(UInt8(truncatingIfNeeded: words[place] >> 16) == 0 ? 1 : -1)
          }
          place += kind.wordCount
        }
      }
    }
    return Array(signs.prefix(trades))
  }

  /// Autocorrelations of signs whose mean is known to be zero.
  private static func autocorrelations(_ signs: [Int8]) -> [Double] {
    lags.map { lag in
      var sum = 0
      for place in lag..<signs.count { sum += Int(signs[place] * signs[place - lag]) }
      return Double(sum) / Double(signs.count - lag)
    }
  }

  /// How fast the mean autocorrelation of several runs falls.
  ///
  /// The sum beyond a lag is nearly the integral from half a step after it.
  private static func exponent(_ runs: [[Double]]) -> Double {
    let x = lags.map { log(Double($0) + 0.5) }
    let y = lags.indices.map { place in
      log(max(1e-9, runs.reduce(0) { $0 + $1[place] } / Double(runs.count)))
    }
    let (meanX, meanY) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    let products = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    return -products / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
  }

  /// The exponent with its standard error, by leaving one run out at a time (jackknife).
  private static func measured(tail: Double) throws -> (exponent: Double, error: Double) {
    let runs = try seeds.map { autocorrelations(try signs(market(tail: tail, seed: $0))) }
    let parts = runs.indices.map { left in
      exponent(runs.enumerated().filter { $0.offset != left }.map(\.element))
    }
    let mean = parts.reduce(0, +) / Double(parts.count)
    let squares = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (exponent(runs), (squares * Double(parts.count - 1) / Double(parts.count)).squareRoot())
  }

  @Test(arguments: [1.4, 1.6])
  func `the signs' exponent is the sizes' tail minus one within its interval`(tail: Double) throws {
    let (exponent, error) = try Self.measured(tail: tail)
    print("tail \(tail): the signs' exponent is \(exponent) +- \(error)")
    #expect(abs(exponent - (tail - 1)) < 3 * error, "\(exponent) +- \(error)")
    #expect(error < 0.12)
    // The tail itself, and that of an order book without memory, are far outside.
    #expect(abs(exponent - tail) > 6 * error)
  }

  @Test func `another tail is outside the interval`() throws {
    let (exponent, error) = try Self.measured(tail: 1.9)
    #expect(abs(exponent - 0.4) > 3 * error, "\(exponent) +- \(error)")
  }

  @Test func `orders that are not split leave no memory`() throws {
    let runs = try Self.seeds.prefix(4).map { seed in
      Self.autocorrelations(try Self.signs(Self.market(tail: 10, seed: seed)))
    }
    for run in runs {
      for value in run.dropFirst() { #expect(abs(value) < 5 / Double(Self.trades).squareRoot()) }
    }
  }
}
