import SimKernel
import TestSupport
import Testing

@testable import Agents

/// Traders of two books: of one instrument at two venues, and of two instruments.
struct RelativeValueTests {
  private static func arbitrageur(
    latency: LatencyModel = .constant(.zero), minEdge: Int64 = 1
  ) -> SimulationPlan.Participant {
    AgentTrial.participant(
      "latency_arbitrageur",
      [
        ("first_venue", .venue(VenueIndex(0))), ("second_venue", .venue(VenueIndex(1))),
        ("min_edge", .integer(minEdge)), AgentTrial.wakes(5),
        AgentTrial.lots("max_quantity", 9),
      ], latency: latency)
  }

  private static func run(
    _ arbitrageur: SimulationPlan.Participant, first: [AgentTrial.Step], second: [AgentTrial.Step]
  ) throws -> (texts: [String], venues: [UInt16], summary: AgentSummary) {
    var plan = ProbeMarket.plan(
      [
        arbitrageur, AgentTrial.market(first, name: "first/0"),
        AgentTrial.market(second, venue: 1, name: "second/0"),
      ], milliseconds: 60)
    plan.venues.append(VenueDescription(name: "W"))
    let run = try PlanRun(plan)
    let sent = AgentTrial.sent(run.lines)
    return (sent.map(\.text), sent.map(\.order.venue.value), run.summaries[0])
  }

  private static let calm = [AgentTrial.Step(milliseconds: 0, bid: 99, ask: 101, lots: 7)]
  private static let jump =
    calm + [AgentTrial.Step(milliseconds: 10, bid: 105, ask: 107, lots: 12)]

  @Test func `it buys where the ask is below the other venue's bid, as much as both show`() throws {
    let (texts, venues, summary) = try RelativeValueTests.run(
      RelativeValueTests.arbitrageur(), first: RelativeValueTests.calm,
      second: RelativeValueTests.jump)
    #expect(texts == ["buy 7 @ 101", "sell 7 @ 105"])
    #expect(venues == [0, 1])
    #expect(summary.positions == [.zero])
    #expect(summary.cash == [Money(units: 4 * 7 * 10_000)])
  }

  @Test func `it buys at the second venue where that one is cheap`() throws {
    let (texts, venues, _) = try RelativeValueTests.run(
      RelativeValueTests.arbitrageur(), first: RelativeValueTests.jump,
      second: RelativeValueTests.calm)
    #expect(texts == ["buy 7 @ 101", "sell 7 @ 105"])
    #expect(venues == [1, 0])
  }

  @Test func `an edge below the least one is left alone`() throws {
    let (texts, _, _) = try RelativeValueTests.run(
      RelativeValueTests.arbitrageur(minEdge: 5), first: RelativeValueTests.calm,
      second: RelativeValueTests.jump)
    #expect(texts == [])
  }

  @Test func `a leg that comes too late leaves a position, which it closes`() throws {
    let moved =
      RelativeValueTests.calm + [AgentTrial.Step(milliseconds: 11, bid: 103, ask: 104, lots: 20)]
    let (texts, venues, summary) = try RelativeValueTests.run(
      RelativeValueTests.arbitrageur(latency: .constant(.milliseconds(2))), first: moved,
      second: RelativeValueTests.jump)
    // The offer at 101 has gone when its order arrives; it has sold 7, and buys them at 104.
    #expect(Array(texts.prefix(3)) == ["buy 7 @ 101", "sell 7 @ 105", "buy 7"])
    #expect(Array(venues.prefix(3)) == [0, 1, 0])
    #expect(summary.positions == [.zero])
  }

  @Test func `pairs sells the dear one, buys the cheap one and goes back`() throws {
    let firsts: [Int64] = [100, 100, 100, 101, 100, 108, 108, 104, 104, 104, 96, 96, 104, 104, 104]
    let seconds: [Int64] = firsts.enumerated().map { 50 + Int64($0.offset % 2) }
    let trader = AgentTrial.participant(
      "pairs",
      [
        ("first_instrument", .instrument(InstrumentIndex(0))),
        ("second_instrument", .instrument(InstrumentIndex(1))), AgentTrial.wakes(10),
        ("window", .integer(5)), ("entry", .number(1.5)), ("exit", .number(0.7)),
        ("hedge_ratio", .number(1.6)), AgentTrial.lots("quantity", 10),
      ])
    func market(_ mids: [Int64], _ instrument: UInt16) -> SimulationPlan.Participant {
      AgentTrial.market(
        mids.enumerated().map {
          AgentTrial.Step(
            milliseconds: Int64($0.offset) * 10, bid: $0.element - 1, ask: $0.element + 1)
        }, instrument: instrument, name: "market/\(instrument)")
    }
    let sent = try AgentTrial.sent(
      [trader, market(firsts, 0), market(seconds, 1)],
      milliseconds: Int64(firsts.count) * 10 - 1, instruments: 2)
    let expected = RelativeValueTests.expectedPairs(firsts, seconds)
    #expect(expected.contains(10) && expected.contains(-10))
    for (instrument, lots) in [(0, [Int64](expected)), (1, expected.map { -$0 / 10 * 16 })] {
      var found = [Int64](repeating: 0, count: firsts.count)
      for order in sent where Int(order.order.instrument.value) == instrument {
        found[Int(order.milliseconds / 10)] += order.lots
      }
      #expect(found == lots, "instrument \(instrument)")
    }
  }

  /// Lots of the first instrument at each step, by the formula.
  private static func expectedPairs(_ firsts: [Int64], _ seconds: [Int64]) -> [Int64] {
    let spreads = zip(firsts, seconds).map { Double($0) - 1.6 * Double($1) }
    var position: Int64 = 0
    return spreads.indices.map { place in
      guard place >= 4 else { return 0 }
      let window = spreads[(place - 4)...place]
      let mean = window.reduce(0, +) / 5
      let variance = window.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 5
      let score = (spreads[place] - mean) / variance.squareRoot()
      let before = position
      if abs(score) <= 0.7 { position = 0 }
      if abs(score) >= 1.5 { position = score > 0 ? -10 : 10 }
      return position - before
    }
  }

  @Test func `two names for one book are a fault of the scenario`() {
    func faults(_ name: String, _ values: [(String, ParameterValue)]) -> [String] {
      let types = AgentCatalog.standard.map(\.declaration)
      guard let type = types.first(where: { $0.name == name }) else { return ["no \(name)"] }
      let values = ParameterValues(values, declared: type.parameters)
      return type.check(values, .zero ... .distantFuture).map(\.message)
    }
    let venue = ParameterValue.venue(VenueIndex(1))
    #expect(
      faults("latency_arbitrageur", [("first_venue", venue), ("second_venue", venue)]) == [
        "first_venue and second_venue are one venue, allowed are two"
      ])
    let instrument = ParameterValue.instrument(InstrumentIndex(1))
    #expect(
      faults("pairs", [("first_instrument", instrument), ("second_instrument", instrument)]) == [
        "first_instrument and second_instrument are one, allowed are two"
      ])
  }
}
