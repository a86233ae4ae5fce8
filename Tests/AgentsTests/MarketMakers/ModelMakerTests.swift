import SimKernel
import TestSupport
import Testing

@testable import Agents

/// A model that a test writes down: half a spread, and a lean for each quote held.
struct LinearQuotes: QuotingModel {
  var half: Double
  var lean: Double

  func distances(inventory: Double, timeLeft: Double) -> QuoteDistances {
    QuoteDistances(bid: half + lean * inventory, ask: half - lean * inventory)
  }
}

/// A maker of a closed form quotes it in ticks, holds its place, and says what it does beyond the
/// mid.
struct ModelMakerTests {
  private static func maker(
    half: Double, lean: Double = 0, negative: String = "clamp", maxInventory: Int64 = 10
  ) -> SimulationPlan.Participant {
    let assignment = AgentType.Assignment(
      venue: VenueIndex(0), instrument: InstrumentIndex(0), openPrice: Price(ticks: 100),
      parameters: ParameterValues(
        [
          AgentTrial.wakes(10), AgentTrial.lots("quantity", 5),
          ("max_inventory", .integer(maxInventory)), ("negative_distance", .choice(negative)),
        ],
        declared: ModelMakerParameters.parameters(horizon: .seconds(10), maxInventory: 10)))
    return SimulationPlan.Participant(
      name: "maker/0", type: "maker",
      agent: ModelMaker(assignment, LinearQuotes(half: half, lean: lean)))
  }

  private static func texts(
    _ maker: SimulationPlan.Participant, _ others: [SimulationPlan.Participant],
    milliseconds: Int64 = 99
  ) throws -> [String] {
    try AgentTrial.sent([maker] + others, milliseconds: milliseconds).map(\.text)
  }

  @Test func `quotes are rounded away from the mid, and stand while it does`() throws {
    let market = AgentTrial.market([AgentTrial.Step(milliseconds: 0, bid: 90, ask: 111)])
    // Nine refreshes, two orders: its own quotes are not the market that it quotes around.
    #expect(
      try ModelMakerTests.texts(ModelMakerTests.maker(half: 2.25), [market]) == [
        "buy 5 @ 98", "sell 5 @ 103",
      ])
  }

  @Test func `a quote moves with the mid by a tick or more, not by less`() throws {
    let market = AgentTrial.market([
      AgentTrial.Step(milliseconds: 0, bid: 90, ask: 110),
      AgentTrial.Step(milliseconds: 30, bid: 90, ask: 111),
      AgentTrial.Step(milliseconds: 60, bid: 93, ask: 111),
    ])
    // Mids 100, 100.5, 102: half a tick moves the ask alone.
    #expect(
      try ModelMakerTests.texts(ModelMakerTests.maker(half: 2), [market]) == [
        "buy 5 @ 98", "sell 5 @ 102", "sell 5 @ 103", "buy 5 @ 100", "sell 5 @ 104",
      ])
  }

  @Test func `alone it does not chase its own quotes`() throws {
    let log = MessageLog()
    let taker = ProbeMarket.sender(
      "taker/0", [(20, ProbeMarket.order(1, .buy, 5, at: 110, life: .immediateOrCancel))],
      log: log)
    // Short by one quote it leans upwards, once.
    #expect(
      try ModelMakerTests.texts(ModelMakerTests.maker(half: 3, lean: 1), [taker]) == [
        "buy 5 @ 97", "sell 5 @ 103", "buy 5 @ 98", "sell 5 @ 104",
      ])
    #expect(log.reports.contains { $0.isTrade })
  }

  @Test func `a one-sided market moves its mid only as far as it must`() throws {
    let market = AgentTrial.market([
      AgentTrial.Step(milliseconds: 0, bid: 90, ask: nil),
      AgentTrial.Step(milliseconds: 30, bid: 120, ask: nil),
      AgentTrial.Step(milliseconds: 60, bid: nil, ask: 80),
    ])
    #expect(
      try ModelMakerTests.texts(ModelMakerTests.maker(half: 2, maxInventory: 200), [market]) == [
        "buy 5 @ 98", "sell 5 @ 102", "buy 5 @ 118", "sell 5 @ 122", "buy 5 @ 78", "sell 5 @ 82",
      ])
  }

  @Test(arguments: [
    ("clamp", ["buy 5 @ 100", "sell 5 @ 101"]), ("withdraw", []),
    ("cross", ["buy 5 @ 101", "sell 5 @ 102"]),
  ])
  func `a negative distance does what the parameter says`(
    policy: String, expected: [String]
  ) throws {
    let market = AgentTrial.market([AgentTrial.Step(milliseconds: 0, bid: 90, ask: 110)])
    let maker = ModelMakerTests.maker(half: -1, negative: policy)
    #expect(try ModelMakerTests.texts(maker, [market], milliseconds: 9) == expected)
  }

  @Test func `it stops quoting the side that would pass its bound`() throws {
    let log = MessageLog()
    let market = AgentTrial.market([AgentTrial.Step(milliseconds: 0, bid: 90, ask: 110)])
    let taker = ProbeMarket.sender(
      "taker/0", [(20, ProbeMarket.order(1, .sell, 5, at: 98, life: .immediateOrCancel))],
      log: log)
    let maker = ModelMakerTests.maker(half: 2, maxInventory: 1)
    #expect(
      try ModelMakerTests.texts(maker, [market, taker]) == ["buy 5 @ 98", "sell 5 @ 102"])
  }

  @Test func `the makers of the catalog quote their model`() throws {
    let market = AgentTrial.market([AgentTrial.Step(milliseconds: 0, bid: 900, ask: 1_100)])
    func first(_ type: String, _ values: [(String, ParameterValue)]) throws -> [String] {
      let maker = AgentTrial.participant(
        type, [AgentTrial.wakes(10)] + values, openTicks: 1_000)
      return Array(try AgentTrial.sent([maker, market], milliseconds: 59).map(\.text).prefix(2))
    }
    // gamma sigma^2 T / 2 + ln(1 + gamma / k) / gamma = 0.03 + 13.86, T the horizon of 20 ms.
    #expect(
      try first(
        "avellaneda_stoikov",
        [
          ("gamma", .number(0.05)), ("sigma", .number(8)), ("k", .number(0.05)),
          ("horizon", .duration(.milliseconds(20))),
        ]) == ["buy 10 @ 986", "sell 10 @ 1014"])
    // ln(1 + gamma / k) / gamma - ln(f(1) / f(0)) / k at zero inventory.
    let model = GueantLehalle(a: 1, k: 0.05, sigma: 3, gamma: 0.01, bound: 4)
    let distance = Int64((model.distances(inventory: 0, timeLeft: 0).bid ?? 0).rounded(.up))
    #expect((15...25).contains(distance))
    #expect(
      try first(
        "gueant_lehalle",
        [
          ("k", .number(0.05)), ("sigma", .number(3)), ("gamma", .number(0.01)),
          ("max_inventory", .integer(4)),
        ]) == ["buy 10 @ \(1_000 - distance)", "sell 10 @ \(1_000 + distance)"])
    // Without penalties and far from the bound 1 / kappa = 20.
    #expect(
      try first(
        "cartea_jaimungal",
        [
          ("kappa", .number(0.05)), ("alpha", .number(0)), ("phi", .number(0)),
          ("max_inventory", .integer(40)), ("horizon", .duration(.seconds(1))),
        ]) == ["buy 10 @ 980", "sell 10 @ 1020"])
  }
}
