import SimKernel
import TestSupport
import Testing

/// Requests to venues and instruments that do not exist: every refusal of an order is a report.
struct UnknownBookTests {
  private static let unknownVenue = VenueIndex(1)
  private static let unknownInstrument = InstrumentIndex(1)

  /// A probe that thinks for 10 ms and sends at 5 ms, in a market of one book.
  private static func run(
    _ send: @escaping @Sendable (inout AgentContext) -> Void
  ) throws -> (reports: [MessageLog.Entry], run: PlanRun) {
    let log = MessageLog()
    let plan = ProbeMarket.plan([
      ProbeMarket.probe(
        "lost/0", latency: .constant(.milliseconds(30)), decisionLatency: .milliseconds(10),
        onStart: { $0.wake(at: .zero + .milliseconds(5)) },
        onMessage: { message, context in
          if case .wake = message { send(&context) } else { log.note(message, context) }
        })
    ])
    let run = try PlanRun(plan)
    return (log.entries, run)
  }

  private static func reasons(_ entries: [MessageLog.Entry]) -> [RejectReason?] {
    entries.map { if case .report(let report) = $0.message { report.rejectReason } else { nil } }
  }

  @Test func `an order to an unknown venue or instrument is rejected at the agent's side`() throws {
    let (entries, run) = try UnknownBookTests.run { context in
      var order = ProbeMarket.order(7, .sell, 3, at: 100)
      order.venue = UnknownBookTests.unknownVenue
      context.submit(order)
      order.venue = VenueIndex(0)
      order.instrument = UnknownBookTests.unknownInstrument
      context.submit(order)
      order.venue = VenueIndex(.max)
      context.submit(order)
    }
    #expect(
      UnknownBookTests.reasons(entries) == [.unknownVenue, .unknownInstrument, .unknownVenue])
    // One decision latency after the wake-up, with no way to travel; the first is thought about.
    #expect(entries.map { $0.time.nanoseconds / 1_000_000 } == [15, 25, 25])
    guard case .report(let report)? = entries.first?.message else { return }
    #expect(report.kind == .rejected && report.side == .sell && report.order == ClientOrderID(7))
    #expect(report.venue == UnknownBookTests.unknownVenue)
    #expect(report.quantity == Quantity(lots: 3) && report.remaining == .zero)
    #expect(run.summaries[0].orders == 3)
    #expect(run.summaries[0].faults.total == 0)
    #expect(run.lines.filter { $0.kind == .refused }.map(\.detail) == [0, 0, 0])
  }

  @Test func `requests about orders at an unknown book are rejected`() throws {
    let (entries, run) = try UnknownBookTests.run { context in
      context.cancel(CancelRequest(id: ClientOrderID(1), venue: UnknownBookTests.unknownVenue))
      context.replace(
        ReplaceRequest(
          id: ClientOrderID(2), instrument: UnknownBookTests.unknownInstrument,
          quantity: Quantity(lots: 1)))
      context.cancelAll(MassCancelRequest(venue: UnknownBookTests.unknownVenue, side: .sell))
    }
    #expect(
      UnknownBookTests.reasons(entries) == [.unknownVenue, .unknownInstrument, .unknownVenue])
    #expect(run.summaries[0].orders == 0)
    #expect(run.summaries[0].faults.total == 0)
    #expect(run.lines.filter { $0.kind == .refused }.map(\.detail) == [1, 2, 3])
    for entry in entries {
      guard case .report(let report) = entry.message else { continue }
      #expect(report.kind == .changeRejected && !report.isFinal)
    }
  }

  @Test func `market data of an unknown book is a fault and no report`() throws {
    let (entries, run) = try UnknownBookTests.run { context in
      context.subscribe(UnknownBookTests.unknownVenue, InstrumentIndex(0))
      context.unsubscribe(VenueIndex(0), UnknownBookTests.unknownInstrument)
      context.requestSnapshot(UnknownBookTests.unknownVenue, InstrumentIndex(0), depth: 1)
    }
    #expect(entries.isEmpty)
    #expect(run.summaries[0].faults[.unknownBook] == 3)
    #expect(run.summaries[0].faults.total == 3)
  }
}
