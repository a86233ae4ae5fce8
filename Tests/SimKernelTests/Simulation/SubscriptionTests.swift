import SimKernel
import TestSupport
import Testing

/// Who gets which quotes, and in which order.
struct SubscriptionTests {
  private static let venue = VenueIndex(0)
  private static let instrument = InstrumentIndex(0)

  @Test func `every request to subscribe is answered by the present quote, to that agent alone`()
    throws
  {
    let (asker, onlooker) = (MessageLog(), MessageLog())
    let plan = ProbeMarket.plan([
      ProbeMarket.probe(
        "asker/0",
        onStart: { context in
          context.subscribe(SubscriptionTests.venue, SubscriptionTests.instrument)
          context.wake(at: .zero + .milliseconds(20))
        },
        onMessage: { message, context in
          asker.note(message, context)
          guard case .wake = message else { return }
          context.subscribe(SubscriptionTests.venue, SubscriptionTests.instrument)
        }),
      ProbeMarket.probe(
        "onlooker/0",
        onStart: { $0.subscribe(SubscriptionTests.venue, SubscriptionTests.instrument) },
        onMessage: { onlooker.note($0, $1) }),
      ProbeMarket.sender(
        "maker/0",
        [
          (10, ProbeMarket.order(1, .buy, 1, at: 90)), (30, ProbeMarket.order(2, .buy, 1, at: 91)),
        ], log: MessageLog()),
    ])
    _ = try PlanRun(plan)
    #expect(asker.quotes.map(\.number) == [0, 1, 1, 2])
    #expect(onlooker.quotes.map(\.number) == [0, 1, 2])
  }

  @Test func `whoever has left gets no quotes until it subscribes again`() throws {
    let log = MessageLog()
    let plan = ProbeMarket.plan([
      ProbeMarket.probe(
        "guest/0",
        onStart: { context in
          for time in [5, 15, 25, 26] { context.wake(at: .zero + .milliseconds(Int64(time))) }
        },
        onMessage: { message, context in
          log.note(message, context)
          guard case .wake = message else { return }
          let milliseconds = context.now.nanoseconds / 1_000_000
          if milliseconds == 15 || milliseconds == 26 {
            context.unsubscribe(SubscriptionTests.venue, SubscriptionTests.instrument)
          } else {
            context.subscribe(SubscriptionTests.venue, SubscriptionTests.instrument)
          }
        }),
      ProbeMarket.sender(
        "maker/0",
        [10, 20, 30].enumerated().map { place, time in
          (Int64(time), ProbeMarket.order(UInt64(place), .buy, 1, at: 90 + Int64(place)))
        }, log: MessageLog()),
    ])
    _ = try PlanRun(plan)
    // At 5 ms the present one, then 10 ms; at 25 ms that of 20 ms.
    #expect(log.quotes.map(\.number) == [0, 1, 2])
  }

  /// Probes that come, go and come back at moments of their own.
  private static func visitors(_ count: Int, log: MessageLog) -> [SimulationPlan.Participant] {
    (0..<count).map { number in
      ProbeMarket.probe(
        "visitor/\(number)",
        onStart: { context in
          for turn in 0..<3 {
            // Between two publications, so that no present quote is sent beside a new one.
            let half = Int64(3 + (number * 37 + turn * 11) % 60 * 2)
            context.wake(at: .zero + .microseconds(half * 500), tag: UInt32(turn))
          }
        },
        onMessage: { message, context in
          log.note(message, context)
          guard case .wake(let turn) = message else { return }
          if turn == 1 && number % 3 == 0 {
            context.unsubscribe(SubscriptionTests.venue, SubscriptionTests.instrument)
          } else {
            context.subscribe(SubscriptionTests.venue, SubscriptionTests.instrument)
          }
        })
    }
  }

  @Test(arguments: Array(UInt64(1)...8))
  func `quotes of one moment go out in start order, whenever their takers came`(
    seed: UInt64
  ) throws {
    let log = MessageLog()
    let bids = (0..<50).map { place in
      (Int64(3 + place), ProbeMarket.order(UInt64(place), .buy, 1, at: 10 + Int64(place)))
    }
    var plan = ProbeMarket.plan(
      SubscriptionTests.visitors(40, log: log) + [
        ProbeMarket.sender("maker/0", bids, log: MessageLog())
      ])
    plan.seed = seed
    _ = try PlanRun(plan)
    let key = RunKey(seed: seed)
    let orders = plan.participants.map {
      key.startOrder(of: StreamID(name: $0.name, purpose: "start order"))
    }
    var fanOuts: [UInt64: [UInt64]] = [:]
    for entry in log.entries {
      guard case .quote(let quote) = entry.message, quote.time == entry.time else { continue }
      fanOuts[quote.number, default: []].append(orders[Int(entry.agent.value)])
    }
    #expect(fanOuts.values.map(\.count).max() ?? 0 > 20)
    #expect(fanOuts.values.allSatisfy { zip($0, $0.dropFirst()).allSatisfy(<) }, "seed \(seed)")
  }
}
