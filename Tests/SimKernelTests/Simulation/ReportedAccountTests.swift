import SimKernel
import Synchronization
import TestSupport
import Testing

/// What an agent knows of its account is what its reports have told it, no sooner.
struct ReportedAccountTests {
  /// What an agent was shown at one of its wake-ups.
  private struct Look: Hashable, Sendable {
    var milliseconds: Int64
    var lots: Int64
    var cash: Int64
  }

  private final class Looks: Sendable {
    private let stored = Mutex<[Look]>([])

    var all: [Look] { stored.withLock { $0 } }

    func note(_ context: borrowing AgentContext) {
      let look = Look(
        milliseconds: context.now.nanoseconds / 1_000_000,
        lots: context.position(InstrumentIndex(0)).lots,
        cash: context.cash(InstrumentIndex(0)).units)
      stored.withLock { $0.append(look) }
    }
  }

  /// Rests a buy order of 5 lots at 99 and looks at its account when it wakes; at 40 ms all of it
  /// is sold to it, 5 ms away.
  private static func run(
    lookingAt wakes: [Int64], decisionLatency: SimDuration = .zero
  ) throws -> (looks: [Look], run: PlanRun) {
    let looks = Looks()
    let plan = ProbeMarket.plan(
      [
        ProbeMarket.probe(
          "buyer/0", latency: .constant(.milliseconds(5)), decisionLatency: decisionLatency,
          onStart: { context in
            context.submit(ProbeMarket.order(1, .buy, 5, at: 99))
            for time in wakes { context.wake(at: .zero + .milliseconds(time)) }
          },
          onMessage: { message, context in
            if case .wake = message { looks.note(context) }
          }),
        ProbeMarket.sender(
          "seller/0", [(40, ProbeMarket.order(1, .sell, 5, at: 99))], log: MessageLog()),
      ], fees: FeeSchedule(maker: BasisPoints(tenThousandths: 20_000)))
    let run = try PlanRun(plan)
    return (looks.all, run)
  }

  private static let paid: Int64 = 5 * 99 * 10_000 + 5 * 99 * 2

  @Test func `a fill is known when its report arrives, and its fee with it`() throws {
    let (looks, run) = try ReportedAccountTests.run(lookingAt: [39, 41, 44, 46])
    #expect(
      looks == [
        Look(milliseconds: 39, lots: 0, cash: 0), Look(milliseconds: 41, lots: 0, cash: 0),
        Look(milliseconds: 44, lots: 0, cash: 0),
        Look(milliseconds: 46, lots: 5, cash: -ReportedAccountTests.paid),
      ])
    #expect(run.summaries[0].positions == [Quantity(lots: 5)])
    #expect(run.summaries[0].cash == [Money(units: -ReportedAccountTests.paid)])
  }

  @Test func `an agent that thinks knows what it has handled, in the order of its inbox`() throws {
    // Busy from 42 to 52 ms; the report comes at 45.
    let looks = try ReportedAccountTests.run(
      lookingAt: [42, 44, 46], decisionLatency: .milliseconds(10)
    ).looks
    #expect(looks.map(\.milliseconds) == [42, 52, 52])
    #expect(looks.map(\.lots) == [0, 0, 5])
  }

  @Test func `results hold fills whose reports are still on their way`() throws {
    var plan = ProbeMarket.plan([
      ProbeMarket.sender(
        "slow/0", [(1, ProbeMarket.order(1, .buy, 5, at: 99))], log: MessageLog(),
        latency: .constant(.milliseconds(60))),
      ProbeMarket.sender(
        "seller/0", [(70, ProbeMarket.order(1, .sell, 5, at: 99))], log: MessageLog()),
    ])
    plan.recordsDeliveries = true
    let run = try PlanRun(plan)
    #expect(run.summaries.map { $0.positions[0].lots } == [5, -5])
  }

  @Test(arguments: Array(UInt64(0)..<(isFullScale ? 100 : 5)))
  func `every agent's position and cash are the sums of its reports`(seed: UInt64) throws {
    var plan = RandomPlan.make(seed: seed, allowsExternal: false)
    plan.inboxLimit = 2
    let tally = ReportTally()
    for index in plan.participants.indices {
      plan.participants[index].agent = TallyingAgent(
        plan.participants[index].agent, instrumentCount: plan.instruments.count, tally)
    }
    let run = try PlanRun(plan)
    #expect(tally.differences == [], "seed \(seed)")
    #expect(tally.fills <= 2 * run.trades, "seed \(seed)")
    #expect(tally.fills >= run.trades, "seed \(seed)")
  }
}
