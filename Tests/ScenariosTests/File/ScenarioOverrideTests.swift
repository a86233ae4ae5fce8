import SimKernel
import Testing

@testable import Scenarios

struct ScenarioOverrideTests {
  @Test func `a value is replaced by its path`() throws {
    let scenario = try read(
      sampleScenario,
      set: [
        "agents.buyer.quantity=5000", "clock.end=\"11:00:00\"", "instruments.ABM.tick=0.50",
        "venues.XLIT.fees.maker=0 bps", "latency.desk.jitter=1 us", "agents.0.count=3", "seed=7",
      ])
    #expect(scenario.agents[2].parameters.quantity("quantity") == Quantity(lots: 5_000))
    #expect(scenario.clock.end == .zero + .hours(11))
    #expect(scenario.instruments[0].openPrice == Price(ticks: 2_000))
    #expect(scenario.venues[0].makerFee == .zero)
    #expect(
      scenario.latencyProfiles[5][.entry].pieces[0].parameters.duration("jitter")
        == .microseconds(1))
    #expect(scenario.agents[0].count == 3)
    #expect(scenario.seed == 7)
  }

  @Test func `a symbol with a point is found by its whole name`() throws {
    let scenario = try read(sampleScenario, set: ["instruments.BRK.B.open_price=500"])
    #expect(scenario.instruments[1].openPrice == Price(ticks: 10_000))
  }

  @Test func `a key or section that the file leaves out can be set`() throws {
    let bare = String(sampleScenario.split(separator: "limits:")[0])
    let scenario = try read(
      bare, set: ["limits.events=5", "agents.noise.size=7", "venues.YLIT.fees.taker=1 bps"])
    #expect(scenario.limits.events == 5)
    #expect(scenario.agents[0].parameters.quantity("size") == Quantity(lots: 7))
    #expect(scenario.venues[1].takerFee == BasisPoints(tenThousandths: 10_000))
  }

  @Test func `the last override of a path wins`() throws {
    #expect(try read(sampleScenario, set: ["seed=1", "seed=2"]).seed == 2)
  }

  @Test func `a seed from the command line takes the same way`() throws {
    let scenario = try testReader.read(
      Array(sampleScenario.utf8), file: "s.yaml", overrides: [.seed(.max)])
    #expect(scenario.seed == .max)
  }

  @Test func `a whole mapping can be given in one value`() throws {
    let scenario = try read(
      sampleScenario, set: ["clock={start: \"01:00:00\", end: \"02:00:00\"}"])
    #expect(scenario.clock.start == .zero + .hours(1))
  }

  static let wrong: [(String, String)] = [
    (
      "agents.buyr.quantity=5000",
      "no 'buyr' in agents, allowed are 0 to 4 and noise, maker, buyer, bridge, story, "
        + "did you mean 'buyer'?"
    ),
    (
      "agents.9.count=1",
      "no '9' in agents, allowed are 0 to 4 and noise, maker, buyer, bridge, story"
    ),
    (
      "agents.buyer.quantity=x",
      "quantity is 'x', allowed is a whole number of lots from 1 to 2147483647"
    ),
    (
      "agents.buyer.quantty=5",
      "unknown key 'quantty' in agent 'buyer', allowed are name, type, count, latency, "
        + "decision_latency, decision, venue, instrument, feed, side, quantity, from, to, limit, "
        + "note, "
        + "did you mean 'quantity'?"
    ),
    (
      "agentz.buyer.count=1",
      "unknown key 'agentz' in the scenario, allowed are include, description, seed, clock, "
        + "instruments, venues, latency, congestion, fundamentals, regimes, seasonality, agents, "
        + "limits, record, did you mean 'agents'?"
    ),
    ("seed.x=1", "no 'x' in seed, which is a single value"),
    ("seed=[", "not YAML: did not find expected node content while parsing a flow node"),
    ("seed=", "seed is empty, allowed is an integer from 0 to 18446744073709551615"),
    ("agents..x=1", "the path 'agents..x', allowed are keys joined by single points"),
    ("include=x.yaml", "include comes before overrides, allowed is 'include' in a file"),
    ("=4", "no path before '=', allowed is path=value such as agents.buyer.quantity=5000"),
    (
      "agents",
      "a path without '=' and a value, allowed is path=value such as agents.buyer.quantity=5000"
    ),
    (
      "agents.buyer.latency=&x desk", "the anchor '&x', allowed are values without anchors and tags"
    ),
  ]

  @Test(arguments: wrong)
  func `a wrong override is named as it was typed`(_ assignment: String, _ message: String) {
    #expect(faults(sampleScenario, set: [assignment]) == ["--set \(assignment): \(message)"])
  }

  @Test func `faults of overrides come after those of the file`() {
    let found = faults(sample("trades: true", "trades: 1"), set: ["seed=x"])
    #expect(found.map { String($0.prefix(12)) } == ["s.yaml:33:18", "--set seed=x"])
  }
}
