import TestSupport
import Testing

@testable import SimKernel

struct LatencyHistogramTests {
  /// The exact quantiles by nearest rank.
  private static func exact(_ values: [Int64]) -> (p50: Int64, p99: Int64, max: Int64) {
    let sorted = values.sorted()
    func rank(_ percent: Int) -> Int { (percent * sorted.count + 99) / 100 - 1 }
    return (sorted[rank(50)], sorted[rank(99)], sorted[sorted.count - 1])
  }

  @Test(arguments: 0..<UInt64(200))
  func `quantiles are within 1/128 of the exact ones, and the longest is exact`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    var histograms = LatencyHistograms(agents: 3)
    var values: [[Int64]] = [[], [], []]
    for _ in 0..<random.integer(in: 1...400) {
      let agent = Int(random.integer(in: 0...1))
      let top = Int64(1) << random.integer(in: 0...43)
      let value = random.integer(in: 0...top)
      histograms.note(value, of: UInt32(agent))
      values[agent].append(value)
    }
    let none = histograms.quantiles(of: 2)
    #expect(none == nil)
    for agent in 0..<2 where !values[agent].isEmpty {
      let quantiles = histograms.quantiles(of: agent)
      let found = try #require(quantiles)
      let exact = LatencyHistogramTests.exact(values[agent])
      #expect(found.count == UInt64(values[agent].count))
      #expect(found.max == exact.max)
      for (found, exact) in [(found.p50, exact.p50), (found.p99, exact.p99)] {
        #expect(abs(found - exact) <= exact / 128 + 1, "\(found) for \(exact)")
      }
    }
  }

  @Test func `what is always the same is exact`() throws {
    var histograms = LatencyHistograms(agents: 1)
    for _ in 0..<1_000 { histograms.note(123_456, of: 0) }
    let quantiles = histograms.quantiles(of: 0)
    let found = try #require(quantiles)
    #expect((found.p50, found.p99, found.max) == (123_456, 123_456, 123_456))
  }

  private static func plan(measures: Bool) -> SimulationPlan {
    var plan = RandomPlan.make(seed: 4, allowsExternal: false)
    plan.measuresEntryLatency = measures
    return plan
  }

  @Test func `measuring changes no event, and agrees with the journal`() throws {
    let plain = try PlanRun(LatencyHistogramTests.plan(measures: false))
    let measured = try PlanRun(LatencyHistogramTests.plan(measures: true))
    #expect(plain.digest == measured.digest)
    #expect(plain.summaries.allSatisfy { $0.entryLatency == nil })
    let sent = measured.lines.filter { $0.kind == .sent && $0.detail == 0 }
    for (agent, summary) in measured.summaries.enumerated() {
      let count = sent.count { $0.agent == UInt32(agent) }
      #expect(summary.entryLatency?.count ?? 0 == UInt64(count))
    }
    #expect(!sent.isEmpty)
  }
}
