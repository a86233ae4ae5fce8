import TestSupport
import Testing

@testable import SimKernel

/// Those who watch a book are told when it becomes lopsided, and when it no longer is.
struct ImbalanceTests {
  @Test func `a book is lopsided above the limit, not at it`() {
    #expect(Kernel.lopsided(bids: 10, asks: 1, above: 900_000) == nil)
    #expect(Kernel.lopsided(bids: 11, asks: 1, above: 900_000) == .buy)
    #expect(Kernel.lopsided(bids: 1, asks: 11, above: 900_000) == .sell)
    #expect(Kernel.lopsided(bids: 0, asks: 0, above: 0) == nil)
    #expect(Kernel.lopsided(bids: 0, asks: 1, above: 900_000) == .sell)
    #expect(Kernel.lopsided(bids: 0, asks: 1, above: 1_000_000) == nil)
    #expect(Kernel.lopsided(bids: Int64.max, asks: Int64.max - 1, above: 0) == .buy)
  }

  private static func news(
    _ orders: [(milliseconds: Int64, order: NewOrder)], stopsAt: Int64? = nil
  ) throws -> [BookImbalance] {
    let log = MessageLog()
    let watcher = ProbeMarket.probe(
      "watcher/0",
      onStart: { context in
        context.watchImbalance(VenueIndex(0), InstrumentIndex(0), above: 0.5)
        if let stopsAt { context.wake(at: .zero + .milliseconds(stopsAt)) }
      },
      onMessage: { message, context in
        if case .wake = message { context.unwatchImbalance(VenueIndex(0), InstrumentIndex(0)) }
        log.note(message, context)
      })
    _ = try PlanRun(
      ProbeMarket.plan([watcher, ProbeMarket.sender("other/0", orders, log: MessageLog())]))
    return log.entries.compactMap {
      if case .imbalance(let news) = $0.message { news } else { nil }
    }
  }

  private static let orders: [(milliseconds: Int64, order: NewOrder)] = [
    (10, ProbeMarket.order(1, .buy, 10, at: 99)),
    // 10 against 4 is 0.6, 10 against 5 is 0.5, not above it.
    (20, ProbeMarket.order(2, .sell, 4, at: 103)),
    (30, ProbeMarket.order(3, .sell, 1, at: 104)),
    (40, ProbeMarket.order(4, .sell, 20, at: 105)),
    // From one side to the other in one step.
    (50, ProbeMarket.order(5, .buy, 900, at: 98)),
  ]

  @Test func `a story of a book is told by starts and ends`() throws {
    let news = try ImbalanceTests.news(ImbalanceTests.orders)
    let story = news.map { "\($0.time.nanoseconds / 1_000_000) \($0.stage) \($0.side)" }
    #expect(
      story == ["10 start buy", "30 finish buy", "40 start sell", "50 finish sell", "50 start buy"])
    #expect(news.last?.bidQuantity == Quantity(lots: 910))
    #expect(news.last?.askQuantity == Quantity(lots: 25))
  }

  @Test func `who watches no more is told no more`() throws {
    #expect(try ImbalanceTests.news(ImbalanceTests.orders, stopsAt: 35).count == 2)
  }

  @Test func `hidden lots and the reserve of icebergs do not count`() throws {
    var iceberg = ProbeMarket.order(3, .sell, 100, at: 104)
    iceberg.displayQuantity = Quantity(lots: 2)
    var hidden = ProbeMarket.order(4, .sell, 100, at: 105)
    hidden.isHidden = true
    let news = try ImbalanceTests.news([
      (10, ProbeMarket.order(1, .buy, 10, at: 99)), (20, iceberg), (30, hidden),
    ])
    #expect(news.map(\.stage) == [.start])
  }

  @Test func `a watcher changes nothing for others`() throws {
    func run(_ watches: Bool) throws -> [[UInt64]] {
      let watcher = ProbeMarket.probe(
        "watcher/0",
        onStart: { context in
          if watches {
            context.watchImbalance(VenueIndex(0), InstrumentIndex(0), above: 0.5)
          }
        })
      let other = ProbeMarket.sender("other/0", ImbalanceTests.orders, log: MessageLog())
      let run = try PlanRun(ProbeMarket.plan([watcher, other]))
      return JournalLine.story(
        run.lines, names: ["watcher/0", "other/0"], without: "watcher/0")
    }
    #expect(try run(true) == run(false))
  }
}
