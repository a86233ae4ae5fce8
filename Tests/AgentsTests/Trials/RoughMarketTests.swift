import SimKernel
import TestSupport
import Testing

@testable import Agents

/// Agents live through markets that refuse, fall silent and empty themselves.
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
    RoughMarket.Subject(
      type: "glosten_milgrom_maker",
      values: [
        AgentTrial.wakes(3), ("value_range", .integer(9)),
        ("value_every", .duration(.milliseconds(40))),
      ], openOrders: 8),
    RoughMarket.Subject(
      type: "glosten_milgrom_traders",
      values: [
        AgentTrial.wakes(3), ("value_range", .integer(9)),
        ("value_every", .duration(.milliseconds(40))),
      ], openOrders: 20),
    RoughMarket.Subject(
      type: "kyle",
      values: [
        ("auctions", .integer(60)), ("value_deviation", .number(10)),
        ("noise_deviation", .number(200)),
      ], openOrders: 1),
    RoughMarket.Subject(
      type: "fcn",
      values: [
        AgentTrial.wakes(3), ("window", .integer(6)), ("noise_deviation", .number(0.01)),
        ("margin", .number(0.02)), AgentTrial.lots("quantity", 4), ("max_orders", .integer(5)),
      ], openOrders: 5),
    RoughMarket.Subject(
      type: "metaorder", values: [AgentTrial.wakes(2), AgentTrial.lots("quantity", 2)],
      openOrders: 1),
    RoughMarket.Subject(
      type: "spoofer",
      values: [
        AgentTrial.wakes(12), ("hold", .duration(.milliseconds(5))), ("layers", .integer(3)),
        AgentTrial.lots("spoof_quantity", 12), AgentTrial.lots("quantity", 4),
      ], openOrders: 4),
    RoughMarket.Subject(
      type: "momentum_igniter",
      values: [
        AgentTrial.wakes(30), ("burst", .integer(4)), ("gap", .duration(.milliseconds(2))),
        ("hold", .duration(.milliseconds(5))), AgentTrial.lots("quantity", 3),
      ], openOrders: 1),
    RoughMarket.Subject(
      type: "quote_stuffer",
      values: [
        AgentTrial.wakes(30), ("burst", .integer(12)), ("gap", .duration(.microseconds(300))),
        ("distance", .integer(3)), AgentTrial.lots("quantity", 4), ("max_orders", .integer(6)),
      ], openOrders: 6),
    RoughMarket.Subject(
      type: "latency_arbitrageur",
      values: [
        ("first_venue", .venue(VenueIndex(0))), ("second_venue", .venue(VenueIndex(1))),
        AgentTrial.wakes(2), AgentTrial.lots("max_quantity", 8),
      ], openOrders: 2),
    RoughMarket.Subject(
      type: "pairs",
      values: [
        ("first_instrument", .instrument(InstrumentIndex(0))),
        ("second_instrument", .instrument(InstrumentIndex(1))), AgentTrial.wakes(2),
        ("window", .integer(6)), ("entry", .number(1)), ("hedge_ratio", .number(1.4)),
        AgentTrial.lots("quantity", 4),
      ], openOrders: 2),
    RoughMarket.Subject(
      type: "queue_reactive",
      values: [
        ("time_unit", .duration(.milliseconds(10))), AgentTrial.lots("quantity", 2),
      ], openOrders: 5_000),
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
