import TestSupport
import Testing

@testable import SimKernel

/// Which orders of its sender a mass cancel reaches.
struct MassCancelTests {
  private static func order(
    _ id: UInt64, _ side: Side, venue: UInt16 = 0, instrument: UInt16
  ) -> NewOrder {
    NewOrder(
      id: ClientOrderID(id), venue: VenueIndex(venue), instrument: InstrumentIndex(instrument),
      side: side, quantity: Quantity(lots: Int64(id)),
      price: Price(ticks: side == .buy ? 90 : 110))
  }

  /// Two buys and a sell in instrument 2, a sell in 0, a buy in 1, and orders at the other venue
  /// and of another agent; then one mass cancel.
  private static func run(_ request: MassCancelRequest) throws -> (
    lines: [JournalLine], reports: [ExecutionReport], open: [Int64]
  ) {
    let log = MessageLog()
    let orders = [
      order(1, .buy, instrument: 2), order(2, .sell, instrument: 0), order(3, .buy, instrument: 1),
      order(4, .sell, instrument: 2), order(5, .buy, instrument: 2),
      order(6, .buy, venue: 1, instrument: 0),
    ]
    var plan = ProbeMarket.plan(
      [
        ProbeMarket.probe(
          "a/0",
          onStart: { context in
            for order in orders { context.submit(order) }
            context.wake(at: .zero + .milliseconds(5))
          },
          onMessage: { message, context in
            if case .wake = message { return context.cancelAll(request) }
            log.note(message, context)
          }),
        ProbeMarket.probe("b/0", onStart: { $0.submit(order(7, .buy, instrument: 1)) }),
      ], instruments: 4)
    plan.venues.append(VenueDescription(name: "W"))
    var simulation = try Simulation(plan, keepsJournal: true)
    let run = PlanRun(finishing: &simulation)
    let kernel = simulation.kernel
    let accounts = (0..<3).map { kernel.pointee.accounts.base[$0] }
    return (
      run.lines, log.reports.filter { $0.kind == .cancelled },
      accounts.map { $0.openBuys + $0.openSells }
    )
  }

  @Test func `without an instrument it reaches every book of its venue in their order`() throws {
    let found = try MassCancelTests.run(MassCancelRequest(venue: VenueIndex(0)))
    #expect(found.reports.map(\.order.value) == [2, 3, 1, 4, 5])
    #expect(found.reports.map(\.instrument.value) == [0, 1, 2, 2, 2])
    #expect(found.reports.allSatisfy { $0.cancelReason == .massCancel })
    // What is left is the order at the other venue.
    #expect(found.open == [6, 0, 0])
  }

  @Test func `with a side it reaches that side's orders in every book`() throws {
    let found = try MassCancelTests.run(MassCancelRequest(venue: VenueIndex(0), side: .buy))
    #expect(found.reports.map(\.order.value) == [3, 1, 5])
    #expect(found.open == [6 + 2, 0, 4])
  }

  @Test func `with an instrument it reaches that book alone`() throws {
    let found = try MassCancelTests.run(
      MassCancelRequest(venue: VenueIndex(0), instrument: InstrumentIndex(2)))
    #expect(found.reports.map(\.order.value) == [1, 4, 5])
    #expect(found.lines.allSatisfy { $0.kind != .book })
  }

  @Test func `it is one request in the journal, and each order's cancel stands under its book`()
    throws
  {
    let lines = try MassCancelTests.run(MassCancelRequest(venue: VenueIndex(0))).lines
    #expect(lines.filter { $0.kind == .sent && $0.detail == 3 }.count == 1)
    var place: BookPlace?
    var cancelled: [(order: UInt64, instrument: UInt16?)] = []
    var quotes: [UInt16?] = []
    for line in lines {
      place = line.book ?? place
      if line.kind == .outcome, line.detail == MatchingOutcome.Kind.cancelled.rawValue {
        cancelled.append((line.words[1], place?.instrument))
      }
      if line.kind == .quote, !cancelled.isEmpty { quotes.append(place?.instrument) }
    }
    #expect(cancelled.map(\.order) == [2, 3, 1, 4, 5])
    #expect(cancelled.map(\.instrument) == [0, 1, 2, 2, 2])
    // One publication of each book; the empty fourth one says nothing.
    #expect(quotes == [0, 1, 2])
    #expect(lines.filter { $0.kind == .book }.map { $0.book?.instrument } == [1, 2])
  }
}
