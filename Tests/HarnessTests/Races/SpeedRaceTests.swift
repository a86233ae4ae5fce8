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
