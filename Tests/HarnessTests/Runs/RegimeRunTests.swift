import Scenarios
import SimKernel
import Testing

@testable import Harness

/// A reader of a run sees which regimes held, and what agents were told of values.
struct RegimeRunTests {
  private static let text = """
    seed: 3
    clock: {start: "09:30:00", end: "09:31:00"}
    instruments:
      - {symbol: ABM, tick: 0.01, currency: USD, open_price: 100.00}
    venues: [{name: XLIT}]
    fundamentals:
      processes:
        - instrument: ABM
          process: ornstein_uhlenbeck
          volatility: 0
          shocks: [{at: "09:30:20.5", size: -15}]
    regimes:
      own: {wild: {activity: 2}}
      schedule:
        - {from: "09:30:00", regime: calm}
        - {from: "09:30:10", regime: wild}
        - {from: "09:30:40", regime: calm}
    agents:
      - {name: noise, type: noise, count: 20, latency: retail, wake_every: 2 s}
      - {name: maker, type: news_maker, latency: colo, half_spread: 2}
    """

  private func lines(_ kind: JournalChoice.Kind) throws -> [String] {
    let sample = try SampleRun(Self.text)
    var choice = JournalChoice()
    choice.kind = kind
    return try JournalListing(run: try sample.journal("run", sample.setup()), choice).lines()
  }

  @Test func `the summary tells how long each regime held, and the figures from when on`() throws {
    let result = try Runner.run(try SampleRun(Self.text).setup())
    #expect(
      result.summary.contains(
        """
        regime  number  times  seconds  first at
        calm         0      2   30.000  09:30:00
        wild         6      1   30.000  09:30:10

        """), "\(result.summary)")
    #expect(
      result.json["regimes"] == [
        ["from": "09:30:00", "regime": "calm"], ["from": "09:30:10", "regime": "wild"],
        ["from": "09:30:40", "regime": "calm"],
      ])
  }

  @Test func `the journal has a line for each switch`() throws {
    #expect(
      try lines(.regime) == [
        "09:30:10.000000000                    enters regime 6",
        "09:30:40.000000000                    enters regime 0",
      ])
  }

  @Test func `the journal has a line for all news that reaches an agent`() throws {
    let news = try lines(.news)
    #expect(news.count == 1)
    #expect(news[0].hasPrefix("09:30:20.5000"))
    #expect(news[0].hasSuffix("  maker/0           hears that ABM is worth 99.85"))
  }

  @Test func `a run without regimes has no such table`() throws {
    let result = try Runner.run(try SampleRun().setup())
    #expect(!result.summary.contains("regime"))
    #expect(result.json["regimes"] == [])
  }
}
