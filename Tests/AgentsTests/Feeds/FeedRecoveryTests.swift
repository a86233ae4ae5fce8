import Agents
import SimKernel
import TestSupport
import Testing

/// Whatever happens to its line, a subscriber's book is the venue's whenever it says that it is
/// live.
struct FeedRecoveryTests {
  private static let place = BookPlace(venue: 0, instrument: 0)

  /// Outages of every kind that overlap, and data that take longer than most of them last: old
  /// messages come behind a failure, and behind the line's return.
  private static func listener(_ seed: UInt64, _ log: BuilderLog) -> SimulationPlan.Participant {
    func outages(every: Int64, length: Int64) -> OutageTimes {
      OutageTimes(
        random: OutageTimes.Random(every: .milliseconds(every), length: .milliseconds(length)))
    }
    var listener = ProbeMarket.probe(
      "listener/0", decisionLatency: .microseconds(seed % 3 == 0 ? 700 : 0),
      onStart: { log.start(&$0) }, onMessage: { log.receive($0, &$1) })
    listener.latency = LatencyProfile { way in
      way == .data
        ? .shiftedGamma(shift: .milliseconds(2), scaleNanoseconds: 1_500_000)
        : .constant(.microseconds(400))
    }
    listener.feed = FeedConditions(
      gaps: outages(every: 40, length: 5), stale: outages(every: 50, length: 6),
      disconnects: outages(every: 25, length: Int64(1 + seed % 5)))
    return listener
  }

  @Test func `a book that says live is the venue's, through random outages of every kind`()
    throws
  {
    var (states, recoveries) = (0, 0)
    for seed in FeedMarket.seeds {
      var plan = FeedMarket.plan(seed, milliseconds: 400)
      let log = BuilderLog(FeedRecoveryTests.place)
      plan.participants.append(FeedRecoveryTests.listener(seed, log))
      let history = try BookHistory(plan)
      for state in log.states {
        let possible = history.states(FeedRecoveryTests.place, around: state.time)
        #expect(
          possible.contains { $0.isSame(state.bids, state.asks) },
          "seed \(seed), number \(state.number) of \(state.time.nanoseconds)")
      }
      states += log.states.count
      recoveries += zip(log.states, log.states.dropFirst()).count { $1.number != $0.number + 1 }
    }
    // Not for want of outages.
    #expect(states > 20 * FeedMarket.seeds.count)
    #expect(recoveries > 4 * FeedMarket.seeds.count)
  }

  private static func span(_ microseconds: Int64, _ length: Int64) -> OutageTimes {
    OutageTimes([
      OutageTimes.Span(start: .zero + .microseconds(microseconds), length: .microseconds(length))
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

  /// The line fails `before` microseconds after a subscription has been answered, and the answer
  /// takes 4 ms. Bids come while the line is down.
  @Test(arguments: [Int64(100), 3_000, 3_900], [Int64(500), 15_000, 31_000])
  func `a snapshot that was under way when the line failed does not count`(
    after: Int64, length: Int64
  ) throws {
    let log = BuilderLog(FeedRecoveryTests.place)
    var listener = ProbeMarket.probe(
      "listener/0", onStart: { $0.wake(at: .zero + .milliseconds(25)) },
      onMessage: { message, context in
        if case .wake = message { log.start(&context) } else { log.receive(message, &context) }
      })
    listener.latency = LatencyProfile { way in
      .constant(way == .data ? .milliseconds(4) : .zero)
    }
    listener.feed.disconnects = FeedRecoveryTests.span(25_000 + after, length)
    _ = try PlanRun(ProbeMarket.plan([FeedRecoveryTests.maker(8), listener]))
    let end = 25_000 + after + length
    let whole = log.states.map { ($0.time.nanoseconds / 1_000, $0.bids.count) }
    #expect(whole.first?.0 == end)
    #expect(whole.allSatisfy { $0.1 == Int($0.0 / 10_000) })
    #expect(whole.last?.1 == 8)
    #expect(log.builder.state == .live)
  }
}
