import Agents
import SimKernel
import TestSupport
import Testing

struct ExternalTests {
  /// A day with an external agent that is woken at fixed times.
  private static func plan(
    every period: SimDuration, thinking: SimDuration = .zero, end: SimDuration = .hours(24),
    with others: [SimulationPlan.Participant] = []
  ) -> SimulationPlan {
    let seat = SimulationPlan.Participant(
      name: "seat/0", type: "external",
      agent: External(
        venue: VenueIndex(0), instrument: InstrumentIndex(0), wakeEvery: period),
      decisionLatency: thinking, isExternal: true)
    var plan = ProbeMarket.plan([seat] + others)
    plan.end = plan.start + end
    return plan
  }

  /// The moments of the first decisions, milliseconds; each passes with what `decide` sends.
  private static func decisions(
    _ plan: SimulationPlan, count: Int, decide: (inout AgentContext) -> Void = { _ in }
  ) throws -> [Double] {
    var simulation = try Simulation(plan)
    var times: [Double] = []
    while times.count < count {
      let reason = simulation.advance(until: .end)
      guard case .decision = reason else {
        #expect(reason == .finished)
        break
      }
      times.append(Double(simulation.now.nanoseconds) / 1e6)
      simulation.decide(decide)
    }
    return times
  }

  @Test func `one wake-up is pending at a time, however long the day`() throws {
    var plan = ExternalTests.plan(every: .milliseconds(1))
    plan.pendingEventLimit = 1
    #expect(try ExternalTests.decisions(plan, count: 4) == [1, 2, 3, 4])
  }

  @Test func `the last wake-up is not after the end`() throws {
    let plan = ExternalTests.plan(every: .milliseconds(3), end: .milliseconds(9))
    #expect(try ExternalTests.decisions(plan, count: 100) == [3, 6, 9])
  }

  @Test func `wake-ups that pass while it thinks are left out and the others keep their times`()
    throws
  {
    // Woken at 1, it thinks until 3.5; the wake-up of 2 waits until then, that of 3 is left out.
    let plan = ExternalTests.plan(every: .milliseconds(1), thinking: .microseconds(2_500))
    #expect(try ExternalTests.decisions(plan, count: 5) == [1, 3.5, 6, 8.5, 11])
  }

  @Test func `a full inbox does not end its wake-ups`() throws {
    let maker = ProbeMarket.probe(
      "maker/0",
      onStart: { $0.wake(at: .zero + .microseconds(100)) },
      onMessage: { message, context in
        guard case .wake = message else { return }
        context.submit(
          ProbeMarket.order(context.nextOrderID().value, .buy, 1, at: 50))
        context.wake(at: context.now + .microseconds(100))
      })
    var plan = ExternalTests.plan(
      every: .milliseconds(2), thinking: .milliseconds(1), end: .milliseconds(100), with: [maker])
    plan.inboxLimit = 1
    // The quotes of the first 20 ms keep its inbox full when it is woken.
    let times = try ExternalTests.decisions(plan, count: 1_000) { context in
      if context.now < .zero + .milliseconds(20) {
        context.subscribe(VenueIndex(0), InstrumentIndex(0))
      } else {
        context.unsubscribe(VenueIndex(0), InstrumentIndex(0))
      }
    }
    #expect(times.suffix(30) == (21...50).map { Double($0) * 2 }[...], "\(times)")
  }
}
