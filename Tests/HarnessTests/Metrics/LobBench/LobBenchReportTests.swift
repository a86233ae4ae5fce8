import Scenarios
import Testing

@testable import Harness

/// What is said where a score has no answer, and how intervals behave.
struct LobBenchReportTests {
  private let quiet = LobBenchResampling(draws: 0)

  private func quotes(_ count: Int, ask: (Int) -> Int) -> LobBenchSequence {
    let lines = (0..<count).map { index in
      "\(index) 1 \(index) 10 9900 1 | \(ask(index)) \(100 + index % 7) 9900 \(index % 5 + 1)"
    }
    return ScriptedMarket.sequence(lines.joined(separator: "\n"))
  }

  @Test func `a score that needs ten levels says so where the files have one`() throws {
    let market = quotes(20) { 10_000 + $0 % 3 * 100 }
    let json = try LobBench.scores(real: [market], generated: [market], resampling: quiet).json
    #expect(json["ask_volume"]?["l1"] == .null)
    #expect(json["ask_volume"]?["ci95"]?["l1"] == .null)
    #expect(json["ask_volume"]?["reason"] == "needs 10 levels; the files have 1")
    #expect(json["spread"]?["l1"] == 0.0)
    #expect(json["spread"]?["wasserstein"] == 0.0)
    #expect(json["spread"]?["reason"] == nil)
  }

  @Test func `sets without values, and equal values, have reasons`() throws {
    let real = quotes(20) { _ in 10_000 }
    let generated = ScriptedMarket.sequence(
      """
      1.95 4 1 10 10000 -1 | 10000 10 9900 10
      2.5 4 1 10 10000 -1 | 10000 10 9900 10
      """)
    let report = try LobBench.scores(real: [real], generated: [generated], resampling: quiet)
    let reason = { (name: String) in report.entries.first { $0.name == name }!.reason }
    #expect(reason("spread") == "all values are equal, so that their deviation is 0")
    #expect(reason("ofi") == "neither set has a value")
    #expect(reason("limit_bid_order_depth") == "the generated set has no value")
    #expect(reason("vol_per_min") == "the real set has no value")
    #expect(report.entries.first { $0.name == "vol_per_min" }!.l1 == 1)
    #expect(report.entries.first { $0.name == "ofi" }!.l1 == nil)
  }

  @Test func `an imbalance without orders has no Wasserstein distance`() throws {
    let real = quotes(20) { _ in 10_000 }
    let empty = ScriptedMarket.sequence(
      """
      1 3 1 10 10000 -1 | 10000 10 9900 10
      2 3 1 10 10000 -1 | - - - -
      """)
    let report = try LobBench.scores(real: [real], generated: [empty], resampling: quiet)
    let entry = report.entries.first { $0.name == "orderbook_imbalance" }!
    #expect(entry.l1 != nil && entry.wasserstein == nil)
    #expect(entry.reason == "undefined in 1 rows without orders")
  }

  @Test func `the mean is over the scores that can be computed`() throws {
    let real = quotes(300) { 10_000 + $0 % 3 * 100 }
    let generated = quotes(300) { 10_000 + $0 % 5 * 100 }
    let report = try LobBench.scores(real: [real], generated: [generated], resampling: quiet)
    let distances = report.entries.compactMap(\.l1)
    #expect(report.entries.count == 21 && report.meanL1!.count == distances.count)
    #expect(distances.count < 21)
    #expect(report.meanL1!.mean == distances.reduce(0, +) / Double(distances.count))
    #expect(report.json["mean"]?["l1_scores"] == JSONValue(distances.count))
  }

  @Test func `two windows of different depth are no comparison`() {
    let one = quotes(5) { _ in 10_000 }
    let two = LobBenchSequence(messages: one.messages, rows: one.rows, depth: 2)
    #expect {
      try LobBench.scores(real: [one], generated: [two], resampling: quiet)
    } throws: { error in
      "\(error)".hasPrefix("a stretch of the generated set shows 2 levels and the first of the ")
    }
    #expect(
      throws: LobBenchError(description: "the real set has 0 messages; allowed is 1 or more")
    ) { try LobBench.scores(real: [], generated: [one], resampling: quiet) }
  }

  @Test func `intervals depend on the seed and on nothing else`() throws {
    let real = quotes(200) { 10_000 + $0 % 3 * 100 }
    let generated = quotes(200) { 10_000 + $0 * $0 % 11 * 100 }
    let report = { (seed: UInt64) in
      try LobBench.scores(
        real: [real], generated: [generated],
        resampling: LobBenchResampling(draws: 40, seed: seed)
      ).json
    }
    let (first, again, other) = (try report(1), try report(1), try report(2))
    #expect(first == again)
    #expect(first["spread"]?["l1"] == other["spread"]?["l1"])
    #expect(first["spread"]?["ci95"] != other["spread"]?["ci95"])
  }

  @Test func `blocks cover as many rows as the set has, on a circle`() {
    for count in [1, 2, 9, 10, 101] {
      var stream = LobBenchResampling().stream("test", draw: count)
      var seen: [Int] = []
      let blocks = LobBenchResampling.blocks(of: count, from: &stream)
      blocks.forEachStretch { rows in seen += rows }
      #expect(seen.count == count && seen.allSatisfy { (0..<count).contains($0) })
      let jumps = zip(seen, seen.dropFirst()).count { ($0 + 1) % count != $1 }
      #expect(jumps < blocks.starts.count)
    }
  }

  @Test func `an interval holds its score and stays within its bounds`() {
    let resampling = LobBenchResampling()
    let draws = (0...100).map { Double($0) / 100 }
    let inside = resampling.interval(0.5, draws: draws, within: 0...1)!
    #expect(abs(inside.lowerBound - 0.025) < 1e-12 && abs(inside.upperBound - 0.975) < 1e-12)
    #expect(resampling.interval(0.1, draws: draws, within: 0...1)!.lowerBound == 0)
    #expect(resampling.interval(0.9, draws: draws, within: 0...1)!.upperBound == 1)
    #expect(resampling.interval(0.5, draws: [0.5, .nan], within: 0...1) == nil)
  }
}
