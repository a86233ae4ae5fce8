import TestSupport
import Testing

@testable import SimKernel

/// The check of the invariants ends the process where open orders are not what is kept of them.
struct ExposureInvariantTests {
  /// A market with one order of 5 lots in the book and one of 7 lots under way.
  private static func market() throws -> Simulation {
    let plan = ProbeMarket.plan([
      ProbeMarket.probe(
        "a/0", latency: .constant(.milliseconds(10)),
        onStart: { context in
          context.submit(ProbeMarket.order(1, .buy, 5, at: 99))
          context.wake(at: .zero + .milliseconds(15))
        },
        onMessage: { message, context in
          if case .wake = message { context.submit(ProbeMarket.order(2, .sell, 7, at: 101)) }
        })
    ])
    var simulation = try Simulation(plan)
    var words: [UInt64] = []
    PlanRun.advance(&simulation, until: .time(.zero + .milliseconds(16)), into: &words)
    return simulation
  }

  /// Optimised builds end without the text.
  private static func expectMessage(_ text: String, _ end: ExitTest.Result?) {
    #if DEBUG
      let found = String(decoding: end?.standardErrorContent ?? [], as: UTF8.self)
      #expect(found.contains(text), "\(found)")
    #endif
  }

  @Test func `orders in the book and under way count as open`() throws {
    let simulation = try ExposureInvariantTests.market()
    simulation.checkInvariants()
    let open = simulation.kernel.pointee.countOpenOrders()
    #expect(open.orders == [2] && open.buys == [5] && open.sells == [7])
  }

  @Test func `a lot too many that counts as open ends the process`() async {
    let end = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let simulation = try ExposureInvariantTests.market()
      simulation.kernel.pointee.accounts.base[0].openSells += 1
      simulation.checkInvariants()
    }
    ExposureInvariantTests.expectMessage(
      "agent 0, instrument 0: lots open (5, 7), kept (5, 8)", end)
  }

  @Test func `an order too few that counts as open ends the process`() async {
    let end = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let simulation = try ExposureInvariantTests.market()
      simulation.kernel.pointee.states.base[0].openOrders -= 1
      simulation.checkInvariants()
    }
    ExposureInvariantTests.expectMessage("agent 0: 2 open orders, kept 1", end)
  }
}
