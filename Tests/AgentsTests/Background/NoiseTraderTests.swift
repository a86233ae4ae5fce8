import SimKernel
import TestSupport
import Testing

@testable import Agents

/// The background flow draws each of its actions anew.
struct NoiseTraderTests {
  /// A lone trader whose questions take much longer than its wake-ups are apart.
  private static func orders(seed: UInt64) throws -> [NewOrder] {
    let trader = NoiseTrader(
      NoiseTrader.Settings(
        book: ProbeMarket.book(openPrice: 100_000),
        meanWake: .milliseconds(5), limitChance: 1, cancelChance: 0, maxDistance: 50_000,
        maxQuantity: 1_000_000, maxOrders: 10_000))
    var plan = ProbeMarket.plan(
      [
        SimulationPlan.Participant(
          name: "noise/0", type: "noise", agent: trader, latency: .constant(.milliseconds(20)))
      ], milliseconds: 1_000)
    plan.seed = seed
    return try PlanRun(plan).lines.compactMap { line in
      line.kind == .sent && line.detail == 0 ? SentOrders.order(line) : nil
    }
  }

  @Test(arguments: Array(UInt64(0)..<20))
  func `wake-ups that pass before an answer do not repeat the draws of its action`(
    seed: UInt64
  ) throws {
    let orders = try NoiseTraderTests.orders(seed: seed)
    #expect(orders.count > 100, "seed \(seed)")
    let repeats = zip(orders, orders.dropFirst()).count {
      $0.quantity == $1.quantity && $0.side == $1.side
    }
    // Sizes to a million: two in a row are equal by chance once in 10,000 runs.
    #expect(repeats == 0, "seed \(seed)")
  }

  @Test(arguments: Array(UInt64(0)..<20))
  func `an order lies within the distance of the mid and the size`(seed: UInt64) throws {
    for order in try NoiseTraderTests.orders(seed: seed) {
      #expect((1...1_000_000).contains(order.quantity.lots), "seed \(seed)")
      #expect((0...200_000).contains(order.price.ticks), "seed \(seed)")
    }
  }
}
