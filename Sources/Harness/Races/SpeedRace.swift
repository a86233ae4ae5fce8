import Foundation
import Scenarios
import SimKernel

/// A race for stale quotes: a market maker who is told of jumps of the value, against takers who
/// are told of the same jumps.
///
/// The scenario has one `news_maker`, groups of `news_taker` and a value with random jumps. What
/// the maker loses to adverse selection is, over all its fills, the taker's direction x (the value
/// at the fill - the middle of its quotes) x lots: the value has passed its quote by before it
/// could take it back. Against it stands rate x E|J| x lots x P(maker later than taker), summed
/// over the takers (Budish, Cramton and Shim 2015), with the chance computed from the latencies'
/// distributions. It holds where jumps are larger than the half spread and the takers' edge, rarer
/// than reactions are long, the quote is large enough for all takers, no limit of a position is
/// reached, and nothing else moves the value or trades; any other scenario is refused.
public struct SpeedRace: Sendable {
  let setup: RunSetup
  let maker: Scenario.AgentGroup
  let takers: [Scenario.AgentGroup]
  let jumps: FundamentalDescription.RandomShocks

  /// Reads the race of a scenario with the maker at one latency profile.
  ///
  /// - Throws: `ScenarioError`, and `SpeedRaceMistake` for a scenario that is no such race.
  public init(path: String, profile: String, overrides: [String] = []) throws {
    let plain = try RunSetup(path: path, overrides: overrides)
    let name = try SpeedRace.maker(of: plain).name
    setup = try RunSetup(
      path: path, overrides: overrides + ["agents.\(name).latency=\(profile)"])
    maker = try SpeedRace.maker(of: setup)
    let instrument = maker.instrument
    takers = setup.scenario.agents.filter {
      $0.type == "news_taker" && $0.instrument == instrument
    }
    guard !takers.isEmpty else {
      throw SpeedRaceMistake(
        "\(path): no agents of type news_taker beside '\(name)', allowed is at least one group")
    }
    let value = setup.scenario.fundamentals.processes.first { $0.instrument == instrument }
    guard let jumps = value?.randomShocks, jumps.perHour > 0 else {
      throw SpeedRaceMistake(
        "\(path): the value of '\(name)' has no random_shocks, allowed is a rate above 0")
    }
    guard let value, SpeedRace.movesByRandomShocksAlone(value) else {
      throw SpeedRaceMistake(
        "\(path): the value of '\(name)' moves between its random_shocks too, for which there is "
          + "no closed form; allowed is ornstein_uhlenbeck with volatility and reversion 0 and no "
          + "shocks")
    }
    self.jumps = jumps
    try checkConditions()
  }

  private static func movesByRandomShocksAlone(_ value: Scenario.Fundamental) -> Bool {
    value.process == "ornstein_uhlenbeck" && value.shocks.isEmpty
      && value.parameters.number("volatility") == 0 && value.parameters.number("reversion") == 0
  }

  private static func maker(of setup: RunSetup) throws(SpeedRaceMistake) -> Scenario.AgentGroup {
    let makers = setup.scenario.agents.filter { $0.type == "news_maker" }
    guard makers.count == 1, makers[0].count == 1 else {
      let count = makers.reduce(0) { $0 + $1.count }
      throw SpeedRaceMistake("\(setup.path): \(count) agents of type news_maker, allowed is one")
    }
    return makers[0]
  }
}

/// What the user can put right about a race.
public struct SpeedRaceMistake: InputMistake, Hashable {
  public let description: String

  init(_ description: String) { self.description = description }
}

// MARK: - Closed form

extension SpeedRace {
  /// The mean size of a jump, ticks: that of a normal size without its sign.
  var meanJump: Double {
    let (mean, deviation) = (jumps.meanSize, jumps.sizeDeviation)
    guard deviation > 0 else { return mean }
    let ratio = mean / deviation
    return deviation * (2 / Double.pi).squareRoot() * exp(-ratio * ratio / 2)
      + mean * erf(ratio / 2.0.squareRoot())
  }

  /// What one tick of one lot is worth, currency.
  var tickValue: Double {
    let instrument = setup.plan.instruments[Int(maker.instrument.value)]
    return Double(instrument.tickDigits) * pow(10, -Double(instrument.tickDecimals))
      * Double(instrument.lotUnits)
  }

  /// The maker's time from a jump to its cancel at the venue.
  ///
  /// - Throws: `SpeedRaceMistake` where the distribution of a latency is not known.
  func reaction() throws(SpeedRaceMistake) -> ReactionTime {
    try ReactionTime(of: maker, by: .cancel, in: setup)
  }

  /// The chance that a maker is later than a taker, a mean over the takers' lots.
  func chanceOfBeingLater(_ maker: ReactionTime) throws(SpeedRaceMistake) -> Double {
    var chance = 0.0
    for group in takers {
      let taker = try ReactionTime(of: group, by: .entry, in: setup)
      chance += lots(of: group) * maker.chanceOfBeing(laterThan: taker)
    }
    return chance / takenLots
  }

  private func lots(of group: Scenario.AgentGroup) -> Double {
    Double(group.count) * Double(group.parameters.quantity("quantity").lots)
  }

  /// Lots that all takers want on a jump.
  var takenLots: Double { takers.reduce(0) { $0 + lots(of: $1) } }

  /// The loss in an hour for a chance, currency.
  func loss(chance: Double) -> Double {
    jumps.perHour * meanJump * takenLots * chance * tickValue
  }
}
