import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Agents

/// A forecast of value and chart becomes a limit order of the forecast's lifetime.
struct FCNTraderTests {
  private static func orders(
    _ values: [(String, ParameterValue)], margin: Double, mids: [Int64]
  ) throws -> [AgentTrial.Sent] {
    let fixed: [(String, ParameterValue)] = [
      AgentTrial.wakes(10), ("window", .integer(3)), ("noise_weight", .number(0)),
      ("max_orders", .integer(100)), ("margin", .number(margin)),
    ]
    let trader = AgentTrial.participant("fcn", fixed + values, openTicks: 10_000)
    let market = AgentTrial.market(
      mids.enumerated().map {
        AgentTrial.Step(
          milliseconds: Int64($0.offset) * 10, bid: $0.element - 100, ask: $0.element + 100)
      })
    return try AgentTrial.sent([trader, market], milliseconds: Int64(mids.count) * 10 - 1)
  }

  @Test func `a fundamentalist bids towards the value from below and offers from above`() throws {
    let sent = try FCNTraderTests.orders(
      [
        ("chart_weight", .number(0)), ("reversion", .number(12)),
        ("value", .price(Price(ticks: 10_400))),
      ], margin: 0.001, mids: [10_000, 10_900])
    // A quarter of the way in logarithms, in 3 of 12 wake-ups, less a thousandth.
    let below = 10_000 * pow(1.04, 0.25) * 0.999
    // Its own bid stands behind the market's second one.
    let above = 10_900 * pow(10_400.0 / 10_900, 0.25) * 1.001
    #expect(
      sent.map(\.text) == [
        "buy 10 @ \(Int64(below.rounded()))", "sell 10 @ \(Int64(above.rounded()))",
      ])
    #expect(sent.allSatisfy { $0.order.timeInForce == .goodTillTime })
  }

  @Test func `a chartist continues the trend of its window`() throws {
    // The margin keeps its own orders behind those of the market.
    let mids: [Int64] = [10_000, 10_100, 10_300, 10_600, 10_500]
    let sent = try FCNTraderTests.orders(
      [("fundamental_weight", .number(0)), ("chart_weight", .number(1))], margin: 0.1, mids: mids)
    let expected = mids.indices.map { place -> String in
      let past = mids[max(0, place - 3)]
      let forecast = Double(mids[place]) * Double(mids[place]) / Double(past)
      return forecast > Double(mids[place])
        ? "buy 10 @ \(Int64((forecast * 0.9).rounded()))"
        : "sell 10 @ \(Int64((forecast * 1.1).rounded()))"
    }
    #expect(sent.map(\.text) == expected)
    #expect(expected.filter { $0.hasPrefix("buy") }.count == 4)
  }

  @Test func `its orders end with the forecast, and are never more than allowed`() throws {
    let trader = AgentTrial.participant(
      "fcn",
      [
        AgentTrial.wakes(10), ("window", .integer(4)), ("max_orders", .integer(2)),
        ("margin", .number(0.1)),
      ], openTicks: 10_000)
    let sent = try AgentTrial.sent([trader], milliseconds: 400)
    // Two of every four forecasts find room, and at the moment of an order's end there is room.
    #expect((18...22).contains(sent.count))
  }

  @Test func `agents of a group differ in their weights`() throws {
    let traders = (0..<2).map { number in
      SimulationPlan.Participant(
        name: "fcn/\(number)", type: "fcn",
        agent: AgentTrial.agent(
          "fcn",
          [
            AgentTrial.wakes(1), ("max_orders", .integer(1_000)), ("noise_deviation", .number(0.1)),
            ("window", .integer(2)),
          ], openTicks: 100_000))
    }
    let lines = try PlanRun(ProbeMarket.plan(traders, milliseconds: 10)).lines
    let (one, other) = (AgentTrial.sent(lines), AgentTrial.sent(lines, agent: 1))
    #expect(one.count >= 9 && other.count >= 9)
    #expect(one.map(\.text) != other.map(\.text))
  }
}
