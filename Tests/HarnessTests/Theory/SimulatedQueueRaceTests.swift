import Agents
import TestSupport
import Testing

@testable import Harness

/// The conditional probabilities of Cont, Stoikov and Talreja through the engine.
struct SimulatedQueueRaceTests {
  private static let experiments = isFullScale ? 62_500 : 60

  /// Successes by which a count may be off at no cost: few trials of rare successes are skew.
  private static let allowance = isFullScale ? 0.0 : 2

  /// The largest deviation of a table's entries from exact ones, in the exact ones' errors.
  private static func deviation(_ table: SimulatedTable, _ exact: [[Double]]) -> Double {
    var largest = 0.0
    for (row, exactRow) in zip(table.rows, exact) {
      for (entry, chance) in zip(row, exactRow) {
        let error = (chance * (1 - chance) / Double(experiments)).squareRoot()
        let distance = abs(entry.value - chance) - allowance / Double(experiments)
        largest = max(largest, distance / error)
      }
    }
    return largest
  }

  @Test(arguments: [1, 2, 3])
  func `all three tables are those of the chain's equations`(spread: Int) {
    let oracle = QueueRaceOracle(.skyPerfect, spread: spread)
    let race = SimulatedQueueRace.run(
      .skyPerfect, spread: spread, seed: 1, experiments: Self.experiments)
    #expect(Self.deviation(race.midUp, oracle.midUp()) < 4)
    #expect(Self.deviation(race.bidExecutes, oracle.bidExecutes()) < 4)
    #expect(Self.deviation(race.bothExecute, oracle.bothExecute()) < 4)
    let errors = [race.midUp, race.bidExecutes, race.bothExecute].flatMap(\.standardErrors)
    #expect(errors.joined().allSatisfy { $0 <= (isFullScale ? 0.002 : 0.065) })
  }

  @Test func `the equations give the published values`() {
    let oracle = QueueRaceOracle(.skyPerfect, spread: 1)
    let up = [0.5, 0.335173, 0.259018, 0.215789, 0.187823]
    for (found, exact) in zip(oracle.midUp()[0], up) { #expect(abs(found - exact) < 2e-6) }
    let bid = [0.2243, 0.3691, 0.4716, 0.5480, 0.6071]
    for (found, exact) in zip(oracle.bidExecutes()[4], bid) { #expect(abs(found - exact) < 6e-5) }
    let both = [0.3080, 0.3856, 0.4056, 0.4063, 0.3997]
    for (found, exact) in zip(oracle.bothExecute()[1], both) {
      #expect(abs(found - exact) < 6e-5)
    }
  }

  /// Ours comes first and not last: what last-in-first-out priority would make of it.
  @Test func `an order that comes first in its queue is filled too often`() {
    let exact = QueueRaceOracle(.skyPerfect, spread: 1).bidExecutes()[4][2]
    var race = RaceExperiment(
      ContStoikovTalrejaLaw(.skyPerfect, depth: 1), .bidExecutes, bids: 5, asks: 3, seed: 1,
      oursComeFirst: true)
    #expect(race.chance(Self.experiments).deviation(from: exact) > 4)
  }

  @Test(.enabled(if: isFullScale, "tells the rates apart in a release build alone"))
  func `orders that leave a tenth faster make another race`() {
    var rates = ContStoikovTalrejaLaw.Rates.skyPerfect
    rates.cancels = rates.cancels.map { $0 * 1.1 }
    let race = SimulatedQueueRace.run(rates, spread: 1, seed: 1, experiments: Self.experiments)
    let exact = QueueRaceOracle(.skyPerfect, spread: 1)
    #expect(Self.deviation(race.bidExecutes, exact.bidExecutes()) > 4)
  }
}
