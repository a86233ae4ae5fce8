import SimKernel
import TestSupport
import Testing

@testable import Agents

/// The traders who look at moving averages do what their formulas say, order by order.
struct TrendTraderTests {
  private static let mids: [Int64] = [
    100, 100, 100, 101, 103, 104, 104, 103, 101, 98, 97, 97, 97, 99, 102, 102, 101, 100, 100, 100,
  ]

  /// A market that moves every 10 ms, mid by mid, one tick to each side of it.
  private static var market: SimulationPlan.Participant {
    AgentTrial.market(
      mids.enumerated().map {
        AgentTrial.Step(
          milliseconds: Int64($0.offset) * 10, bid: $0.element - 1, ask: $0.element + 1)
      })
  }

  /// Signed lots sent at each step; the trader's moment lies somewhere within its step.
  private static func lots(_ trader: SimulationPlan.Participant) throws -> [Int64] {
    var lots = [Int64](repeating: 0, count: mids.count)
    let length = Int64(mids.count) * 10
    for sent in try AgentTrial.sent([trader, market], milliseconds: length - 1) {
      lots[Int(sent.milliseconds / 10)] += sent.lots
    }
    return lots
  }

  /// The mean of the last `count` mids up to a place.
  private static func mean(_ count: Int, at place: Int) -> Double {
    Double(mids[(place - count + 1)...place].reduce(0, +)) / Double(count)
  }

  @Test(arguments: [0, 0.25, 0.75])
  func `momentum buys where the short average is above the long one by the threshold`(
    threshold: Double
  ) throws {
    let trader = AgentTrial.participant(
      "momentum",
      [
        AgentTrial.wakes(10), ("short_window", .integer(2)), ("long_window", .integer(4)),
        ("threshold", .number(threshold)), AgentTrial.lots("quantity", 3),
      ])
    let expected = TrendTraderTests.mids.indices.map { place -> Int64 in
      guard place >= 3 else { return 0 }
      let lead = TrendTraderTests.mean(2, at: place) - TrendTraderTests.mean(4, at: place)
      return lead > threshold ? 3 : lead < -threshold ? -3 : 0
    }
    #expect(Set(expected) == [-3, 0, 3])
    #expect(try TrendTraderTests.lots(trader) == expected)
  }

  @Test func `momentum stops at its largest position`() throws {
    let trader = AgentTrial.participant(
      "momentum",
      [
        AgentTrial.wakes(10), ("short_window", .integer(2)), ("long_window", .integer(4)),
        AgentTrial.lots("quantity", 3), ("max_position", .integer(4)),
      ])
    // Above from the fourth mid to the seventh, then below until the thirteenth, above, below.
    #expect(
      try TrendTraderTests.lots(trader) == [
        0, 0, 0, 3, 1, 0, 0, 0, -3, -3, -2, 0, 0, 3, 3, 2, 0, -3, -3, -2,
      ])
  }

  @Test func `mean reversion opens against a deviation and closes when it is gone`() throws {
    let trader = AgentTrial.participant(
      "mean_reversion",
      [
        AgentTrial.wakes(10), ("window", .integer(5)), ("entry", .number(1.4)),
        ("exit", .number(0.6)), AgentTrial.lots("quantity", 7),
      ])
    var position: Int64 = 0
    let expected = TrendTraderTests.mids.indices.map { place -> Int64 in
      guard place >= 4 else { return 0 }
      let mean = TrendTraderTests.mean(5, at: place)
      let squares = TrendTraderTests.mids[(place - 4)...place].map { Double($0 * $0) }
      let deviation = (squares.reduce(0, +) / 5 - mean * mean).squareRoot()
      let score = (Double(TrendTraderTests.mids[place]) - mean) / deviation
      let before = position
      if abs(score) <= 0.6 { position = 0 }
      if abs(score) >= 1.4 { position = score > 0 ? -7 : 7 }
      return position - before
    }
    #expect(expected.contains { $0 < 0 } && expected.contains { $0 > 0 })
    #expect(try TrendTraderTests.lots(trader) == expected)
  }

  @Test func `a window keeps exact sums of its latest numbers`() {
    var window = SampleWindow(length: 3)
    for number in [5, -4_000_000_000, 4_000_000_000, 1, 2] as [Int64] { window.add(number) }
    #expect(window.sum == 4_000_000_003)
    #expect(window.sumOfSquares == 16_000_000_000_000_000_005)
    #expect(window.oldest == 4_000_000_000)
    var flat = SampleWindow(length: 2)
    flat.add(7)
    flat.add(7)
    #expect(flat.score(of: 7) == nil)
  }

  @Test func `an order that cannot be is a fault of the scenario`() {
    func faults(_ name: String, _ values: [(String, ParameterValue)]) -> [String] {
      let types = AgentCatalog.standard.map(\.declaration)
      guard let type = types.first(where: { $0.name == name }) else { return ["no \(name)"] }
      let values = ParameterValues(values, declared: type.parameters)
      return type.check(values, .zero ... .distantFuture).map(\.message)
    }
    #expect(
      faults("momentum", [("short_window", .integer(50))]) == [
        "short_window is 50, allowed is less than long_window, 50"
      ])
    #expect(
      faults("mean_reversion", [("exit", .number(2))]) == [
        "exit is 2.0, allowed is less than entry, 2.0"
      ])
    #expect(
      faults("mean_reversion", [("window", .integer(2))]) == [
        "entry is 2.0, which no sample of 2 reaches, allowed is 1.0 at the most"
      ])
  }
}
