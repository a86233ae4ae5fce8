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
        book: ProbeMarket.book(openPrice: 100),
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

  /// A maker that refreshes several times within one round trip, alone in its market: how many of
  /// its quotes stood whenever the venue answered it, and the most that stood at any time.
  private static func standing() throws -> (atAnswers: [Int], most: Int) {
    let maker = MarketMaker(
      MarketMaker.Settings(
        book: ProbeMarket.book(openPrice: 100),
        refreshEvery: .milliseconds(1), halfSpread: 3, quantity: Quantity(lots: 8), skew: 2,
        maxPosition: 100))
    let plan = ProbeMarket.plan(
      [
        SimulationPlan.Participant(
          name: "maker/0", type: "market_maker", agent: maker,
          latency: .shiftedGamma(shift: .milliseconds(2), scaleNanoseconds: 1e6))
      ], milliseconds: 300)
    var requests: Set<UInt64> = []
    var (live, most) = (0, 0)
    var atAnswers: [Int] = []
    for line in try PlanRun(plan).lines {
      if line.kind == .sent && line.detail == snapshotRequest { requests.insert(line.words[1]) }
      if line.eventKind == .arrival && requests.contains(line.words[2]) { atAnswers.append(live) }
      guard line.kind == .outcome else { continue }
      if line.detail == MatchingOutcome.Kind.accepted.rawValue { live += 1 }
      if line.detail == MatchingOutcome.Kind.cancelled.rawValue { live -= 1 }
      most = max(most, live)
    }
    return (atAnswers, most)
  }

  /// How a `sent` record names a request for a snapshot.
  private static let snapshotRequest: UInt8 = 6

  @Test func `it never sees quotes of its own, however short its refreshes are`() throws {
    let (atAnswers, most) = try MarketMakerTests.standing()
    #expect(atAnswers.count > 200)
    #expect(atAnswers.allSatisfy { $0 == 0 })
    #expect(most > 2, "quotes of two answers stand at once")
  }

  @Test func `it stops quoting the side that would take it beyond its largest position`() throws {
    let sent = try MarketMakerTests.sent(
      maxPosition: 8, other: ProbeMarket.order(1, .sell, 8, at: 97, life: .immediateOrCancel),
      log: MessageLog())
    #expect(sent.last?.side == .sell)
    #expect(sent.suffix(2).allSatisfy { $0.side == .sell })
  }
}
