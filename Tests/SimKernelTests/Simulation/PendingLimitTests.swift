import TestSupport
import Testing

@testable import SimKernel

/// The limit of pending events bounds what is pushed, not only what is found after an event.
struct PendingLimitTests {
  /// Runs until something ends it; the reason, and what stood in queue and rooms then.
  private static func end(
    _ participants: [SimulationPlan.Participant], limit: Int, tieOrder: TieOrder = .sequence
  ) throws -> (reason: StopReason, pending: Int, mail: Int) {
    var plan = ProbeMarket.plan(participants)
    plan.pendingEventLimit = limit
    plan.tieOrder = tieOrder
    var simulation = try Simulation(plan)
    let run = PlanRun(finishing: &simulation)
    let kernel = simulation.kernel
    let mail = kernel.pointee.venueMail.items.count + kernel.pointee.reports.items.count
    return (run.end, kernel.pointee.queue.count, mail)
  }

  private static func waker(_ count: Int) -> SimulationPlan.Participant {
    ProbeMarket.probe(
      "waker/0",
      onStart: { context in
        for number in 0..<count { context.wake(at: .zero + .nanoseconds(Int64(number))) }
      })
  }

  @Test func `as many as the limit may be pending, and one more ends the run`() throws {
    #expect(try PendingLimitTests.end([PendingLimitTests.waker(50)], limit: 50).reason == .finished)
    let found = try PendingLimitTests.end([PendingLimitTests.waker(100_000)], limit: 50)
    #expect(found.reason == .fault(.pendingEventLimit(50)))
    #expect(found.pending == 50)
  }

  @Test func `one event cannot push more than the limit`() throws {
    let sender = ProbeMarket.probe(
      "sender/0", onStart: { $0.wake(at: .zero) },
      onMessage: { message, context in
        guard case .wake = message else { return }
        for number in 0..<UInt64(100_000) {
          context.submit(ProbeMarket.order(number, .buy, 1, at: 50))
          context.cancel(CancelRequest(id: ClientOrderID(number)))
          context.subscribe(VenueIndex(0), InstrumentIndex(0))
        }
      })
    let found = try PendingLimitTests.end([sender], limit: 70)
    #expect(found.reason == .fault(.pendingEventLimit(70)))
    #expect(found.pending == 70)
    #expect(found.mail <= 70)
  }

  @Test func `the reports of one message do not pass the limit`() throws {
    let orders = (0..<200).map { number in
      (milliseconds: Int64(0), order: ProbeMarket.order(UInt64(number), .sell, 1, at: 110))
    }
    let sweep = (milliseconds: Int64(50), order: ProbeMarket.order(1, .buy, 200, at: 110))
    let participants = [
      ProbeMarket.sender("maker/0", orders, log: MessageLog()),
      ProbeMarket.sender("taker/0", [sweep], log: MessageLog()),
    ]
    let enough = try PendingLimitTests.end(participants, limit: 401)
    #expect(enough.reason == .finished)
    let found = try PendingLimitTests.end(participants, limit: 300)
    #expect(found.reason == .fault(.pendingEventLimit(300)))
    #expect(found.pending == 300)
  }

  @Test func `quotes to many subscribers do not pass the limit`() throws {
    var participants = (0..<40).map { number in
      ProbeMarket.probe(
        "watcher/\(number)", onStart: { $0.subscribe(VenueIndex(0), InstrumentIndex(0)) })
    }
    participants.append(
      ProbeMarket.sender(
        "maker/0", [(5, ProbeMarket.order(1, .sell, 1, at: 110))], log: MessageLog()))
    #expect(try PendingLimitTests.end(participants, limit: 41).reason == .finished)
    participants.append(
      ProbeMarket.probe(
        "sleeper/0", onStart: { $0.wake(at: .zero + .milliseconds(1), tag: 1) },
        onMessage: { message, context in
          guard case .wake(1) = message else { return }
          for _ in 0..<12 { context.wake(at: .zero + .milliseconds(9)) }
        }))
    let found = try PendingLimitTests.end(participants, limit: 51)
    #expect(found.reason == .fault(.pendingEventLimit(51)))
    #expect(found.pending <= 51)
  }

  @Test func `refusals at the agent's own side do not pass the limit`() throws {
    let lost = ProbeMarket.probe(
      "lost/0", onStart: { $0.wake(at: .zero) },
      onMessage: { message, context in
        guard case .wake = message else { return }
        var order = ProbeMarket.order(1, .buy, 1, at: 50)
        order.venue = VenueIndex(9)
        for _ in 0..<100_000 { context.submit(order) }
      })
    let found = try PendingLimitTests.end([lost], limit: 70)
    #expect(found.reason == .fault(.pendingEventLimit(70)))
    #expect(found.mail <= 70)
  }

  /// A maker that thinks for 80 ms, and a taker that sells it a lot every millisecond.
  private static func thinker() -> [SimulationPlan.Participant] {
    [
      ProbeMarket.probe(
        "maker/0", decisionLatency: .milliseconds(80),
        onStart: { context in
          context.submit(ProbeMarket.order(1, .buy, 60, at: 99))
        }),
      ProbeMarket.probe(
        "taker/0", onStart: { $0.wake(at: .zero + .milliseconds(81)) },
        onMessage: { message, context in
          guard case .wake = message else { return }
          context.wake(at: context.now + .microseconds(100))
          context.submit(ProbeMarket.order(context.nextOrderID().value, .sell, 1, at: 99))
        }),
    ]
  }

  @Test func `reports that wait for an agent that thinks are pending`() throws {
    let enough = try PendingLimitTests.end(PendingLimitTests.thinker(), limit: 80)
    #expect(enough.reason == .finished)
    let found = try PendingLimitTests.end(PendingLimitTests.thinker(), limit: 50)
    #expect(found.reason == .fault(.pendingEventLimit(50)))
    #expect(found.mail <= 60)
  }

  @Test func `messages that wait for a busy agent are pending`() throws {
    let busy = ProbeMarket.probe(
      "busy/0", decisionLatency: .milliseconds(50),
      onStart: { context in for _ in 0..<50 { context.wake(at: .zero) } },
      onMessage: { message, context in
        for _ in 0..<2 { context.wake(at: context.now + .nanoseconds(1)) }
      })
    let found = try PendingLimitTests.end([busy], limit: 60)
    #expect(found.reason == .fault(.pendingEventLimit(60)))
    #expect(found.pending <= 60)
  }

  @Test func `events that the shuffler has drawn ahead are pending`() throws {
    let waker = ProbeMarket.probe(
      "waker/0",
      onStart: { context in for _ in 0..<50 { context.wake(at: .zero) } },
      onMessage: { message, context in
        if case .wake(0) = message {
          for _ in 0..<10 { context.wake(at: .zero + .milliseconds(1), tag: 1) }
        }
      })
    let found = try PendingLimitTests.end([waker], limit: 55, tieOrder: .shuffled(seed: 1))
    #expect(found.reason == .fault(.pendingEventLimit(55)))
  }
}
