import SimKernel
import TestSupport
import Testing

@testable import Agents

/// Spoofers, igniters and stuffers do what they are called for, order by order.
struct DisruptiveTraderTests {
  private static var market: SimulationPlan.Participant {
    AgentTrial.market([AgentTrial.Step(milliseconds: 0, bid: 98, ask: 102)])
  }

  /// Orders and how many cancels, of the first participant.
  private static func run(
    _ trader: SimulationPlan.Participant, milliseconds: Int64, seed: UInt64 = 1
  ) throws -> (sent: [AgentTrial.Sent], cancels: Int, run: PlanRun, live: Int) {
    var plan = ProbeMarket.plan([trader, market], milliseconds: milliseconds)
    plan.seed = seed
    var simulation = try Simulation(plan, keepsJournal: true)
    let run = PlanRun(finishing: &simulation)
    let cancels = run.lines.count { $0.kind == .sent && $0.agent == 0 && $0.detail == 1 }
    return (AgentTrial.sent(run.lines), cancels, run, simulation.liveOrderCount)
  }

  private static let spoofing: [(String, ParameterValue)] = [
    AgentTrial.wakes(20), ("hold", .duration(.milliseconds(8))), ("layers", .integer(3)),
    ("distance", .integer(2)), AgentTrial.lots("spoof_quantity", 50),
    AgentTrial.lots("quantity", 4),
  ]

  @Test func `a spoofer joins one side and shows layers on the other, then takes all back`() throws
  {
    let spoofer = AgentTrial.participant("spoofer", DisruptiveTraderTests.spoofing)
    let (sent, cancels, run, live) = try DisruptiveTraderTests.run(spoofer, milliseconds: 199)
    let selling = ["sell 4 @ 102", "buy 50 @ 96", "buy 50 @ 95", "buy 50 @ 94"]
    let buying = ["buy 4 @ 98", "sell 50 @ 104", "sell 50 @ 105", "sell 50 @ 106"]
    let cycles = stride(from: 0, to: sent.count, by: 4).map {
      sent[$0..<min($0 + 4, sent.count)].map(\.text)
    }
    #expect(cycles.count == 10)
    #expect(cycles.allSatisfy { $0 == selling || $0 == buying })
    #expect(Set(cycles) == [selling, buying])
    #expect(cancels == 40 - (live - 2))
    #expect(run.trades == 0)
  }

  @Test func `a spoofer whose layer is hit closes the position with its genuine order`() throws {
    let log = MessageLog()
    let spoofer = AgentTrial.participant("spoofer", DisruptiveTraderTests.spoofing)
    let raider = ProbeMarket.sender(
      "raider/0",
      (0..<40).map {
        let order = ProbeMarket.order(
          UInt64($0) + 1, .sell, 1_000_050, at: 1, life: .immediateOrCancel)
        return (Int64($0), order)
      }, log: log)
    let market = AgentTrial.market(
      (0..<40).map { AgentTrial.Step(milliseconds: $0, bid: 98, ask: 102) })
    var sent: [AgentTrial.Sent] = []
    // The first seed whose first cycle shows bids, which the raids of every millisecond hit.
    for seed in 0..<20 as Range<UInt64> where sent.isEmpty {
      let found = try AgentTrial.sent([spoofer, market, raider], milliseconds: 39, seed: seed)
      if found.first?.order.side == .sell && log.reports.contains(where: { $0.isTrade }) {
        sent = found
      }
    }
    let second = sent.dropFirst(4).first
    #expect(second?.order.side == .sell)
    #expect((second?.order.quantity.lots ?? 0) > 4, "\(sent.map(\.text))")
  }

  @Test func `an igniter pushes in a burst and goes back after its holding time`() throws {
    let igniter = AgentTrial.participant(
      "momentum_igniter",
      [
        AgentTrial.wakes(100), ("burst", .integer(3)), ("gap", .duration(.milliseconds(5))),
        ("hold", .duration(.milliseconds(20))), AgentTrial.lots("quantity", 4),
      ])
    var signs: Set<Int64> = []
    for seed in 0..<8 as Range<UInt64> {
      let (sent, _, run, _) = try DisruptiveTraderTests.run(
        igniter, milliseconds: 199, seed: seed)
      let sign = sent[0].lots.signum()
      signs.insert(sign)
      #expect(sent.prefix(4).map(\.lots) == [4, 4, 4, -12].map { $0 * sign })
      let times = sent.prefix(4).map { $0.time - sent[0].time }
      #expect(times == [0, 5_000_000, 10_000_000, 30_000_000])
      #expect(sent.count == 8 || run.summaries[0].positions[0] != .zero, "seed \(seed)")
    }
    #expect(signs == [-1, 1])
  }

  @Test func `an igniter in an empty market goes on trying`() throws {
    let igniter = AgentTrial.participant(
      "momentum_igniter",
      [AgentTrial.wakes(50), ("burst", .integer(2)), ("gap", .duration(.milliseconds(1)))])
    let sent = try AgentTrial.sent([igniter], milliseconds: 5_000)
    #expect(sent.count { $0.milliseconds > 4_000 } >= 2)
  }

  @Test func `a stuffer cancels every order at once and never trades`() throws {
    let stuffer = AgentTrial.participant(
      "quote_stuffer",
      [
        AgentTrial.wakes(50), ("burst", .integer(6)), ("gap", .duration(.milliseconds(1))),
        ("distance", .integer(7)), AgentTrial.lots("quantity", 3),
      ])
    let (sent, cancels, run, live) = try DisruptiveTraderTests.run(stuffer, milliseconds: 49)
    #expect(
      sent.map(\.text) == [
        "buy 3 @ 91", "sell 3 @ 109", "buy 3 @ 91", "sell 3 @ 109", "buy 3 @ 91", "sell 3 @ 109",
      ])
    #expect(cancels == 6 && run.trades == 0 && live == 2)
  }

  @Test func `a stuffer leaves orders out while too many are on their way`() throws {
    let stuffer = AgentTrial.participant(
      "quote_stuffer",
      [
        AgentTrial.wakes(200), ("burst", .integer(40)), ("gap", .duration(.milliseconds(1))),
        ("max_orders", .integer(5)),
      ], latency: .constant(.milliseconds(10)))
    let sent = try DisruptiveTraderTests.run(stuffer, milliseconds: 399).sent
    // Five in the 20 ms of a round trip, two round trips in the 40 ms of a burst.
    #expect(sent.count == 20)
  }
}
