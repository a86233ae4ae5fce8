import SimKernel
import TestSupport
import Testing

/// What an owner is told of its orders' places in their queues.
struct QueuePositionReportTests {
  /// The reports to `a/0` about one of its orders, after these orders of `b/0` and its own.
  private static func reports(
    own: [(Int64, NewOrder)], others: [(Int64, NewOrder)],
    replaces: [(Int64, ReplaceRequest)] = []
  ) throws -> [ExecutionReport] {
    let log = MessageLog()
    let plan = ProbeMarket.plan([
      ProbeMarket.probe(
        "a/0",
        onStart: { context in
          for (tag, entry) in own.enumerated() {
            context.wake(at: .zero + .milliseconds(entry.0), tag: UInt32(tag))
          }
          for (tag, entry) in replaces.enumerated() {
            context.wake(at: .zero + .milliseconds(entry.0), tag: UInt32(1_000 + tag))
          }
        },
        onMessage: { message, context in
          switch message {
          case .wake(let tag) where tag < 1_000: context.submit(own[Int(tag)].1)
          case .wake(let tag): context.replace(replaces[Int(tag) - 1_000].1)
          default: log.note(message, context)
          }
        }),
      ProbeMarket.sender("b/0", others.map { ($0.0, $0.1) }, log: MessageLog()),
    ])
    _ = try PlanRun(plan)
    return log.reports
  }

  @Test func `the report of a new order that rests tells what stands ahead`() throws {
    let reports = try QueuePositionReportTests.reports(
      own: [(5, ProbeMarket.order(1, .buy, 2, at: 99))],
      others: [
        (1, ProbeMarket.order(1, .buy, 7, at: 99)), (2, ProbeMarket.order(2, .buy, 4, at: 99)),
      ])
    #expect(reports.map(\.kind) == [.new])
    #expect(reports.map(\.aheadAtEntry.lots) == [11])
  }

  @Test func `a replace that loses its place tells the new one`() throws {
    let reports = try QueuePositionReportTests.reports(
      own: [(1, ProbeMarket.order(1, .buy, 2, at: 99))],
      others: [
        (2, ProbeMarket.order(1, .buy, 7, at: 98)), (3, ProbeMarket.order(2, .buy, 4, at: 99)),
      ],
      replaces: [
        (5, ReplaceRequest(id: ClientOrderID(1), quantity: Quantity(lots: 3))),
        (6, ReplaceRequest(id: ClientOrderID(1), price: Price(ticks: 98))),
        (7, ReplaceRequest(id: ClientOrderID(1), quantity: Quantity(lots: 1))),
      ])
    #expect(reports.map(\.kind) == [.new, .replaced, .replaced, .replaced])
    // The last one keeps its place, and what stood ahead when it came there.
    #expect(reports.map(\.aheadAtEntry.lots) == [0, 4, 7, 7])
    #expect(reports.map(\.tradedAhead.lots) == [0, 0, 0, 0])
  }

  @Test func `the owner of an iceberg is told of every new slice`() throws {
    var iceberg = ProbeMarket.order(1, .sell, 10, at: 101)
    iceberg.displayQuantity = Quantity(lots: 4)
    let reports = try QueuePositionReportTests.reports(
      own: [(1, iceberg)],
      others: [
        (2, ProbeMarket.order(1, .sell, 6, at: 101)), (5, ProbeMarket.order(2, .buy, 4, at: 101)),
        (6, ProbeMarket.order(3, .buy, 10, at: 101)),
      ])
    #expect(
      reports.map(\.kind) == [.new, .partialFill, .refreshed, .partialFill, .refreshed])
    #expect(reports.map(\.quantity.lots) == [10, 4, 4, 4, 2])
    #expect(reports.map(\.remaining.lots) == [10, 6, 6, 2, 2])
    #expect(reports.map(\.aheadAtEntry.lots) == [0, 0, 6, 6, 0])
    #expect(reports.map(\.tradedAhead.lots) == [0, 0, 0, 6, 0])
    #expect(reports.allSatisfy { !$0.isFinal && $0.order == iceberg.id && $0.side == .sell })
    #expect(Set(reports.filter { $0.kind == .refreshed }.map(\.price.ticks)) == [101])
    #expect(reports.allSatisfy { $0.fee == .zero })
  }

  @Test func `a waiting stop order has no place in a queue`() throws {
    let reports = try QueuePositionReportTests.reports(
      own: [(5, ProbeMarket.order(1, .buy, 2, at: 110, stop: 105))],
      others: [(1, ProbeMarket.order(1, .buy, 7, at: 99))],
      replaces: [(6, ReplaceRequest(id: ClientOrderID(1), quantity: Quantity(lots: 1)))])
    #expect(reports.map(\.kind) == [.new, .replaced])
    #expect(reports.map(\.aheadAtEntry.lots) == [0, 0])
  }
}
