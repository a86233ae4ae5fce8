import SimKernel
import TestSupport
import Testing

@testable import Agents

/// The adaptive market maker's ladders follow spread and volume.
struct AdaptiveMarketMakerTests {
  private static func settings(lean: Double = 0) -> AdaptiveMarketMaker.Settings {
    AdaptiveMarketMaker.Settings(
      book: ProbeMarket.book(openPrice: 100), meanWake: .milliseconds(10),
      lookback: .milliseconds(60), participation: 0.025, minQuantity: 1, levels: 10,
      levelSpacing: 5, spreadWeight: 0.75, priceSkew: 4, inventoryLean: lean, minImbalance: 0.9)
  }

  private static func ladder(
    mid: Int64, spread: Double, bought: Int64, sold: Int64, position: Double = 0,
    lean: Double = 0
  ) -> AdaptiveMarketMaker.Ladder? {
    AdaptiveMarketMaker.Ladder(
      mid: mid, spread: spread, traded: TradedVolume(bought: bought, sold: sold),
      position: position, settings(lean: lean))
  }

  @Test func `a ladder is as computed by hand`() throws {
    // Halves of 3.3: 1 down for the bid, 2 up for the ask; rungs of 16.5, which goes to even.
    let first = try #require(
      AdaptiveMarketMakerTests.ladder(mid: 100_000, spread: 3.3, bought: 0, sold: 0))
    #expect(first.bid == 99_999 && first.ask == 100_002 && first.rung == 16)
    #expect(first.buyLots == 1 && first.sellLots == 1)
    // 3 of 4 lots bought: mid + 4 x 0.5; 0.025 x 4,000 lots.
    let second = try #require(
      AdaptiveMarketMakerTests.ladder(mid: 100_000, spread: 2, bought: 3_000, sold: 1_000))
    #expect(second.bid == 100_001 && second.ask == 100_003 && second.rung == 10)
    #expect(second.buyLots == 100 && second.sellLots == 100)
    // A move of -1.33 is cut to a whole tick: 99998.67 is 99998.
    let third = try #require(
      AdaptiveMarketMakerTests.ladder(mid: 100_000, spread: 0.1, bought: 1, sold: 2))
    #expect(third.bid == 99_998 && third.ask == 99_999 && third.rung == 1)
  }

  @Test func `a lean moves size from one side to the other`() throws {
    let long = try #require(
      AdaptiveMarketMakerTests.ladder(
        mid: 100, spread: 2, bought: 2_000, sold: 2_000, position: 1_000, lean: 0.01))
    #expect(long.sellLots == 100 && long.buyLots == 1)
  }

  @Test func `a number that is none makes no ladder`() {
    #expect(AdaptiveMarketMakerTests.ladder(mid: 1, spread: .nan, bought: 0, sold: 0) == nil)
  }

  /// The orders of a maker in a market where others quote 98 and 102 from 2 ms on.
  private static func orders(
    _ others: [(milliseconds: Int64, order: NewOrder)]
  ) throws -> [(time: Int64, order: NewOrder)] {
    let maker = AdaptiveMarketMaker(settings())
    let plan = ProbeMarket.plan(
      [
        SimulationPlan.Participant(name: "maker/0", type: "maker", agent: maker),
        ProbeMarket.sender("other/0", others, log: MessageLog()),
      ], milliseconds: 300)
    return try PlanRun(plan).lines.compactMap { line in
      guard line.kind == .sent, line.agent == 0, line.detail == 0,
        let order = SentOrders.order(line)
      else { return nil }
      return (line.signed(2), order)
    }
  }

  @Test func `it orders ten rungs a side, and goes on where it has found an empty book`() throws {
    let orders = try AdaptiveMarketMakerTests.orders([
      (150, ProbeMarket.order(1, .buy, 50, at: 980)),
      (150, ProbeMarket.order(2, .sell, 50, at: 1_020)),
    ])
    // Awake since the start, with no price for half of the time.
    #expect(orders.count >= 100 && orders.count % 20 == 0)
    #expect(orders.allSatisfy { $0.time >= 150_000_000 })
    let bids = orders.prefix(20).filter { $0.order.side == .buy }.map(\.order.price.ticks)
    // S = 0.75 x 40 + 0.25 x 50 = 42.5: bids from 1000 - 21 in steps of 212.
    #expect(bids == (0..<10).map { 979 - 212 * $0 })
    let asks = orders.prefix(20).filter { $0.order.side == .sell }.map(\.order.price.ticks)
    #expect(asks == (0..<10).map { 1_022 + 212 * $0 })
  }

  @Test func `a lopsided book brings a second ladder at once`() throws {
    let quiet: [(milliseconds: Int64, order: NewOrder)] = [
      (1, ProbeMarket.order(1, .buy, 50, at: 980)),
      (1, ProbeMarket.order(2, .sell, 50, at: 1_020)),
    ]
    let rush = quiet + [(200, ProbeMarket.order(3, .buy, 100_000, at: 900))]
    let before = try AdaptiveMarketMakerTests.orders(quiet)
    let after = try AdaptiveMarketMakerTests.orders(rush)
    #expect(before.filter { $0.time == 200_000_000 }.isEmpty)
    #expect(after.filter { $0.time == 200_000_000 }.count == 20)
  }
}
