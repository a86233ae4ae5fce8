import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// The shipped markets of split orders, of pairs and of a replayed flow do what they are for.
struct EcologyScenarioTests {
  private static let root: String = {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.path
  }()

  private static func setup(_ name: String, _ overrides: [String] = []) throws -> RunSetup {
    try RunSetup(path: root + "/scenarios/\(name).yaml", overrides: overrides)
  }

  /// Signs of the aggressors, trade by trade.
  private final class SignListener: TradeListener {
    var signs: [Double] = []

    func write(_ trade: TradeRecord) throws { signs.append(trade.side == .buy ? 1 : -1) }
    func finish() throws {}
  }

  /// The mean autocorrelation of trade signs over lags 1 to 10.
  private static func memory(_ setup: RunSetup) throws -> (mean: Double, trades: Int) {
    let listener = SignListener()
    _ = try Runner.run(setup, Runner.Options(), into: TradeSink([listener]))
    let signs = listener.signs
    let mean = signs.reduce(0, +) / Double(signs.count)
    let variance = signs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(signs.count)
    let values = (1...10).map { lag in
      (lag..<signs.count).reduce(0.0) { $0 + (signs[$1] - mean) * (signs[$1 - lag] - mean) }
        / Double(signs.count) / variance
    }
    return (values.reduce(0, +) / 10, signs.count)
  }

  @Test func `split orders give trade signs a memory, and orders of one piece do not`() throws {
    let end = "clock.end=\"\(isFullScale ? "09:40:00" : "09:32:00")\""
    let split = try Self.memory(Self.setup("metaorders", [end]))
    let whole = try Self.memory(Self.setup("metaorders", [end, "agents.splitter.tail=10"]))
    let noise = 1 / (10 * Double(whole.trades)).squareRoot()
    #expect(split.trades > 1_500)
    #expect(split.mean > 0.04, "\(split)")
    #expect(abs(whole.mean) < 5 * noise, "\(whole), noise \(noise)")
  }

  @Test func `pairs traders hold opposite legs or none`() throws {
    let result = try Runner.run(
      Self.setup("pairs", isFullScale ? [] : ["clock.end=\"09:38:00\""]))
    let pairs = result.agents.filter { $0.type == "pairs" }
    #expect(pairs.count == 3)
    for trader in pairs {
      #expect(trader.fills >= 4, "\(trader.name)")
      let (first, second) = (trader.positions[0].lots, trader.positions[1].lots)
      #expect(abs(first) <= 5 && abs(second) <= 5, "\(trader.name): \(first), \(second)")
      #expect(first * second <= 0, "\(trader.name): \(first), \(second)")
    }
    #expect(pairs.reduce(0) { $0 + $1.fills } > 20)
  }

  @Test func `a replayed flow trades mostly as recorded, and counts what did not`() throws {
    let result = try Runner.run(Self.setup("replay_with_agents"))
    let history = try #require(result.agents.first { $0.type == "replay" })
    func count(_ name: String) -> Int64 {
      history.tallies.first { $0.name == name }?.count ?? -1
    }
    let executed = count("executed_lots")
    #expect(executed > 100)
    #expect(count("as_recorded_lots") > executed / 4)
    #expect(count("elsewhere_lots") > 0)
    #expect(
      count("as_recorded_lots") + count("elsewhere_lots") + count("unfilled_lots") == executed)
    #expect(count("refused") == 0)
    let makers = result.agents.filter { $0.type == "market_maker" }
    #expect(makers.allSatisfy { $0.fills > 0 })
  }
}
