import TestSupport
import Testing

@testable import SimKernel

/// The journal tells a refused change from a refused order by the record alone.
struct RefusedChangeRecordTests {
  /// The titles of an agent's refusals, when it sends one of each kind.
  private static func titles() throws -> [String] {
    let id = ClientOrderID(1)
    let plan = ProbeMarket.plan([
      ProbeMarket.probe(
        "a/0", limits: RiskLimits(orderQuantity: 9),
        onStart: { context in
          context.submit(ProbeMarket.order(1, .sell, 5, at: 101))
          context.submit(ProbeMarket.order(1, .sell, 5, at: 101))
          context.cancel(CancelRequest(id: ClientOrderID(2)))
          context.replace(ReplaceRequest(id: id, quantity: Quantity(lots: 10)))
          context.replace(ReplaceRequest(id: id, quantity: Quantity(lots: 0)))
        })
    ])
    return try PlanRun(plan).lines.compactMap { DecodedRecord($0.words) }
      .filter { $0.kind == .outcome }.map(\.title)
  }

  @Test func `a refused order is rejected, a refused change is a change rejected`() throws {
    #expect(
      try RefusedChangeRecordTests.titles() == [
        "accepted", "rejected", "change rejected", "change rejected", "change rejected",
      ])
  }
}
