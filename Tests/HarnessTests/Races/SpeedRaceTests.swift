import Foundation
import Scenarios
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// What a maker loses to faster takers is what the distributions of their latencies say.
struct SpeedRaceTests {
  private static let scenario = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "scenarios/speed_race.yaml").path

  private static let profiles = ["colo", "proximity", "cloud", "retail"]

  private static func comparison(
    _ profiles: [String] = profiles, _ overrides: [String] = [], seeds: ClosedRange<UInt64> = 1...10
  ) async throws -> SpeedRaceComparison {
    try await SpeedRaceComparison.run(
      path: scenario, profiles: profiles, overrides: overrides, seeds: seeds, workers: 2)
  }

  @Test func `each step away from the venue costs more, and as much as the closed form says`()
    async throws
  {
    #if DEBUG
      let race = try await Self.comparison(Self.profiles, ["clock.end=\"11:30:00\""])
    #else
      let race = try await Self.comparison(seeds: 1...100)
    #endif
    for entry in race.entries {
      let deviation = entry.loss.deviation(from: entry.expected)
      #expect(abs(deviation) < 4, "\(entry.profile): \(entry.loss) of \(entry.expected)")
      #expect(entry.loss.standardError < 0.04 * entry.loss.value, "\(entry.profile)")
    }
    for step in race.steps {
      #expect(step.difference.deviation(from: 0) > 4, "\(step.from) to \(step.to)")
    }
    // The control: each loss lies far from what its neighbour's latency would cost.
    for (entry, neighbour) in zip(race.entries, race.entries.dropFirst()) {
      #expect(entry.loss.deviation(from: neighbour.expected) < -4, "\(entry.profile)")
    }
    // The same seeds: a difference is known better than either loss.
    let last = try #require(race.steps.last)
    #expect(last.difference.standardError < 0.7 * race.entries[3].loss.standardError)
  }

  @Test func `a maker that thinks for longer loses more, as its budget says`() async throws {
    let quick = ["clock.end=\"10:30:00\""]
    let slow = quick + ["agents.maker.decision_latency=950us"]
    let first = try await Self.comparison(["colo"], quick, seeds: 1...8).entries[0]
    let second = try await Self.comparison(["colo"], slow, seeds: 1...8).entries[0]
    #expect(abs(second.reaction - first.reaction - 950_000) < 1e-6 * second.reaction)
    // One millisecond of 10 us to 200 ms: log 100 / log 20,000.
    #expect(abs(second.chance - log(100) / log(20_000)) < 1e-3)
    #expect(abs(second.loss.deviation(from: second.expected)) < 4)
    let difference = SimulatedValue(meanOf: zip(second.losses, first.losses).map { $0 - $1 })
    #expect(difference.deviation(from: 0) > 4)
  }

  @Test func `a race has one maker, takers, and a value that jumps at random`() async throws {
    let folder = try TemporaryFolder()
    let text = try String(contentsOfFile: Self.scenario, encoding: .utf8)
    let still =
      "the value of 'maker' moves between its random_shocks too, for which there is no closed "
      + "form; allowed is ornstein_uhlenbeck with volatility and reversion 0 and no shocks"
    let cases: [(String, String, String)] = [
      (
        "type: news_maker,", "count: 2, type: news_maker,",
        "2 agents of type news_maker, allowed is one"
      ),
      (
        "type: news_taker, count: 10, latency: racer, quantity: 10",
        "type: observer, latency: racer",
        "no agents of type news_taker beside 'maker', allowed is at least one group"
      ),
      (
        "per_hour: 60", "per_hour: 0",
        "the value of 'maker' has no random_shocks, allowed is a rate above 0"
      ),
      ("volatility: 0", "volatility: 1", still),
      ("volatility: 0", "volatility: 0\n      reversion: 0.1", still),
      (
        "random_shocks:", "shocks: [{at: \"09:31:00\", size: 9}]\n      random_shocks:", still
      ),
      (
        "latency: racer", "latency: adversarial",
        "the latency 'adversarial' of 'takers' has no distribution in closed form; allowed are "
          + "constant, shifted_gamma, log_uniform, empirical, without pieces and congestion"
      ),
    ]
    for (found, replacement, message) in cases {
      #expect(text.contains(found))
      let path = try folder.write("s.yaml", text: text.replacing(found, with: replacement))
      let error = await #expect(throws: SpeedRaceMistake.self) {
        _ = try await SpeedRaceComparison.run(path: path, profiles: ["colo"], seeds: 1...2)
      }
      #expect(error?.description.hasSuffix(message) == true, "\(error?.description ?? "none")")
    }
  }

  // MARK: Conditions

  private static func mistake(_ overrides: [String]) async -> String {
    let error = await #expect(throws: SpeedRaceMistake.self, "\(overrides)") {
      _ = try await comparison(["colo"], overrides, seeds: 1...2)
    }
    return error?.description.replacing(scenario, with: "FILE") ?? "none"
  }

  static let refused: [([String], String)] = [
    (
      ["agents.maker.quantity=99"],
      "all takers together want 100 lots of a quote, allowed are at most those of 'maker', 99"
    ),
    (
      ["agents.takers.count=1000"],
      "all takers together want 10000 lots of a quote, allowed are at most those of 'maker', 100"
    ),
    (
      ["agents.takers.max_position=5"],
      "max_position of 'takers' is 5, allowed are 1195 lots at least: its quantity and six "
        + "standard deviations of what the jumps of a run add up to"
    ),
    (
      ["agents.maker.max_position=11949"],
      "max_position of 'maker' is 11949, allowed are 11950 lots at least: its quantity and six "
        + "standard deviations of what the jumps of a run add up to"
    ),
    (
      ["agents.takers.min_edge=60"],
      "'takers' take a quote from a jump of 62 ticks on, half_spread and min_edge, and 0.30 % of "
        + "jumps are so large, allowed are 99.9 % at least"
    ),
    (
      ["agents.maker.half_spread=35"],
      "'takers' take a quote from a jump of 36 ticks on, half_spread and min_edge, and 69.15 % of "
        + "jumps are so large, allowed are 99.9 % at least"
    ),
    (
      ["agents.maker.decision_latency=700ms"],
      "'maker' takes 700.05 ms from a jump to the venue, allowed is a hundredth of the time "
        + "between two jumps, 600.00 ms, at most"
    ),
  ]

  @Test(arguments: refused)
  func `what the closed form does not hold for is refused`(
    overrides: [String], message: String
  ) async {
    #expect(await Self.mistake(overrides) == "FILE: " + message)
  }

  @Test func `what it just holds for is measured, and agrees`() async throws {
    let race = try await Self.comparison(
      ["cloud"],
      [
        "clock.end=\"12:00:00\"", "agents.maker.quantity=20", "agents.takers.count=2",
        "agents.maker.max_position=1490", "agents.takers.max_position=745",
        "agents.maker.half_spread=14", "agents.takers.min_edge=1",
      ], seeds: 1...8)
    let entry = try #require(race.entries.first)
    let deviation = entry.loss.deviation(from: entry.expected)
    #expect(abs(deviation) < 4, "\(entry.loss) of \(entry.expected)")
  }

  /// The shipped race with one piece of its text replaced.
  private static func changed(_ found: String, _ replacement: String) throws -> String {
    let text = try String(contentsOfFile: scenario, encoding: .utf8)
    try #require(text.contains(found), "\(found)")
    return try TemporaryFolder().write("s.yaml", text: text.replacing(found, with: replacement))
  }

  static let changes: [(String, String, String)] = [
    (
      "agents:\n", "agents:\n  - {name: noise, type: noise, latency: colo}\n",
      "'noise' of type 'noise' trades beside the race, allowed are news_maker, news_taker, "
        + "observer"
    ),
    (
      "XLIT}\n", "XLIT}\n  - {name: YLIT}\n",
      "none"
    ),
    (
      "quantity: 10}", "quantity: 10, feed: {gaps: {every: 1 h, length: 1 s}}}",
      "market data of 'takers' fail now and then, allowed is no feed with gaps, stale or "
        + "disconnects"
    ),
    (
      "agents:\n", "regimes: {schedule: [{from: \"09:30:00\", regime: trending}]}\nagents:\n",
      "regime 'trending' drifts, which moves the value between jumps, allowed is a drift of 0"
    ),
    (
      "agents:\n", "limits: {position: 50}\nagents:\n",
      "orders of 'maker' were refused in the run with seed 1, allowed is none: limits, tick_size "
        + "and lot_size that let all pass"
    ),
    (
      "XLIT}", "XLIT, tick_size: 5}",
      "orders of 'maker' were refused in the run with seed 1, allowed is none: limits, tick_size "
        + "and lot_size that let all pass"
    ),
  ]

  @Test(arguments: changes)
  func `a scenario in which more happens than the race is refused`(
    found: String, replacement: String, message: String
  ) async throws {
    let path = try Self.changed(found, replacement)
    let run = {
      _ = try await SpeedRaceComparison.run(
        path: path, profiles: ["colo"], overrides: ["clock.end=\"10:00:00\""], seeds: 1...2)
    }
    if message == "none" { return try await run() }
    let error = await #expect(throws: SpeedRaceMistake.self) { try await run() }
    let description = error?.description ?? "none"
    #expect(description.hasPrefix(path + ": ") && description.hasSuffix(message), "\(description)")
  }

  @Test func `takers at another venue are refused`() async throws {
    let path = try Self.changed("XLIT}\n", "XLIT}\n  - {name: YLIT}\n")
    let error = await #expect(throws: SpeedRaceMistake.self) {
      _ = try await SpeedRaceComparison.run(
        path: path, profiles: ["colo"], overrides: ["agents.takers.venue=YLIT"], seeds: 1...2)
    }
    #expect(
      error?.description
        == "\(path): 'takers' trade at another venue than 'maker', allowed is the same one")
  }

  @Test func `fees and rebates are no adverse selection`() async throws {
    let path = try Self.changed("XLIT}", "XLIT, fees: {maker: -2 bps, taker: 3 bps}}")
    let half = ["clock.end=\"10:00:00\""]
    let free = try await Self.comparison(["cloud"], half, seeds: 1...3).entries[0]
    let charged = try await SpeedRaceComparison.run(
      path: path, profiles: ["cloud"], overrides: half, seeds: 1...3
    ).entries[0]
    #expect(charged.losses == free.losses)
    #expect(free.losses.allSatisfy { $0 > 0 })
  }

  // MARK: Distributions

  @Test func `distributions give back their quantiles, and are those of the samplers`() throws {
    let laws: [(LatencyDistribution, LatencyModel)] = [
      (
        .shiftedGamma(shift: 15_000, scale: 2_500),
        .shiftedGamma(shift: .microseconds(15), scaleNanoseconds: 2_500)
      ),
      (
        .logUniform(least: 10_000, most: 2e8),
        .logUniform(least: .microseconds(10), most: .milliseconds(200))
      ),
      (
        .empirical([[0, 100], [0.5, 1_000], [1, 9_000]]),
        .empirical([
          LatencyQuantile(probability: 0, nanoseconds: 100),
          LatencyQuantile(probability: 0.5, nanoseconds: 1_000),
          LatencyQuantile(probability: 1, nanoseconds: 9_000),
        ])
      ),
    ]
    for (distribution, model) in laws {
      for part in [0.001, 0.2, 0.5, 0.77, 0.999] {
        #expect(abs(distribution.chance(distribution.quantile(part)) - part) < 1e-9)
        let below = (1...4_000).filter { number in
          var stream = RandomStream(
            key: RunKey(seed: 5), stream: StreamID(name: "d", purpose: "d"),
            decision: UInt32(number))
          let drawn = model.draw(from: &stream, LatencyTrip(leaves: .zero))
          return Double(drawn) <= distribution.quantile(part)
        }.count
        let error = (part * (1 - part) / 4_000).squareRoot()
        #expect(abs(Double(below) / 4_000 - part) < 4 * error + 1e-3, "\(part)")
      }
    }
    #expect(LatencyDistribution.constant(7).chance(6.9) == 0)
    #expect(LatencyDistribution.constant(7).chance(7) == 1)
  }

  @Test func `the chance to be later is exact for constants and antisymmetric else`() {
    func reaction(_ message: LatencyDistribution) -> ReactionTime {
      ReactionTime(news: .constant(2_000), decision: 500, message: message)
    }
    let taker = reaction(.logUniform(least: 10_000, most: 2e8))
    let exact = log(25.0) / log(20_000)
    #expect(abs(reaction(.constant(250_000)).chanceOfBeing(laterThan: taker) - exact) < 1e-12)
    let gamma = reaction(.shiftedGamma(shift: 100_000, scale: 400_000))
    let sum = gamma.chanceOfBeing(laterThan: taker) + taker.chanceOfBeing(laterThan: gamma)
    #expect(abs(sum - 1) < 1e-4)
  }
}
