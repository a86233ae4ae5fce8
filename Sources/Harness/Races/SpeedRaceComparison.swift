import Foundation
import Scenarios
import SimKernel

/// One race at several latency profiles of the maker, under the same seeds.
///
/// Jumps and the takers' latencies hang on their own names, so that each seed sets the same race
/// for every profile, and the difference of two losses is one of the maker's latency alone.
public struct SpeedRaceComparison: Sendable {
  /// A maker at one profile.
  public struct Entry: Sendable {
    public var profile: String
    /// Its mean time from a jump to its cancel at the venue, nanoseconds.
    public var reaction: Double
    /// The chance that it is later than a taker, computed.
    public var chance: Double
    /// The loss in an hour that follows from it, currency.
    public var expected: Double
    /// The loss in an hour of each seed's run, currency.
    public var losses: [Double]

    /// The mean loss in an hour over the seeds.
    public var loss: SimulatedValue { SimulatedValue(meanOf: losses) }

    public var isWithinInterval: Bool { loss.interval.contains(expected) }
  }

  public var path: String
  public var currency: String
  public var seeds: ClosedRange<UInt64>
  /// In the order in which the profiles were named.
  public var entries: [Entry]
  /// The loss in an hour of a maker that always takes so many nanoseconds: a curve.
  public var curve: [(nanoseconds: Double, loss: Double)]

  /// Runs the race once a profile and seed.
  ///
  /// - Parameter progress: Is told the part that is done, up to 1.
  /// - Throws: What `SpeedRace` and its runs throw.
  public static func run(
    path: String, profiles: [String], overrides: [String] = [], seeds: ClosedRange<UInt64>,
    workers: Int = 1, progress: (Double) -> Void = { _ in }
  ) async throws -> SpeedRaceComparison {
    // All are read before the first one runs, so that a mistake in the last costs no time.
    let races = try profiles.map {
      try SpeedRace(path: path, profile: $0, overrides: overrides)
    }
    var entries: [Entry] = []
    for (profile, race) in zip(profiles, races) {
      let reaction = try race.reaction()
      let chance = try race.chanceOfBeingLater(reaction)
      entries.append(
        Entry(
          profile: profile, reaction: reaction.mean, chance: chance,
          expected: race.loss(chance: chance), losses: []))
    }
    for (place, race) in races.enumerated() {
      let runs = try await SeedSweep.results(seeds, workers: workers) { try race.run(seed: $0) }
      entries[place].losses = runs.map { $0 * race.tickValue / race.hours }
      progress(Double(place + 1) / Double(races.count))
    }
    return SpeedRaceComparison(
      path: path, currency: races[0].currency, seeds: seeds, entries: entries,
      curve: try races[0].curve())
  }

  /// How much more each profile but the first loses than the one before it, seed by seed.
  public var steps: [(from: String, to: String, difference: SimulatedValue)] {
    zip(entries, entries.dropFirst()).map { before, after in
      let differences = zip(after.losses, before.losses).map { $0 - $1 }
      return (before.profile, after.profile, SimulatedValue(meanOf: differences))
    }
  }
}

extension SpeedRace {
  var hours: Double { Double((setup.plan.end - setup.plan.start).nanoseconds) / 3_600e9 }

  var currency: String { setup.plan.instruments[Int(maker.instrument.value)].currency }

  /// From 1 us to 1 s, twenty points a factor of ten.
  func curve() throws(SpeedRaceMistake) -> [(nanoseconds: Double, loss: Double)] {
    var points: [(nanoseconds: Double, loss: Double)] = []
    for place in 0...120 {
      let time = pow(10, 3 + Double(place) / 20)
      let maker = ReactionTime(news: .constant(0), decision: 0, message: .constant(time))
      points.append((time, loss(chance: try chanceOfBeingLater(maker))))
    }
    return points
  }
}

extension SimulatedValue {
  /// The mean of independent numbers, with the standard error that their spread gives it.
  ///
  /// - Precondition: two numbers or more.
  init(meanOf values: [Double]) {
    precondition(values.count > 1, "\(values.count) values have no spread")
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.init(value: mean, standardError: (squares / (count - 1) / count).squareRoot())
  }

  /// The 95 % interval of a normal mean.
  public var interval: ClosedRange<Double> {
    value - 1.96 * standardError...value + 1.96 * standardError
  }
}
