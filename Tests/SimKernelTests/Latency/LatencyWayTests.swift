import SimKernel
import TestSupport
import Testing

/// Each kind of message takes the time of its own way.
struct LatencyWayTests {
  /// 100 us for new orders and requests, 1 us for cancels, 10 us for replaces, 1 ms for reports,
  /// 2 ms for market data.
  private static let profile = LatencyProfile { way in
    switch way {
    case .entry: .constant(.microseconds(100))
    case .cancel: .constant(.microseconds(1))
    case .replace: .constant(.microseconds(10))
    case .response: .constant(.milliseconds(1))
    case .data: .constant(.milliseconds(2))
    }
  }

  /// What one agent sends at each millisecond, one after another.
  private typealias Burst = @Sendable (inout AgentContext) -> Void

  private static func lines(_ bursts: [(milliseconds: Int64, burst: Burst)]) throws -> [JournalLine]
  {
    var participant = ProbeMarket.probe(
      "a/0",
      onStart: { context in
        for (place, entry) in bursts.enumerated() {
          context.wake(at: .zero + .milliseconds(entry.milliseconds), tag: UInt32(place))
        }
      },
      onMessage: { message, context in
        if case .wake(let tag) = message { bursts[Int(tag)].burst(&context) }
      })
    participant.latency = profile
    var plan = ProbeMarket.plan([participant])
    plan.recordsDeliveries = true
    return try PlanRun(plan).lines
  }

  /// How long after their millisecond messages arrive at the venue, microseconds.
  private static func arrivals(_ lines: [JournalLine]) -> [Int64] {
    lines.filter { $0.kind == .sent }.map { $0.signed(2) % 1_000_000 / 1_000 }
  }

  private static let submit: Burst = { $0.submit(ProbeMarket.order(7, .buy, 5, at: 90)) }
  private static let cancel: Burst = { $0.cancel(CancelRequest(id: ClientOrderID(7))) }
  private static let replace: Burst = {
    $0.replace(ReplaceRequest(id: ClientOrderID(7), price: Price(ticks: 91)))
  }
  private static let cancelAll: Burst = { $0.cancelAll(MassCancelRequest()) }
  private static let request: Burst = {
    $0.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 1)
  }

  @Test func `new orders and requests, cancels and replaces take their own times`() throws {
    let lines = try LatencyWayTests.lines([
      (1, LatencyWayTests.submit), (5, LatencyWayTests.replace), (10, LatencyWayTests.cancel),
      (15, LatencyWayTests.cancelAll), (20, LatencyWayTests.request),
    ])
    #expect(LatencyWayTests.arrivals(lines) == [100, 10, 1, 1, 100])
  }

  @Test func `reports and market data take theirs`() throws {
    let lines = try LatencyWayTests.lines([
      (1, LatencyWayTests.submit), (20, LatencyWayTests.request),
    ])
    let events = lines.filter { $0.kind == .event }
    let report = try #require(events.first { $0.eventKind == .report })
    #expect(report.signed(1) == 1_000_000 + 100_000 + 1_000_000)
    let snapshot = try #require(events.first { $0.eventKind == .snapshot })
    #expect(snapshot.signed(1) == 20_000_000 + 100_000 + 2_000_000)
  }

  @Test func `a fast cancel does not overtake the slow order before it`() throws {
    let lines = try LatencyWayTests.lines([
      (
        1,
        { context in
          LatencyWayTests.submit(&context)
          LatencyWayTests.replace(&context)
          LatencyWayTests.cancel(&context)
        }
      )
    ])
    #expect(LatencyWayTests.arrivals(lines) == [100, 100, 100])
    let outcomes = lines.filter { $0.kind == .outcome }.map(\.detail)
    #expect(outcomes.count == 3)
    #expect(!outcomes.contains(MatchingOutcome.Kind.rejected.rawValue))
  }
}
