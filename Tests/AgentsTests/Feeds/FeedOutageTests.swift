import Agents
import SimKernel
import TestSupport
import Testing

/// What goes wrong on the way of market data, and what does not.
struct FeedOutageTests {
  private static let place = BookPlace(venue: 0, instrument: 0)

  private static func span(_ start: Int64, _ length: Int64) -> OutageTimes {
    OutageTimes([
      OutageTimes.Span(start: .zero + .milliseconds(start), length: .milliseconds(length))
    ])
  }

  /// Bids at 10, 20, 30 ms and so on, each at a price of its own.
  private static func maker(_ count: Int) -> SimulationPlan.Participant {
    ProbeMarket.sender(
      "maker/0",
      (1...count).map { number in
        (Int64(10 * number), ProbeMarket.order(UInt64(number), .buy, 1, at: Int64(50 + number)))
      }, log: MessageLog())
  }

  private static func listener(
    _ log: MessageLog, to feeds: [FeedKind], _ conditions: FeedConditions
  ) -> SimulationPlan.Participant {
    var listener = ProbeMarket.probe(
      "listener/0",
      onStart: { context in
        for feed in feeds { context.subscribe(VenueIndex(0), InstrumentIndex(0), to: feed) }
      }, onMessage: { log.note($0, $1) })
    listener.feed = conditions
    return listener
  }

  private static func updates(_ log: MessageLog) -> [(update: LevelUpdate, time: SimTime)] {
    log.entries.compactMap { entry in
      if case .feed(.level(let update)) = entry.message { (update, entry.time) } else { nil }
    }
  }

  @Test func `a gap loses what leaves in it, and the numbers tell`() throws {
    let log = MessageLog()
    let conditions = FeedConditions(gaps: FeedOutageTests.span(30, 20))
    _ = try PlanRun(
      ProbeMarket.plan([
        FeedOutageTests.maker(7), FeedOutageTests.listener(log, to: [.levels], conditions),
      ]))
    #expect(FeedOutageTests.updates(log).map(\.update.number) == [1, 2, 5, 6, 7])
    #expect(FeedOutageTests.updates(log).map(\.update.price.ticks) == [51, 52, 55, 56, 57])
  }

  @Test func `a gap loses quotes, too, and neither snapshots nor reports`() throws {
    let log = MessageLog()
    var listener = ProbeMarket.probe(
      "listener/0",
      onStart: { context in
        context.subscribe(VenueIndex(0), InstrumentIndex(0))
        context.wake(at: .zero + .milliseconds(35))
      },
      onMessage: { message, context in
        log.note(message, context)
        guard case .wake = message else { return }
        context.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 1)
        context.submit(ProbeMarket.order(1, .buy, 1, at: 10))
      })
    listener.feed.gaps = FeedOutageTests.span(30, 20)
    _ = try PlanRun(ProbeMarket.plan([FeedOutageTests.maker(7), listener]))
    #expect(log.quotes.map(\.bid?.ticks) == [nil, 51, 52, 55, 56, 57])
    let snapshots = log.entries.compactMap { entry -> Int64? in
      if case .snapshot(let book) = entry.message { book.bids.first?.price.ticks } else { nil }
    }
    #expect(snapshots == [53])
    #expect(log.reports.map(\.kind) == [.new])
  }

  @Test func `a stale feed brings everything late, in order and whole`() throws {
    let log = MessageLog()
    let conditions = FeedConditions(stale: FeedOutageTests.span(25, 30))
    _ = try PlanRun(
      ProbeMarket.plan([
        FeedOutageTests.maker(7), FeedOutageTests.listener(log, to: [.levels], conditions),
      ]))
    #expect(FeedOutageTests.updates(log).map(\.update.number) == Array(1...7))
    let times = FeedOutageTests.updates(log).map { $0.time.nanoseconds / 1_000_000 }
    #expect(times == [10, 20, 55, 55, 55, 60, 70])
    let left = FeedOutageTests.updates(log).map { $0.update.time.nanoseconds / 1_000_000 }
    #expect(left == [10, 20, 30, 40, 50, 60, 70])
  }

  @Test func `a failing line ends subscriptions, and they are asked for again when it is up`()
    throws
  {
    let log = BuilderLog(FeedOutageTests.place)
    let messages = MessageLog()
    var listener = ProbeMarket.probe(
      "listener/0", onStart: { log.start(&$0) },
      onMessage: { message, context in
        messages.note(message, context)
        log.receive(message, &context)
      })
    listener.feed.disconnects = FeedOutageTests.span(25, 20)
    _ = try PlanRun(ProbeMarket.plan([FeedOutageTests.maker(7), listener]))
    #expect(log.states.map(\.number) == [0, 1, 2, 2, 3, 4, 5])
    #expect(log.states.map { $0.time.nanoseconds / 1_000_000 } == [0, 10, 20, 45, 50, 60, 70])
    #expect(log.states.map(\.bids.count) == [0, 1, 2, 4, 5, 6, 7])
    let line = messages.entries.compactMap { entry -> Int64? in
      switch entry.message {
      case .feed(.disconnected), .feed(.connected): entry.time.nanoseconds / 1_000_000
      default: nil
      }
    }
    #expect(line == [25, 45])
  }

  @Test func `a request on a line that is down is answered by saying so, and asked again`() throws {
    let log = MessageLog()
    var listener = ProbeMarket.probe(
      "listener/0", onStart: { $0.wake(at: .zero + .milliseconds(30)) },
      onMessage: { message, context in
        log.note(message, context)
        guard case .wake = message else { return }
        context.subscribe(VenueIndex(0), InstrumentIndex(0))
        context.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 5)
        context.requestOrders(VenueIndex(0), InstrumentIndex(0))
      })
    listener.feed.disconnects = FeedOutageTests.span(25, 20)
    _ = try PlanRun(ProbeMarket.plan([FeedOutageTests.maker(7), listener]))
    let messages = log.entries.map(\.message)
    #expect(
      messages.prefix(6) == [
        .feed(.disconnected), .wake(tag: 0), .feed(.disconnected), .feed(.disconnected),
        .feed(.disconnected), .feed(.connected),
      ])
    // One snapshot for two requests, and the quotes of 45, 50, 60 and 70 ms.
    let kinds = messages.dropFirst(6).prefix(3).map { message in
      switch message {
      case .quote: "quote"
      case .snapshot(let book): "snapshot of \(book.bids.count)"
      case .feed(.orders(let orders)): "orders of \(orders.orders.count)"
      default: "\(message)"
      }
    }
    #expect(kinds == ["quote", "snapshot of 4", "orders of 4"])
    #expect(log.quotes.map(\.bid?.ticks) == [54, 55, 56, 57])
  }

  @Test func `what an agent has ended is not asked for again`() throws {
    let log = MessageLog()
    var listener = ProbeMarket.probe(
      "listener/0",
      onStart: { context in
        context.subscribe(VenueIndex(0), InstrumentIndex(0))
        context.subscribe(VenueIndex(0), InstrumentIndex(0), to: .levels)
        context.watchImbalance(VenueIndex(0), InstrumentIndex(0), above: 0.5)
        context.wake(at: .zero + .milliseconds(30))
      },
      onMessage: { message, context in
        log.note(message, context)
        guard case .wake = message else { return }
        context.unsubscribe(VenueIndex(0), InstrumentIndex(0), from: .levels)
        context.unwatchImbalance(VenueIndex(0), InstrumentIndex(0))
      })
    listener.feed.disconnects = FeedOutageTests.span(25, 20)
    let seller = ProbeMarket.sender(
      "seller/0", [(55, ProbeMarket.order(1, .sell, 100, at: 90))], log: MessageLog())
    _ = try PlanRun(ProbeMarket.plan([FeedOutageTests.maker(7), listener, seller]))
    let behind = log.entries.filter { $0.time > .zero + .milliseconds(44) }.map(\.message)
    #expect(behind.first == .feed(.connected))
    #expect(
      behind.dropFirst().allSatisfy { if case .quote = $0 { true } else { false } }, "\(behind)")
    #expect(behind.count == 6)
  }

  @Test func `a watch is asked for again, and tells nothing while the line is down`() throws {
    let log = MessageLog()
    var listener = ProbeMarket.probe(
      "listener/0",
      onStart: { context in
        context.wake(at: .zero + .milliseconds(30))
      },
      onMessage: { message, context in
        log.note(message, context)
        guard case .wake = message else { return }
        context.watchImbalance(VenueIndex(0), InstrumentIndex(0), above: 0.5)
      })
    listener.feed.disconnects = FeedOutageTests.span(25, 20)
    _ = try PlanRun(ProbeMarket.plan([FeedOutageTests.maker(7), listener]))
    let told = log.entries.compactMap { entry -> Int64? in
      if case .imbalance = entry.message { entry.time.nanoseconds / 1_000_000 } else { nil }
    }
    // All bids: lopsided from the moment on at which the watch is asked for again.
    #expect(told == [45])
  }

  @Test func `an answer that says that the line is down does not come behind its return`() throws {
    let log = MessageLog()
    var listener = ProbeMarket.probe(
      "listener/0", onStart: { $0.wake(at: .zero + .milliseconds(40)) },
      onMessage: { message, context in
        log.note(message, context)
        guard case .wake = message else { return }
        context.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 5)
      })
    listener.latency = LatencyProfile { way in
      .constant(way == .data ? .milliseconds(10) : .zero)
    }
    listener.feed.disconnects = FeedOutageTests.span(25, 20)
    _ = try PlanRun(ProbeMarket.plan([FeedOutageTests.maker(7), listener]))
    let line = log.entries.compactMap { entry -> Int64? in
      if case .feed = entry.message { entry.time.nanoseconds / 1_000_000 } else { nil }
    }
    #expect(line == [25, 45])
    let snapshots = log.entries.compactMap { entry -> Int? in
      if case .snapshot(let book) = entry.message { book.bids.count } else { nil }
    }
    #expect(snapshots == [4])
  }

  @Test(arguments: [false, true])
  func `a venue takes back the orders of an agent without a line if it is set to`(
    isSet: Bool
  ) throws {
    let log = MessageLog()
    var sender = ProbeMarket.sender(
      "sender/0",
      [
        (10, ProbeMarket.order(1, .buy, 1, at: 90)), (15, ProbeMarket.order(2, .sell, 1, at: 95)),
      ], log: log)
    sender.feed.disconnects = FeedOutageTests.span(25, 20)
    var plan = ProbeMarket.plan([sender], instruments: 2)
    plan.venues[0].cancelsOnDisconnect = isSet
    let run = try PlanRun(plan)
    let cancelled = log.reports.filter { $0.kind == .cancelled }
    #expect(cancelled.map(\.order.value) == (isSet ? [1, 2] : []))
    #expect(cancelled.allSatisfy { $0.time == .zero + .milliseconds(25) })
    let cancels = run.lines.indices.filter {
      run.lines[$0].kind == .sent && run.lines[$0].detail == 3
    }
    #expect(cancels.count == (isSet ? 1 : 0))
    for place in cancels {
      let cause = run.lines[..<place].last { $0.kind == .event }
      #expect(cause?.eventKind == .line)
    }
    #expect(run.end == .finished)
  }

  @Test func `outages at random follow their means`() throws {
    let times = OutageTimes(
      random: OutageTimes.Random(every: .milliseconds(200), length: .milliseconds(50)))
    var conditions = FeedConditions()
    conditions.disconnects = times
    let log = MessageLog()
    _ = try PlanRun(
      ProbeMarket.plan(
        [FeedOutageTests.listener(log, to: [], conditions)], milliseconds: 400_000))
    let (down, up) = (
      log.entries.filter { $0.message == .feed(.disconnected) }.map(\.time.nanoseconds),
      log.entries.filter { $0.message == .feed(.connected) }.map(\.time.nanoseconds)
    )
    let lengths = zip(down, up).map { Double($1 - $0) }
    let mean = lengths.reduce(0, +) / Double(lengths.count)
    // Exponential: the standard error of the mean is the mean over the root of the number.
    #expect(lengths.count > 1_400 && lengths.count < 1_800)
    #expect(abs(mean - 50e6) < 4 * 50e6 / Double(lengths.count).squareRoot())
    let calm = zip(up, down.dropFirst()).map { Double($1 - $0) }
    let meanCalm = calm.reduce(0, +) / Double(calm.count)
    #expect(abs(meanCalm - 200e6) < 4 * 200e6 / Double(calm.count).squareRoot())
  }
}
