import SimKernel
import TestSupport
import Testing

/// The oracle is checked first: against sums that hold whatever the rules are, and by example.
struct NaiveOrderBookTests {
  private static let alice = AgentIndex(1)
  private static let bob = AgentIndex(2)

  private func order(
    _ id: UInt64, _ side: Side, _ lots: Int64, _ ticks: Int64
  ) -> NewOrder {
    NewOrder(
      id: ClientOrderID(id), side: side, quantity: Quantity(lots: lots), price: Price(ticks: ticks))
  }

  @Test func `an order trades at the resting price and its remainder rests`() {
    var book = NaiveOrderBook()
    _ = book.submit(order(1, .sell, 4, 101), owner: Self.alice, at: .zero)
    let outcomes = book.submit(order(1, .buy, 10, 103), owner: Self.bob, at: .zero)
    #expect(outcomes.map(\.kind) == [.accepted, .trade])
    #expect(outcomes[1].price == Price(ticks: 101))
    #expect(outcomes[1].remaining == Quantity(lots: 6))
    #expect(book.orders(.sell).isEmpty)
    #expect(book.orders(.buy).map(\.open) == [6])
  }

  @Test func `a refreshed iceberg queues behind what came meanwhile`() {
    var book = NaiveOrderBook()
    var iceberg = order(1, .sell, 6, 100)
    iceberg.displayQuantity = Quantity(lots: 2)
    _ = book.submit(iceberg, owner: Self.alice, at: .zero)
    _ = book.submit(order(2, .sell, 5, 100), owner: Self.alice, at: .zero)
    let outcomes = book.submit(order(1, .buy, 8, 100), owner: Self.bob, at: .zero)
    #expect(outcomes.map(\.kind) == [.accepted, .trade, .refreshed, .trade, .trade])
    #expect(outcomes.map(\.aheadAtEntryLots) == [0, 0, 5, 2, 5])
    #expect(outcomes.map(\.tradedAheadLots) == [0, 0, 0, 2, 5])
  }

  @Test func `volume, cash and open quantity are conserved over random messages`() {
    for seed in 0..<UInt64(isFullScale ? 1_000 : 10) {
      var generator = MatchingCommandGenerator(seed: seed, commandCount: 500)
      var book = generator.emptyBook
      var ledger = OutcomeLedger()
      for number in 0..<500 {
        let command = generator.next(for: book)
        for outcome in book.perform(command, at: generator.now) { ledger.apply(outcome) }
        if let fault = fault(in: book, ledger) {
          Issue.record("seed \(seed), message \(number): \(command.line)\n\(fault)")
          return
        }
      }
      #expect(ledger.tradeCount > 0, "seed \(seed)")
    }
  }

  private func fault(in book: NaiveOrderBook, _ ledger: OutcomeLedger) -> String? {
    if let fault = ledger.faults.first { return fault }
    if ledger.sums != (0, 0) { return "accounts sum to \(ledger.sums)" }
    if ledger.openCount != book.liveOrderCount { return "\(ledger.openCount) orders by outcomes" }
    if ledger.openLots != book.liveOrders.reduce(0, { $0 + $1.open }) {
      return "\(ledger.openLots) lots by outcomes"
    }
    guard let bid = book.orders(.buy).first?.limit, let ask = book.orders(.sell).first?.limit else {
      return nil
    }
    return bid < ask ? nil : "crossed at rest: \(bid.ticks) and \(ask.ticks)"
  }
}
