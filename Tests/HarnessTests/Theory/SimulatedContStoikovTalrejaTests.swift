import Agents
import TestSupport
import Testing

@testable import Harness

/// The stationary book of Cont, Stoikov and Talreja through the engine.
struct SimulatedContStoikovTalrejaTests {
  private typealias Rates = ContStoikovTalrejaLaw.Rates

  private static func measured(_ rates: Rates, depth: Int = 30) -> SimulatedContStoikovTalreja {
    SimulatedContStoikovTalreja.run(
      ContStoikovTalrejaLaw(rates, depth: depth), seed: 1,
      events: isFullScale ? 100_000_000 : 20_000)
  }

  /// How far a value is from a printed one, both with their errors, in joint standard errors.
  private static func deviation(
    _ value: SimulatedValue, _ printed: Double, _ error: Double
  ) -> Double {
    let joint = value.standardError * value.standardError + error * error
    return abs(value.value - printed) / joint.squareRoot()
  }

  @Test func `spread, best size and moves of the mid price are the published book's`() {
    let book = Self.measured(.skyPerfect)
    #expect(Self.deviation(book.meanSpread, 1.3548, 0.001) < 4, "\(book.meanSpread)")
    #expect(Self.deviation(book.bestSize, 2.097, 0.003) < 4, "\(book.bestSize)")
    #expect(Self.deviation(book.midMoves, 2.54, 0.006) < 4, "\(book.midMoves)")
    for (chance, printed) in zip(book.spreadChances, [0.7424, 0.1878, 0.0500, 0.0143, 0.0055]) {
      // Printed to four digits from a run whose mean spread has an error of .001.
      #expect(Self.deviation(chance, printed, 0.0004) < 4, "\(chance) not \(printed)")
    }
    #expect(abs(book.spreadChances.reduce(0) { $0 + $1.value } - 1) < 1e-12)
    let depths = [1.577, 1.636, 1.577, 1.569, 1.587, 1.555, 1.475, 1.391, 1.311, 1.238]
    for (depth, printed) in zip(book.depthProfile, depths) {
      // Printed without an error; that of the best size is .003.
      #expect(Self.deviation(depth, printed, 0.003) < 4, "\(depth) not \(printed)")
    }
    #expect(book.meanSpread.standardError < (isFullScale ? 0.001 : 0.1))
  }

  #if !DEBUG
    // Tells 2 % apart in a release build alone.
    @Test
    func `orders that leave two percent faster make another book`() {
      var rates = Rates.skyPerfect
      rates.cancels = rates.cancels.map { $0 * 1.02 }
      let book = Self.measured(rates)
      #expect(Self.deviation(book.bestSize, 2.097, 0.003) > 4, "\(book.bestSize)")
    }
  #endif

  @Test func `orders that leave twice as fast make another book`() {
    var rates = Rates.skyPerfect
    rates.cancels = rates.cancels.map { $0 * 2 }
    #expect(Self.deviation(Self.measured(rates).bestSize, 2.097, 0.003) > 4)
  }

  #if !DEBUG
    // Tells the tails apart in a release build alone.
    @Test
    func `a book of which the tail is cut at five ticks is another one`() {
      let book = Self.measured(.skyPerfect, depth: 5)
      #expect(Self.deviation(book.depthProfile[4], 1.587, 0.003) > 4, "\(book.depthProfile[4])")
    }
  #endif
}
