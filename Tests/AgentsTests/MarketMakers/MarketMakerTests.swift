import SimKernel
import TestSupport
import Testing

@testable import Agents

/// The market maker quotes around the mid and leans against its inventory.
struct MarketMakerTests {
  /// What a maker sends that is alone but for one order of somebody else at 20 ms.
  private static func sent(
    maxPosition: Int64, other: NewOrder, log: MessageLog
  ) throws -> [(side: Side, lots: Int64, ticks: Int64)] {
    let maker = MarketMaker(
      MarketMaker.Settings(
        venue: VenueIndex(0), instrument: InstrumentIndex(0), openPrice: Price(ticks: 100),
        refreshEvery: .milliseconds(10), halfSpread: 3, quantity: Quantity(lots: 8), skew: 2,
        maxPosition: maxPosition))
    let plan = ProbeMarket.plan(
      [
        SimulationPlan.Participant(name: "maker/0", type: "market_maker", agent: maker),
        ProbeMarket.sender("other/0", [(20, other)], log: log),
      ], milliseconds: 40)
    return try PlanRun(plan).lines.compactMap { line in
      guard line.kind == .sent, line.agent == 0, line.detail == 0,
        let order = SentOrders.order(line)
      else { return nil }
      return (order.side, order.quantity.lots, order.price.ticks)
    }
  }

  @Test func `it quotes both sides at half a spread from the mid`() throws {
    let sent = try MarketMakerTests.sent(
      maxPosition: 100, other: ProbeMarket.order(1, .buy, 1, at: 1), log: MessageLog())
    #expect(sent.count >= 6)
    #expect(sent.filter { $0.side == .buy }.allSatisfy { $0.ticks == 97 && $0.lots == 8 })
    #expect(sent.filter { $0.side == .sell }.allSatisfy { $0.ticks == 103 && $0.lots == 8 })
  }

  @Test func `it moves both quotes down after it has bought, and up after it has sold`() throws {
    let log = MessageLog()
    let bought = try MarketMakerTests.sent(
      maxPosition: 100, other: ProbeMarket.order(1, .sell, 8, at: 97, life: .immediateOrCancel),
      log: log)
    #expect(log.reports.contains { $0.isTrade })
    #expect(bought.suffix(2).allSatisfy { $0.ticks < ($0.side == .buy ? 97 : 103) })
    let sold = try MarketMakerTests.sent(
      maxPosition: 100, other: ProbeMarket.order(1, .buy, 8, at: 103, life: .immediateOrCancel),
      log: MessageLog())
    #expect(sold.suffix(2).allSatisfy { $0.ticks > ($0.side == .buy ? 97 : 103) })
  }

  @Test func `it stops quoting the side that would take it beyond its largest position`() throws {
    let sent = try MarketMakerTests.sent(
      maxPosition: 8, other: ProbeMarket.order(1, .sell, 8, at: 97, life: .immediateOrCancel),
      log: MessageLog())
    #expect(sent.last?.side == .sell)
    #expect(sent.suffix(2).allSatisfy { $0.side == .sell })
  }
}
