import TestSupport
import Testing

@testable import SimKernel

/// An agent that follows values and notes what it is told.
struct NewsReader: Agent {
  var log: MessageLog
  var follows: [UInt16] = [0]
  var venue: UInt16 = 0
  /// Milliseconds at which it looks at the value of the first instrument.
  var looks: [Int64] = []

  func prepare(_ setup: inout AgentSetup) {
    for instrument in follows {
      setup.followFundamental(InstrumentIndex(instrument), from: VenueIndex(venue))
    }
  }

  func start(_ context: inout AgentContext) {
    for look in looks { context.wake(at: .zero + .milliseconds(look)) }
  }

  func receive(_ message: AgentMessage, _ context: inout AgentContext) {
    if case .wake = message { _ = context.fundamental(InstrumentIndex(0)) }
    if case .news = message { log.note(message, context) }
  }
}

/// Who follows a value is told of each of its jumps, after its own latency, and nobody moves them.
struct NewsTests {
  private static func process(_ volatility: Double = 0) -> OrnsteinUhlenbeck {
    OrnsteinUhlenbeck(mean: 0, start: 500, reversionPerSecond: 0, volatility: volatility)
  }

  private static func shocks(
    _ shocks: [(milliseconds: Int64, size: Double)]
  ) -> [FundamentalDescription.Shock] {
    shocks.map {
      FundamentalDescription.Shock(time: .zero + .milliseconds($0.milliseconds), size: $0.size)
    }
  }

  private static func plan(
    _ descriptions: [FundamentalDescription], _ participants: [SimulationPlan.Participant],
    milliseconds: Int64 = 1_000, seed: UInt64 = 1
  ) -> SimulationPlan {
    var plan = ProbeMarket.plan(
      participants, milliseconds: milliseconds, instruments: descriptions.count)
    plan.fundamentals = FundamentalPlan(step: .milliseconds(10), descriptions: descriptions)
    plan.seed = seed
    return plan
  }

  private static func reader(
    _ name: String, _ reader: NewsReader, latency: LatencyModel = .constant(.zero),
    decisionLatency: SimDuration = .zero
  ) -> SimulationPlan.Participant {
    SimulationPlan.Participant(
      name: name, type: "reader", agent: reader, latency: latency,
      decisionLatency: decisionLatency)
  }

  private static func news(_ log: MessageLog, of agent: UInt32 = 0) -> [FundamentalNews] {
    log.entries.compactMap { entry in
      guard entry.agent.value == agent, case .news(let news) = entry.message else { return nil }
      return news
    }
  }

  private static func story(_ log: MessageLog, of agent: UInt32 = 0) -> [String] {
    log.entries.compactMap { entry in
      guard entry.agent.value == agent, case .news(let news) = entry.message else { return nil }
      return "\(entry.time.nanoseconds) of \(news.time.nanoseconds): \(news.size) to "
        + "\(news.value.ticks)"
    }
  }

  private static let random = FundamentalDescription.RandomShocks(
    perHour: 72_000, meanSize: 100, sizeDeviation: 10)

  private static func jumping(
    _ instrument: UInt16 = 0, volatility: Double = 0
  ) -> FundamentalDescription {
    FundamentalDescription(
      instrument: InstrumentIndex(instrument), process: process(volatility), randomShocks: random)
  }

  @Test func `each follower is told of each jump after its own latency`() throws {
    let log = MessageLog()
    let value = FundamentalDescription(
      instrument: InstrumentIndex(0), process: NewsTests.process(),
      // At the start, between two points of the grid, on one, and beyond the end.
      shocks: NewsTests.shocks([(0, 7), (333, -40.4), (500, 2.75), (2_000, 1)]))
    _ = try PlanRun(
      NewsTests.plan(
        [value],
        [
          NewsTests.reader("near/0", NewsReader(log: log), latency: .constant(.microseconds(5))),
          NewsTests.reader("far/0", NewsReader(log: log), latency: .constant(.milliseconds(90))),
        ]))
    #expect(
      NewsTests.story(log) == [
        "333005000 of 333000000: -40 to 467", "500005000 of 500000000: 3 to 469",
      ])
    #expect(
      NewsTests.story(log, of: 1) == [
        "423000000 of 333000000: -40 to 467", "590000000 of 500000000: 3 to 469",
      ])
  }

  @Test func `who thinks is told when it has done so`() throws {
    let log = MessageLog()
    let value = FundamentalDescription(
      instrument: InstrumentIndex(0), process: NewsTests.process(),
      shocks: NewsTests.shocks([(100, 5), (110, 6)]))
    _ = try PlanRun(
      NewsTests.plan(
        [value],
        [
          NewsTests.reader(
            "slow/0", NewsReader(log: log), decisionLatency: .milliseconds(30))
        ]))
    #expect(
      NewsTests.story(log) == [
        "100000000 of 100000000: 5 to 505", "130000000 of 110000000: 6 to 511",
      ])
  }

  @Test func `the times between random jumps are exponential and their sizes the law's`() {
    let description = NewsTests.jumping()
    var waits: [Double] = []
    var sizes: [Double] = []
    for seed in 0..<40 as Range<UInt64> {
      let key = RunKey(seed: seed)
      var timeline = ShockTimeline(
        description, start: .zero, stream: StreamID(name: "f", purpose: "shocks"), key: key)
      var last = SimTime.zero
      for _ in 0..<500 {
        let shock = timeline.take(key: key)
        waits.append(Double((shock.time - last).nanoseconds))
        sizes.append(shock.size)
        last = shock.time
      }
    }
    // 72,000 an hour: a mean of 50 ms.
    let exponential: (Double) -> Double = { 1 - DetMath.exp(-$0 / 50e6) }
    #expect(GoodnessOfFit.kolmogorovSmirnov(waits, cdf: exponential) > 1e-4)
    // The control: times on a grid of 10 ms are not exponential.
    let gridded = waits.map { ($0 / 10e6).rounded(.up) * 10e6 }
    #expect(GoodnessOfFit.kolmogorovSmirnov(gridded, cdf: exponential) < 1e-6)
    let mean = sizes.reduce(0) { $0 + abs($1) } / 20_000
    #expect(abs(mean - 100) < 4 * 10 / 141.4)
    let ups = sizes.filter { $0 > 0 }.count
    #expect(abs(Double(ups) - 10_000) < 4 * 70.8)
  }

  @Test func `nobody moves a jump: not others who follow, look or trade, nor other values`() throws
  {
    let alone = MessageLog()
    let among = MessageLog()
    let reader = NewsTests.reader("reader/0", NewsReader(log: alone))
    _ = try PlanRun(NewsTests.plan([NewsTests.jumping()], [reader]))
    _ = try PlanRun(
      NewsTests.plan(
        [NewsTests.jumping(), NewsTests.jumping(1, volatility: 3)],
        [
          NewsTests.reader("reader/0", NewsReader(log: among)),
          NewsTests.reader(
            "other/0", NewsReader(log: among, follows: [1, 0], looks: [1, 77, 304, 901]),
            latency: .constant(.milliseconds(1))),
          ProbeMarket.sender(
            "trader/0", [(50, ProbeMarket.order(1, .buy, 1, at: 99))], log: MessageLog()),
        ]))
    #expect(NewsTests.news(alone).count > 8)
    #expect(NewsTests.story(among) == NewsTests.story(alone))
    let others = NewsTests.news(among, of: 1)
    #expect(others.filter { $0.instrument.value == 0 } == NewsTests.news(alone))
    #expect(others.count > NewsTests.news(alone).count + 8)
  }

  @Test func `who does not follow pays nothing: its run is the one without jumps`() throws {
    let still = FundamentalDescription(
      instrument: InstrumentIndex(0), process: NewsTests.process())
    func run(_ value: FundamentalDescription) throws -> PlanRun {
      let reader = NewsReader(log: MessageLog(), follows: [])
      return try PlanRun(NewsTests.plan([value], [NewsTests.reader("reader/0", reader)]))
    }
    let (without, with) = (try run(still), try run(NewsTests.jumping()))
    #expect(with.digest == without.digest)
    #expect(with.events == without.events)
    let told = NewsReader(log: MessageLog())
    let followed = try PlanRun(
      NewsTests.plan([NewsTests.jumping()], [NewsTests.reader("reader/0", told)]))
    #expect(followed.digest != without.digest)
  }

  @Test func `a value that builds on another jumps with it, and its followers are told`() throws {
    let log = MessageLog()
    let base = FundamentalDescription(
      instrument: InstrumentIndex(0), process: NewsTests.process(),
      shocks: NewsTests.shocks([(100, 8)]))
    let tied = FundamentalDescription(
      instrument: InstrumentIndex(1),
      process: Cointegration(
        other: InstrumentIndex(0), intercept: 10, slope: -2,
        spread: OrnsteinUhlenbeck(mean: 0, start: 0, reversionPerSecond: 0, volatility: 0)),
      shocks: NewsTests.shocks([(200, 3)]))
    let reader = NewsReader(log: log, follows: [1])
    _ = try PlanRun(NewsTests.plan([base, tied], [NewsTests.reader("reader/0", reader)]))
    #expect(
      NewsTests.story(log) == [
        "100000000 of 100000000: -16 to -1006", "200000000 of 200000000: 3 to -1003",
      ])
  }

  @Test func `jumps of one moment are each told, in their order, whoever has looked`() throws {
    let log = MessageLog()
    let value = FundamentalDescription(
      instrument: InstrumentIndex(0), process: NewsTests.process(),
      shocks: NewsTests.shocks([(100, 8), (100, -3)]))
    let reader = NewsReader(log: log, looks: [100])
    _ = try PlanRun(NewsTests.plan([value], [NewsTests.reader("reader/0", reader)]))
    #expect(NewsTests.news(log).map(\.size) == [8, -3])
    #expect(NewsTests.news(log).map(\.value.ticks) == [508, 505])
  }

  @Test func `news of an unknown venue or instrument is a fault, of one without a value silence`()
    throws
  {
    let log = MessageLog()
    let value = FundamentalDescription(
      instrument: InstrumentIndex(0), process: NewsTests.process(),
      shocks: NewsTests.shocks([(100, 8)]))
    var plan = NewsTests.plan(
      [value],
      [
        NewsTests.reader("lost/0", NewsReader(log: log, venue: 9)),
        NewsTests.reader("far/0", NewsReader(log: log, follows: [9])),
        NewsTests.reader("silent/0", NewsReader(log: log, follows: [1])),
      ])
    plan.instruments.append(Instrument(symbol: "NONE", openPrice: Price(ticks: 1)))
    let run = try PlanRun(plan)
    #expect(run.summaries.map { $0.faults[.unknownBook] } == [1, 1, 0])
    #expect(log.entries.isEmpty)
    #expect(run.end == .finished)
  }

  @Test func `in another future the next jump comes as it would have, and others behind it`() throws
  {
    func news(_ future: UInt64?) throws -> [String] {
      let log = MessageLog()
      var whole = try Simulation(
        NewsTests.plan(
          [NewsTests.jumping()], [NewsTests.reader("reader/0", NewsReader(log: log))]))
      guard let future else {
        _ = whole.advance(until: .end)
        return NewsTests.story(log)
      }
      _ = whole.advance(until: .time(.zero + .milliseconds(300)))
      var fork = whole.fork(future: future)
      _ = fork.advance(until: .end)
      return NewsTests.story(log)
    }
    let (original, same) = (try news(nil), try news(0))
    let (one, two) = (try news(1), try news(2))
    #expect(same == original)
    let told = original.prefix { Int64($0.prefix { $0 != " " })! <= 300_000_000 }.count
    #expect(told > 1)
    #expect(one.prefix(told + 1) == original.prefix(told + 1))
    #expect(Set([original[told + 1], one[told + 1], two[told + 1]]).count == 3)
    #expect(try news(1) == one)
  }

  private static func span(_ start: Int64, _ length: Int64) -> OutageTimes {
    OutageTimes([
      OutageTimes.Span(start: .zero + .milliseconds(start), length: .milliseconds(length))
    ])
  }

  /// Jumps at 100, 200, ... 500 ms; a reader with troubles from 150 to 350 ms beside one without.
  private static func toldThrough(_ conditions: FeedConditions) throws -> (
    troubled: [String], other: [String], lost: UInt64
  ) {
    let log = MessageLog()
    let value = FundamentalDescription(
      instrument: InstrumentIndex(0), process: NewsTests.process(),
      shocks: NewsTests.shocks((1...5).map { (100 * $0, Double($0)) }))
    var troubled = NewsTests.reader(
      "troubled/0", NewsReader(log: log), latency: .constant(.milliseconds(1)))
    troubled.feed = conditions
    let run = try PlanRun(
      NewsTests.plan([value], [troubled, NewsTests.reader("other/0", NewsReader(log: log))]))
    #expect(run.end == .finished)
    return (
      NewsTests.story(log), NewsTests.story(log, of: 1), run.summaries[0].feedLosses
    )
  }

  private static let wholeStory = [
    "101000000 of 100000000: 1 to 501", "201000000 of 200000000: 2 to 503",
    "301000000 of 300000000: 3 to 506", "401000000 of 400000000: 4 to 510",
    "501000000 of 500000000: 5 to 515",
  ]

  @Test func `news does not reach a line that is down, nor one that loses what leaves`() throws {
    let clean = try NewsTests.toldThrough(.perfect)
    #expect(clean.troubled == NewsTests.wholeStory)
    let cut = try NewsTests.toldThrough(FeedConditions(disconnects: NewsTests.span(150, 200)))
    #expect(cut.troubled == [0, 3, 4].map { NewsTests.wholeStory[$0] })
    let gap = try NewsTests.toldThrough(FeedConditions(gaps: NewsTests.span(150, 200)))
    #expect(gap.troubled == [0, 3, 4].map { NewsTests.wholeStory[$0] })
    #expect((clean.lost, cut.lost, gap.lost) == (0, 0, 2))
    #expect(cut.other == clean.other)
    #expect(gap.other == clean.other)
  }

  @Test func `news waits where the feed stands still, and comes in order`() throws {
    let late = try NewsTests.toldThrough(FeedConditions(stale: NewsTests.span(150, 200)))
    #expect(
      late.troubled == [
        "101000000 of 100000000: 1 to 501", "351000000 of 200000000: 2 to 503",
        "351000000 of 300000000: 3 to 506", "401000000 of 400000000: 4 to 510",
        "501000000 of 500000000: 5 to 515",
      ])
    #expect(late.lost == 0)
  }
}
