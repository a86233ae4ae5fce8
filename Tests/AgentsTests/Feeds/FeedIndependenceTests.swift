import SimKernel
import TestSupport
import Testing

/// What one subscriber asks for and suffers is nothing to anybody else.
struct FeedIndependenceTests {
  private static let seeds = Array(UInt64(0)..<(isFullScale ? 200 : 8))

  /// Settings of one subscriber, each different from the others.
  private static func onlookers(_ plan: SimulationPlan) -> [SimulationPlan.Participant] {
    let random = OutageTimes(
      random: OutageTimes.Random(every: .milliseconds(15), length: .milliseconds(5)))
    let conditions = [
      .perfect, FeedConditions(gaps: random), FeedConditions(stale: random),
      FeedConditions(disconnects: random),
      FeedConditions(gaps: random, stale: random, disconnects: random),
    ]
    return conditions.enumerated().map { number, conditions in
      var listener = FeedMarket.listener(
        plan, to: FeedKind.allCases, every: .milliseconds(Int64(number) * 3),
        latency: .shiftedGamma(shift: .microseconds(10), scaleNanoseconds: 20_000),
        log: MessageLog())
      listener.feed = conditions
      return listener
    }
  }

  private static func story(_ plan: SimulationPlan) throws -> [[UInt64]] {
    JournalLine.story(
      try PlanRun(plan).lines, names: plan.participants.map(\.name), without: "listener/0")
  }

  @Test(arguments: seeds)
  func `a subscriber's feeds and their troubles leave everybody else's events as they are`(
    seed: UInt64
  ) throws {
    let plan = FeedMarket.plan(seed)
    let without = try FeedIndependenceTests.story(plan)
    for (number, onlooker) in FeedIndependenceTests.onlookers(plan).enumerated() {
      var other = plan
      other.participants.insert(
        onlooker, at: Int(seed % UInt64(plan.participants.count + 1)))
      let story = try FeedIndependenceTests.story(other)
      #expect(story == without, "seed \(seed), onlooker \(number)")
    }
  }

  /// What another subscriber hears, with its numbers and names of orders.
  private static func heard(
    _ plan: SimulationPlan, beside other: SimulationPlan.Participant?
  ) throws -> [MessageLog.Entry] {
    let log = MessageLog()
    var plan = plan
    let late = FeedMarket.books(plan)
    plan.participants.insert(
      ProbeMarket.probe(
        "early/0", latency: .constant(.microseconds(50)),
        onStart: { $0.wake(at: $0.now + .milliseconds(40)) },
        onMessage: { message, context in
          log.note(message, context)
          guard case .wake = message else { return }
          for place in late {
            for feed in FeedKind.allCases {
              context.subscribe(
                VenueIndex(place.venue), InstrumentIndex(place.instrument), to: feed)
            }
          }
        }), at: 0)
    if let other { plan.participants.append(other) }
    _ = try PlanRun(plan)
    return log.entries
  }

  @Test(arguments: seeds)
  func `another subscriber hears the same, with the same numbers and names`(seed: UInt64) throws {
    let plan = FeedMarket.plan(seed)
    let alone = try FeedIndependenceTests.heard(plan, beside: nil)
    #expect(!alone.isEmpty)
    for (number, onlooker) in FeedIndependenceTests.onlookers(plan).enumerated() {
      let beside = try FeedIndependenceTests.heard(plan, beside: onlooker)
      #expect(beside == alone, "seed \(seed), onlooker \(number)")
    }
  }

  @Test(arguments: seeds)
  func `a market with feeds forks, and both go on as one`(seed: UInt64) throws {
    var plan = FeedMarket.plan(seed, milliseconds: 200)
    plan.participants.append(FeedIndependenceTests.forkable(plan))
    let whole = try PlanRun(plan)
    var original = try Simulation(plan, keepsJournal: true)
    var words: [UInt64] = []
    for part in 1...4 {
      PlanRun.advance(&original, events: whole.events / 5, into: &words)
      var fork = original.fork()
      #expect(PlanRun(finishing: &fork).digest == whole.digest, "seed \(seed), fork \(part)")
      var one = original.fork(future: 3)
      var other = original.fork(future: 3)
      #expect(
        PlanRun(finishing: &one).digest == PlanRun(finishing: &other).digest, "seed \(seed)")
    }
    PlanRun.advance(&original, until: .end, into: &words)
    #expect(original.digest == whole.digest, "seed \(seed)")
  }

  /// A listener without a log, which forks would share, and with every trouble.
  private static func forkable(_ plan: SimulationPlan) -> SimulationPlan.Participant {
    let places = FeedMarket.books(plan)
    let random = OutageTimes(
      random: OutageTimes.Random(every: .milliseconds(30), length: .milliseconds(5)))
    let subscribe: @Sendable (inout AgentContext) -> Void = { context in
      for place in places {
        for feed in FeedKind.allCases {
          context.subscribe(
            VenueIndex(place.venue), InstrumentIndex(place.instrument), to: feed,
            every: .milliseconds(Int64(feed.rawValue % 2) * 4))
        }
      }
    }
    var listener = ProbeMarket.probe(
      "listener/0", onStart: subscribe,
      onMessage: { message, context in
        if case .feed(.connected) = message { subscribe(&context) }
      })
    listener.feed = FeedConditions(gaps: random, stale: random, disconnects: random)
    return listener
  }
}
