import SimKernel
import TestSupport

@testable import Agents

/// A market with one flow agent and whoever else a test adds.
struct FlowRun {
  let run: PlanRun
  /// What the flow, agent 0, sent, as (time of its wake-up or start, kind of request, id or price).
  let sent: [JournalLine]

  init(
    _ flow: any Agent, latency: LatencyModel = .constant(.zero), milliseconds: Int64, seed: UInt64,
    others: [SimulationPlan.Participant] = []
  ) throws {
    var plan = ProbeMarket.plan(
      [SimulationPlan.Participant(name: "flow/0", type: "flow", agent: flow, latency: latency)]
        + others, milliseconds: milliseconds)
    plan.seed = seed
    run = try PlanRun(plan)
    sent = run.lines.filter { $0.kind == .sent && $0.agent == 0 }
  }

  /// Kind of request and what it asks for, without the numbers of events.
  var story: [[UInt64]] {
    sent.map { line in
      var words = line.words
      words[1] = 0
      return words
    }
  }

  static func santaFe(timeUnit: SimDuration) -> ZeroIntelligence<SantaFeLaw> {
    ZeroIntelligence(
      SantaFeLaw(epsilon: 0.1, scaleTicks: 40, widthTicks: 200),
      .init(
        book: ProbeMarket.book(openPrice: 10_000),
        timeUnit: timeUnit, quantity: Quantity(lots: 1)))
  }

  static func skyPerfect(
    depth: Int, timeUnit: SimDuration
  ) -> ZeroIntelligence<ContStoikovTalrejaLaw> {
    ZeroIntelligence(
      ContStoikovTalrejaLaw(.skyPerfect, depth: depth),
      .init(
        book: ProbeMarket.book(openPrice: 10_000),
        timeUnit: timeUnit, quantity: Quantity(lots: 1)))
  }

  static func hawkes(timeUnit: SimDuration) -> HawkesFlow {
    HawkesFlow(
      HawkesFlow.Settings(
        book: ProbeMarket.book(openPrice: 10_000),
        kernels: HawkesProcessTests.flow, timeUnit: timeUnit, depth: 20, depthExponent: 1,
        seedOrders: 400, maxOrders: 5_000, quantity: Quantity(lots: 1)))
  }

  /// Somebody who watches and never trades.
  static func watcher(_ log: MessageLog) -> SimulationPlan.Participant {
    ProbeMarket.probe(
      "watcher/0", onStart: { $0.subscribe(VenueIndex(0), InstrumentIndex(0)) },
      onMessage: { log.note($0, $1) })
  }

  /// Somebody who takes a lot from each side every few milliseconds.
  static func taker(every milliseconds: Int64) -> SimulationPlan.Participant {
    ProbeMarket.probe(
      "taker/0", onStart: { $0.wake(at: .zero + .milliseconds(milliseconds)) },
      onMessage: { message, context in
        guard case .wake = message else { return }
        context.wake(at: context.now + .milliseconds(milliseconds))
        for side in Side.allCases {
          context.submit(
            NewOrder(
              id: context.nextOrderID(), side: side, type: .market,
              timeInForce: .immediateOrCancel, quantity: Quantity(lots: 1)))
        }
      })
  }
}

extension JournalLine {
  /// How a `sent` record names a cancel.
  static var cancelDetail: UInt8 { 1 }

  var isRejection: Bool {
    kind == .outcome && detail == MatchingOutcome.Kind.rejected.rawValue
  }
}
