import SimKernel
import TestSupport
import Testing

@testable import Agents

/// Every agent lives through markets that refuse, fall silent and empty themselves.
struct RoughMarketTests {
  static let subjects: [RoughMarket.Subject] = [
    RoughMarket.Subject(
      type: "momentum",
      values: [
        AgentTrial.wakes(2), ("short_window", .integer(2)), ("long_window", .integer(5)),
        AgentTrial.lots("quantity", 2), ("max_position", .integer(20)),
      ], openOrders: 1),
    RoughMarket.Subject(
      type: "mean_reversion",
      values: [
        AgentTrial.wakes(2), ("window", .integer(6)), ("entry", .number(1)),
        AgentTrial.lots("quantity", 6),
      ], openOrders: 1),
    maker("avellaneda_stoikov"), maker("gueant_lehalle"), maker("cartea_jaimungal"),
  ]

  private static func maker(_ type: String) -> RoughMarket.Subject {
    RoughMarket.Subject(
      type: type,
      values: [
        AgentTrial.wakes(2), AgentTrial.lots("quantity", 4), ("max_inventory", .integer(5)),
      ], openOrders: 4)
  }

  @Test(arguments: subjects)
  func `it survives 200 rough markets and is never silent`(subject: RoughMarket.Subject) throws {
    var active = 0
    for seed in 0..<200 as Range<UInt64> {
      let plan = RoughMarket.plan(subject, seed: seed)
      let run = try RoughRun(plan)
      #expect(run.end == .finished, "seed \(seed)")
      #expect(run.faults.total == 0, "seed \(seed): \(run.faults)")
      #expect(run.isAwakeAtEnd, "seed \(seed)")
      if plan.participants[0].limits.openOrders == subject.openOrders {
        #expect(!run.exceededOpenOrders, "seed \(seed)")
      }
      if run.isActiveAtEnd { active += 1 }
    }
    #expect(active >= subject.activeMarkets, "\(active) of 200 markets")
  }

  @Test(arguments: subjects)
  func `an onlooker changes nothing for it`(subject: RoughMarket.Subject) throws {
    for seed in 0..<10 as Range<UInt64> {
      let plan = RoughMarket.plan(subject, seed: seed)
      var other = plan
      other.participants.insert(
        SimulationPlan.Participant(
          name: "onlooker/0", type: "observer",
          agent: InertAgent(venueCount: 2, instrumentCount: 2)), at: Int(seed % 6))
      let first = JournalLine.story(try PlanRun(plan).lines, names: plan.participants.map(\.name))
      let second = JournalLine.story(
        try PlanRun(other).lines, names: other.participants.map(\.name), without: "onlooker/0")
      #expect(first == second, "seed \(seed)")
    }
  }
}
