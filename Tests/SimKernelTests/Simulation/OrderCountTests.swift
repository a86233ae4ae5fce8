import TestSupport
import Testing

@testable import SimKernel

/// A run counts limit orders that rested, executions and cancels that were asked for.
struct OrderCountTests {
  private static func counts(
    _ first: [(milliseconds: Int64, order: NewOrder)],
    _ second: [(milliseconds: Int64, order: NewOrder)] = []
  ) throws -> OrderCounts {
    let plan = ProbeMarket.plan([
      ProbeMarket.sender("first/0", first, log: MessageLog()),
      ProbeMarket.sender("second/0", second, log: MessageLog()),
      ProbeMarket.probe(
        "third/0",
        onStart: { context in
          for id in 1...3 as ClosedRange<UInt64> {
            context.submit(ProbeMarket.order(id, .buy, 1, at: Int64(10 + id)))
          }
          context.cancel(CancelRequest(id: ClientOrderID(1)))
          context.cancel(CancelRequest(id: ClientOrderID(1)))
          context.cancelAll(MassCancelRequest(instrument: InstrumentIndex(0)))
        }),
    ])
    var simulation = try Simulation(plan)
    _ = simulation.advance(until: .end)
    return simulation.orderCounts
  }

  @Test func `cancels count once an order, whichever way was asked`() throws {
    let counts = try OrderCountTests.counts([])
    #expect(counts.rested == 3)
    #expect(counts.cancels == 3)
    #expect(counts.executions == 0)
  }

  @Test func `an order of which a rest stays counts as resting, a filled one does not`() throws {
    let resting = [(milliseconds: Int64(1), order: ProbeMarket.order(1, .sell, 10, at: 101))]
    // 4 trade in full, 6 of 9 trade and 3 rest.
    let counts = try OrderCountTests.counts(
      resting,
      [
        (2, ProbeMarket.order(1, .buy, 4, at: 101)), (3, ProbeMarket.order(2, .buy, 9, at: 101)),
      ])
    #expect(counts.rested == 3 + 2)
    #expect(counts.executions == 2)
  }

  @Test func `immediate, stop and refused orders do not rest`() throws {
    let counts = try OrderCountTests.counts([
      (1, ProbeMarket.order(1, .buy, 1, at: 90, life: .immediateOrCancel)),
      (2, ProbeMarket.order(2, .buy, 1, at: 90, stop: 95)),
      (3, ProbeMarket.order(3, .buy, 0, at: 90)),
    ])
    #expect(counts.rested == 3)
    #expect(counts.cancels == 3)
  }
}
