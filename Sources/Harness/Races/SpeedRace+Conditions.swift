import Foundation
import Scenarios
import SimKernel

// What a scenario has to keep to for the closed form to hold.

extension SpeedRace {
  /// The racers, and who may look on because it sends no orders.
  private static let allowedTypes = ["news_maker", "news_taker", "observer"]
  /// Of jumps, those that have to be large enough to pay.
  private static let leastPaying = 0.999
  /// Standard deviations of a position that its limit leaves room for.
  private static let deviations = 6.0
  /// Reactions to the time between two jumps, at the most.
  private static let longestReaction = 0.01

  /// - Throws: `SpeedRaceMistake` with the first thing that the closed form does not hold for.
  func checkConditions() throws(SpeedRaceMistake) {
    try checkAgents()
    try checkRegimes()
    try checkQuantities()
    for group in takers { try checkEdge(of: group) }
    try checkPositions(of: maker, lots: takenLots)
    for group in takers {
      try checkPositions(of: group, lots: Double(group.parameters.quantity("quantity").lots))
    }
    try checkReactions()
  }

  private func checkAgents() throws(SpeedRaceMistake) {
    for group in setup.scenario.agents where !Self.allowedTypes.contains(group.type) {
      throw mistake(
        "'\(group.name)' of type '\(group.type)' trades beside the race, allowed are "
          + Self.allowedTypes.joined(separator: ", "))
    }
    for group in takers where group.venue != maker.venue {
      throw mistake(
        "'\(group.name)' trade at another venue than '\(maker.name)', allowed is the same one")
    }
    for group in [maker] + takers where group.feed != .perfect {
      throw mistake(
        "market data of '\(group.name)' fail now and then, allowed is no feed with gaps, stale or "
          + "disconnects")
    }
  }

  private func checkRegimes() throws(SpeedRaceMistake) {
    let plan = setup.scenario.regimes
    let places: [Int]
    switch plan.order {
    case .none: places = []
    case .schedule(let steps): places = steps.map(\.regime)
    case .switching(let sojourns): places = sojourns.map(\.regime)
    }
    for regime in places.map({ plan.regimes[$0] }) where regime.conditions.drift != 0 {
      throw mistake(
        "regime '\(regime.name)' drifts, which moves the value between jumps, allowed is a drift "
          + "of 0")
    }
  }

  private func checkQuantities() throws(SpeedRaceMistake) {
    let quoted = maker.parameters.quantity("quantity").lots
    guard takenLots <= Double(quoted) else {
      throw mistake(
        "all takers together want \(Self.whole(takenLots)) lots of a quote, allowed are at most "
          + "those of '\(maker.name)', \(quoted)")
    }
  }

  /// A jump that does not pass the quote by far enough costs the maker nothing.
  private func checkEdge(of group: Scenario.AgentGroup) throws(SpeedRaceMistake) {
    let least =
      maker.parameters.integer("half_spread") + group.parameters.integer("min_edge")
    let part = partOfJumps(from: Double(least))
    guard part >= Self.leastPaying else {
      throw mistake(
        "'\(group.name)' take a quote from a jump of \(least) ticks on, half_spread and min_edge, "
          + String(format: "and %.2f %% of jumps are so large, ", 100 * part)
          + "allowed are \(100 * Self.leastPaying) % at least")
    }
  }

  /// The part of all jumps that are so many ticks or more, up or down.
  private func partOfJumps(from ticks: Double) -> Double {
    let (mean, deviation) = (jumps.meanSize, jumps.sizeDeviation)
    guard deviation > 0 else { return mean >= ticks ? 1 : 0 }
    func above(_ x: Double) -> Double { erfc(x / 2.0.squareRoot()) / 2 }
    return above((ticks - mean) / deviation) + above((ticks + mean) / deviation)
  }

  /// A position is a sum of fair coins, one for each jump: its deviation is lots x sqrt(jumps).
  private func checkPositions(
    of group: Scenario.AgentGroup, lots: Double
  ) throws(SpeedRaceMistake) {
    let quantity = Double(group.parameters.quantity("quantity").lots)
    let deviation = lots * (jumps.perHour * hours).squareRoot()
    let needed = (quantity + Self.deviations * deviation).rounded(.up)
    let limit = group.parameters.integer("max_position")
    guard Double(limit) >= needed else {
      throw mistake(
        "max_position of '\(group.name)' is \(limit), allowed are \(Self.whole(needed)) lots at "
          + "least: its quantity and six standard deviations of what the jumps of a run add up to")
    }
  }

  /// The race for one jump has to be over when the next one comes.
  private func checkReactions() throws(SpeedRaceMistake) {
    let longest = Self.longestReaction * 3_600e9 / jumps.perHour
    for group in [maker] + takers {
      let way: LatencyWay = group.type == maker.type ? .cancel : .entry
      let reaction = try ReactionTime(of: group, by: way, in: setup).mean
      if reaction <= longest { continue }
      throw mistake(
        "'\(group.name)' takes \(SpeedRaceComparison.duration(reaction)) from a jump to the venue, "
          + "allowed is a hundredth of the time between two jumps, "
          + "\(SpeedRaceComparison.duration(longest)), at most")
    }
  }

  private func mistake(_ message: String) -> SpeedRaceMistake {
    SpeedRaceMistake("\(setup.path): \(message)")
  }

  private static func whole(_ lots: Double) -> String { String(format: "%.0f", lots) }
}
