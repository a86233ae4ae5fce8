import Agents
import SimKernel
import TestSupport
import Testing

@testable import Scenarios

/// What goes wrong on the way of market data, as a file says it.
struct FeedFormatTests {
  private static let old = "count: 2, latency: colo, decision_latency: 2 us"

  private static func text(_ feed: String) -> String { sample(old, old + ", feed: \(feed)") }

  private static func feed(_ feed: String) throws -> FeedConditions {
    try #require(try read(text(feed)).agents.first { $0.name == "maker" }).feed
  }

  @Test func `without the key nothing goes wrong`() throws {
    #expect(try read(sampleScenario).agents.allSatisfy { $0.feed == .perfect })
    #expect(try FeedFormatTests.feed("{}") == .perfect)
  }

  @Test func `given times and random ones stand beside one another`() throws {
    let feed = try FeedFormatTests.feed(
      """
      {gaps: {every: 10 min, length: 200 ms, times: [{at: "09:35:00", for: 1 s}]}, \
      stale: {times: [{at: "09:31:00", for: 2 s}, {at: "09:31:03", for: 1 ms}]}, \
      disconnects: {every: 1 h, length: 5 s}}
      """)
    #expect(
      feed.gaps.random == OutageTimes.Random(every: .minutes(10), length: .milliseconds(200)))
    #expect(feed.gaps.spans.map(\.length) == [.seconds(1)])
    #expect(feed.stale.spans.map(\.start.timeOfDayText) == ["09:31:00", "09:31:03"])
    #expect(feed.stale.random == nil)
    #expect(
      feed.disconnects == OutageTimes(random: .init(every: .hours(1), length: .seconds(5))))
  }

  private static let faulty: [(feed: String, message: String)] = [
    (
      "{gap: {every: 1 s, length: 1 s}}",
      "unknown key 'gap' in feed of agent 'maker', allowed are gaps, stale, disconnects, did you "
        + "mean 'gaps'?"
    ),
    (
      "{gaps: {every: 1 s}}",
      "gaps of the feed of agent 'maker' have every and no length, allowed are both or none"
    ),
    (
      "{stale: {length: 1 s}}",
      "stale of the feed of agent 'maker' have length and no every, allowed are both or none"
    ),
    (
      "{stale: {}}",
      "stale of the feed of agent 'maker' are never, allowed is 'times', or 'every' and 'length'"
    ),
    (
      "{gaps: {every: 1 us, length: 1 s}}",
      "every is '1 us', allowed is a duration from 100 us to 24 h, such as 100 us"
    ),
    (
      "{gaps: {times: [{at: \"09:31:00\", for: 2 s}, {at: \"09:31:02\", for: 1 s}]}}",
      "at is 09:31:02, allowed is a time after the end of the one before, 09:31:02"
    ),
    (
      "{gaps: {times: [{at: \"09:31:00\", for: 0 ns}]}}",
      "for is '0 ns', allowed is a duration from 1 ns to 24 h, such as 15 us"
    ),
    (
      "{disconnects: {times: [{at: \"08:33:20\", for: 2 s}]}}",
      "at is 08:33:20, allowed is 09:30:00 to 10:00:00, while the scenario's clock runs"
    ),
    (
      "{stale: {times: [{at: \"09:31:00\", for: 2 s}, {at: \"10:00:01\", for: 1 s}]}}",
      "at is 10:00:01, allowed is 09:30:00 to 10:00:00, while the scenario's clock runs"
    ),
  ]

  @Test(arguments: faulty)
  func `what a feed cannot be is told with its place`(feed: String, message: String) {
    let found = faults(FeedFormatTests.text(feed))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("s.yaml:15:") == true)
    #expect(found.first?.hasSuffix(": " + message) == true, "\(found)")
  }

  @Test func `the plan's agents and venues have what the file says`() throws {
    let text = """
      clock: {start: "09:30:00", end: "09:31:00"}
      instruments:
        - {symbol: ABM, tick: 0.01, currency: USD, open_price: 10.00}
      venues:
        - {name: XLIT, cancel_on_disconnect: true}
        - {name: YLIT}
      agents:
        - name: w
          type: book_watcher
          count: 2
          latency: colo
          feed: {gaps: {every: 1 s, length: 1 ms}}
        - {name: v, type: observer, latency: colo}
      """
    let reader = ScenarioReader(agentTypes: AgentCatalog.standard.map(\.declaration))
    let plan = try SimulationPlan(reader.read(Array(text.utf8), file: "s.yaml"))
    #expect(plan.venues.map(\.cancelsOnDisconnect) == [true, false])
    let gaps = OutageTimes(
      random: OutageTimes.Random(every: .seconds(1), length: .milliseconds(1)))
    #expect(
      plan.participants.map(\.feed) == [
        FeedConditions(gaps: gaps), FeedConditions(gaps: gaps), .perfect,
      ])
    #expect(try PlanRun(plan).end == .finished)
  }
}
