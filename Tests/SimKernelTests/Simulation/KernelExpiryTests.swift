import SimKernel
import TestSupport
import Testing

/// Orders end at their time, before anything else of that moment, and stops go off in one event.
struct KernelExpiryTests {
  private static func milliseconds(_ time: SimTime) -> Int64 { time.nanoseconds / 1_000_000 }

  private static func expiries(_ log: MessageLog) -> [[Int64]] {
    log.reports.filter { $0.kind == .expired }.map {
      [Int64($0.order.value), milliseconds($0.time)]
    }
  }

  @Test func `a day order ends with the run and a good-till-cancel order does not`() throws {
    let log = MessageLog()
    let plan = ProbeMarket.plan([
      ProbeMarket.sender(
        "a/0",
        [
          (1, ProbeMarket.order(1, .buy, 5, at: 99, life: .day)),
          (2, ProbeMarket.order(2, .buy, 5, at: 99)),
          (3, ProbeMarket.order(3, .sell, 5, at: 90, life: .day, stop: 80)),
        ], log: log)
    ])
    _ = try PlanRun(plan)
    #expect(KernelExpiryTests.expiries(log) == [[1, 100], [3, 100]])
  }

  @Test func `an order ends before a message of the same moment that was sent long before`()
    throws
  {
    let log = MessageLog()
    let plan = ProbeMarket.plan([
      ProbeMarket.sender(
        "a/0", [(5, ProbeMarket.order(1, .sell, 5, at: 100, life: .goodTillTime, until: 20))],
        log: log),
      ProbeMarket.sender(
        "b/0", [(1, ProbeMarket.order(1, .buy, 5, at: 100))], log: MessageLog(),
        latency: .constant(.milliseconds(19))),
    ])
    let run = try PlanRun(plan)
    #expect(run.trades == 0)
    #expect(KernelExpiryTests.expiries(log) == [[1, 20]])
  }

  /// An order that ends at 20 ms and one that would trade with it, with or without an onlooker
  /// whose request reaches the venue just before the expiry of that moment.
  private static func endingAt20(
    onlooker: (@Sendable (inout AgentContext) -> Void)?, log: MessageLog
  ) -> SimulationPlan {
    var participants = [
      ProbeMarket.sender(
        "a/0", [(5, ProbeMarket.order(1, .sell, 5, at: 100, life: .goodTillTime, until: 20))],
        log: log),
      ProbeMarket.sender(
        "b/0", [(1, ProbeMarket.order(1, .buy, 5, at: 100))], log: MessageLog(),
        latency: .constant(.milliseconds(19))),
    ]
    if let onlooker {
      participants.insert(
        ProbeMarket.probe(
          "look/0", latency: .constant(.milliseconds(20)), onStart: onlooker), at: 0)
    }
    var plan = ProbeMarket.plan(participants)
    plan.recordsDeliveries = true
    return plan
  }

  private static let requests: [@Sendable (inout AgentContext) -> Void] = [
    { $0.subscribe(VenueIndex(0), InstrumentIndex(0)) },
    { $0.unsubscribe(VenueIndex(0), InstrumentIndex(0)) },
    { $0.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 5) },
  ]

  @Test(arguments: requests.indices)
  func `an onlooker that comes at the moment of an expiry changes nothing for the others`(
    request: Int
  ) throws {
    let (alone, watched) = (MessageLog(), MessageLog())
    let plan = KernelExpiryTests.endingAt20(onlooker: nil, log: alone)
    let other = KernelExpiryTests.endingAt20(
      onlooker: KernelExpiryTests.requests[request], log: watched)
    let first = try PlanRun(plan)
    let second = try PlanRun(other)
    let arrivals = second.lines.filter { $0.eventKind == .arrival && $0.agent == 0 }
    #expect(arrivals.map { $0.signed(1) } == [20_000_000])
    #expect(KernelExpiryTests.expiries(watched) == [[1, 20]])
    #expect(
      JournalLine.story(first.lines, names: plan.participants.map(\.name))
        == JournalLine.story(
          second.lines, names: other.participants.map(\.name), without: "look/0"))
  }

  @Test func `an order trades up to the nanosecond before its end`() throws {
    let plan = ProbeMarket.plan([
      ProbeMarket.sender(
        "a/0", [(5, ProbeMarket.order(1, .sell, 5, at: 100, life: .goodTillTime, until: 20))],
        log: MessageLog()),
      ProbeMarket.sender(
        "b/0", [(1, ProbeMarket.order(1, .buy, 5, at: 100))], log: MessageLog(),
        latency: .constant(.nanoseconds(18_999_999))),
    ])
    #expect(try PlanRun(plan).trades == 1)
  }

  @Test func `the event of the earliest expiry follows what comes and goes`() throws {
    let log = MessageLog()
    func timed(_ id: UInt64, _ until: Int64) -> NewOrder {
      ProbeMarket.order(id, .buy, 1, at: 99, life: .goodTillTime, until: until)
    }
    var plan = ProbeMarket.plan([
      ProbeMarket.sender(
        "a/0", [(1, timed(1, 50)), (2, timed(2, 20)), (3, timed(3, 30)), (4, timed(4, 30))],
        log: log),
      ProbeMarket.probe(
        "b/0", onStart: { $0.wake(at: .zero + .milliseconds(10)) },
        onMessage: { message, context in
          guard case .wake = message else { return }
          // Takes order 1 and with it nothing that expires first.
          context.submit(ProbeMarket.order(1, .sell, 1, at: 99, life: .immediateOrCancel))
        }),
    ])
    plan.recordsDeliveries = true
    let run = try PlanRun(plan)
    let events = run.lines.filter { $0.eventKind == .expiry }.map { $0.signed(1) / 1_000_000 }
    #expect(KernelExpiryTests.expiries(log) == [[2, 20], [3, 30], [4, 30]])
    #expect(events == [20, 30])
  }

  @Test func `a cancelled earliest expiry leaves no event behind`() throws {
    let plan = ProbeMarket.plan([
      ProbeMarket.probe(
        "a/0",
        onStart: { context in
          context.submit(ProbeMarket.order(1, .buy, 1, at: 99, life: .goodTillTime, until: 20))
          context.submit(ProbeMarket.order(2, .buy, 1, at: 99, life: .goodTillTime, until: 40))
          context.wake(at: .zero + .milliseconds(10))
        },
        onMessage: { message, context in
          if case .wake = message { context.cancel(CancelRequest(id: ClientOrderID(1))) }
        })
    ])
    for order in [TieOrder.sequence, .shuffled(seed: 3)] {
      var shuffled = plan
      shuffled.tieOrder = order
      let events = try PlanRun(shuffled).lines.filter { $0.eventKind == .expiry }
      #expect(events.map { $0.signed(1) / 1_000_000 } == [40], "\(order)")
    }
  }

  @Test(arguments: [Int64.max, .max - 1, 1 << 62, (1 << 62) + 1, 100_000_001] as [Int64])
  func `an expiry beyond the end of the run never comes`(nanoseconds: Int64) throws {
    let log = MessageLog()
    var order = ProbeMarket.order(1, .buy, 1, at: 99, life: .goodTillTime)
    order.expiry = SimTime(nanoseconds: nanoseconds)
    let plan = ProbeMarket.plan([
      ProbeMarket.sender(
        "a/0", [(1, order), (2, ProbeMarket.order(2, .buy, 1, at: 99, life: .day))], log: log)
    ])
    #expect(try PlanRun(plan).end == .finished)
    #expect(KernelExpiryTests.expiries(log) == [[2, 100]])
  }

  @Test func `a cascade of stops is the consequence of one message`() throws {
    let log = MessageLog()
    let orders = [
      ProbeMarket.order(1, .sell, 1, at: 100), ProbeMarket.order(2, .sell, 1, at: 101),
      ProbeMarket.order(3, .sell, 1, at: 102), ProbeMarket.order(4, .sell, 1, at: 103),
      ProbeMarket.order(5, .buy, 1, at: 110, stop: 102),
      ProbeMarket.order(6, .buy, 1, at: 110, stop: 101),
      ProbeMarket.order(7, .buy, 1, at: 110, stop: 100),
      ProbeMarket.order(8, .buy, 1, at: 100),
    ]
    let timed = orders.enumerated().map { (Int64($0.offset) + 1, $0.element) }
    let plan = ProbeMarket.plan([ProbeMarket.sender("a/0", timed, log: log)])
    let run = try PlanRun(plan)
    #expect(run.trades == 4)
    let triggered = log.reports.filter { $0.kind == .triggered }
    #expect(triggered.map(\.order.value) == [7, 6, 5])
    let fills = log.reports.filter(\.isTrade)
    #expect(fills.map(\.price.ticks) == [100, 100, 101, 101, 102, 102, 103, 103])
    #expect(Set((triggered + fills).map(\.cause)).count == 1)
    #expect(Set((triggered + fills).map(\.time)) == [.zero + .milliseconds(8)])
    #expect(fills.map(\.isAggressor) == [false, true, false, true, false, true, false, true])
  }

  @Test func `two instruments do not touch one another`() throws {
    func trader(_ instrument: Int) -> SimulationPlan.Participant {
      ProbeMarket.probe(
        "t/\(instrument)", latency: .shiftedGamma(shift: .nanoseconds(9), scaleNanoseconds: 50_000),
        onStart: { $0.wake(at: .zero + .milliseconds(1)) },
        onMessage: { message, context in
          guard case .wake = message else { return }
          context.wake(at: context.now + .microseconds(700))
          let id = context.nextOrderID()
          context.submit(
            NewOrder(
              id: id, instrument: InstrumentIndex(UInt16(instrument)),
              side: id.value % 3 == 0 ? .sell : .buy, quantity: Quantity(lots: 5),
              price: Price(ticks: 100 + Int64(id.value % 5))))
        })
    }
    let both = try PlanRun(ProbeMarket.plan([trader(0), trader(1)], instruments: 2))
    let one = try PlanRun(ProbeMarket.plan([trader(0)], instruments: 2))
    let ofFirst = both.lines.filter { $0.subject == 0 }.compactMap { $0.story { UInt64($0) } }
    let alone = one.lines.filter { $0.subject == 0 }.compactMap { $0.story { UInt64($0) } }
    #expect(one.trades > 20)
    #expect(ofFirst == alone)
    #expect(both.summaries[0] == one.summaries[0])
    #expect(both.summaries[0].positions[1] == .zero)
  }
}
