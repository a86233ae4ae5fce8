import Foundation
import Scenarios
import Testing

@testable import Harness

/// Scores of small generated markets against Fixtures/LobBench/lob_bench.py.
struct LobBenchFixtureTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Fixtures/LobBench").standardized

  static let markets: [(name: String, seed: UInt64, messages: Int)] = [
    ("ten_levels_real", 26, 360), ("ten_levels_generated", 29, 310),
    ("one_level_real", 3, 900), ("one_level_generated", 10, 800),
  ]

  @Test func `the files are what the generator writes`() throws {
    for (name, seed, messages) in Self.markets {
      let market = RandomLobsterMarket(seed: seed, messages: messages)
      #expect(market.depth == (name.hasPrefix("ten") ? 10 : 1))
      #expect(try text("\(name)_message.csv") == market.messages, "\(name)")
      #expect(try text("\(name)_orderbook.csv") == market.rows, "\(name)")
    }
  }

  @Test(arguments: ["ten_levels", "one_level"])
  func `scores equal an independent computation`(pair: String) throws {
    let (real, generated) = (try sequence("\(pair)_real"), try sequence("\(pair)_generated"))
    try check(pair, real: [real], generated: [generated])
    try check("\(pair)_in_halves", real: real.halves, generated: generated.halves)
  }

  @Test(arguments: ["ten_levels", "one_level"])
  func `each block of fifty messages equals it, too`(pair: String) throws {
    let (real, generated) = (try sequence("\(pair)_real"), try sequence("\(pair)_generated"))
    let expected = try #require(try Self.expected()[pair]?["divergence"])
    for score in LobBenchScore.allCases where score.neededDepth <= real.depth {
      let found = try LobBench.divergence(score, real: [real], generated: [generated])
      guard case .array(let blocks)? = expected[score.rawValue] else {
        Issue.record("no blocks of \(score.rawValue)")
        continue
      }
      #expect(found.count == blocks.count)
      for (index, block) in blocks.enumerated() {
        LobBenchFigures.expect(found[index], block, "\(score.rawValue) block \(index)")
      }
    }
  }

  @Test func `intervals hold their scores, and impact has one`() throws {
    let (real, generated) = (try sequence("one_level_real"), try sequence("one_level_generated"))
    let report = try LobBench.scores(
      real: [real], generated: [generated], resampling: LobBenchResampling(draws: 50))
    for entry in report.entries where entry.l1 != nil && entry.name != "vol_per_min" {
      let interval = try #require(entry.l1Interval, "\(entry.name)")
      #expect(interval.contains(entry.l1!), "\(entry.name)")
      let isWide = interval.upperBound > interval.lowerBound
      #expect(isWide == (entry.wasserstein != nil || entry.name == "orderbook_imbalance"))
    }
    let impact = try #require(report.impact.score)
    let interval = try #require(report.impact.interval)
    #expect(interval.contains(impact) && interval.lowerBound < interval.upperBound)
    #expect(abs(report.impact.meanAbsolute! * 21 - impact) < 1e-9)
  }

  private func check(
    _ name: String, real: [LobBenchSequence], generated: [LobBenchSequence]
  ) throws {
    let report = try LobBench.scores(
      real: real, generated: generated, resampling: LobBenchResampling(draws: 0))
    LobBenchFigures.expect(report, try #require(try Self.expected()[name]), name)
  }

  private static func expected() throws -> JSONValue {
    try JSONValue(
      parsing: String(
        contentsOf: folder.appendingPathComponent("expected.json"), encoding: .utf8))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
  }

  private func sequence(_ name: String) throws -> LobBenchSequence {
    try LobBenchFigures.read(
      messages: Self.folder.appendingPathComponent("\(name)_message.csv").path,
      book: Self.folder.appendingPathComponent("\(name)_orderbook.csv").path)
  }
}
