import Foundation
import Scenarios
import TestSupport
import Testing

@testable import Harness

/// The report as a whole: keys, intervals, reasons, and the fixture that the engine generates.
struct MarketFactsTests {
  private static let fixture: (messages: String, rows: String) = {
    let market = FixtureMarket(seed: 2_012, steps: 2_400)
    return (market.messages, market.rows)
  }()

  private static func fixtureFacts(withBook: Bool, replicates: Int = 0) throws -> MarketFacts {
    let folder = try TemporaryFolder()
    let messages = try folder.write("fixture_message_2.csv", text: fixture.messages)
    let book = try withBook ? folder.write("fixture_orderbook_2.csv", text: fixture.rows) : nil
    return MarketFacts(
      name: DataSetName.of(messages), try MarketTape.lobster(messages: messages, book: book),
      bootstrap: BlockBootstrap(replicates: replicates))
  }

  private func value(_ json: JSONValue?) -> Double? {
    guard case .number(let value)? = json else { return nil }
    return value
  }

  /// From an independent implementation in Python and NumPy, on what `FixtureMarket` writes without
  /// its first row, which has one side only.
  private static let reference: [(String, String?, Double)] = [
    ("spread_time_weighted_mean_ticks", nil, 1.799873063657284),
    ("cancel_to_execution", nil, 1.1277258566978192),
    ("hidden_share", nil, 0.07581034020894722),
    ("excess_kurtosis", "1s", 29.05267726344126),
    ("excess_kurtosis", "10s", 2.040839826934069),
    ("acf_returns_1s", "1", -0.10435965933636379),
    ("acf_absolute_returns_1s", "1", 0.11730278630408078),
    ("acf_absolute_returns_1s", "10", 0.06793738692910033),
    ("acf_absolute_returns_1s", "30", 0.03588646005399399),
    ("volatility_bp", "60s", 1.7035584551039975),
    ("hill_tail_index", "1s", 2.479999394671893),
    ("zero_return_share", "10s", 0.37640449438202245),
    ("trade_sign_acf", "1", 0.6303173252186409),
    ("trade_sign_acf", "10", 0.008453705093263179),
    ("trade_sign_decay_exponent", nil, 0.41773120370978173),
    ("ofi_r_squared_10s", nil, 0.35551713246138184),
    ("ofi_slope_ticks_per_100_shares_10s", nil, 0.13031399894938117),
    ("response_ticks", "0", 0.23796033994334276),
    ("response_ticks", "1", 0.34232954545454547),
    ("response_ticks", "10", 0.4198250728862974),
    ("response_ticks", "100", -0.20553359683794464),
    ("spread_quantiles_ticks", "p5", 1.0),
    ("spread_quantiles_ticks", "p50", 1.0),
    ("spread_quantiles_ticks", "p95", 4.0),
    ("spread_one_tick_share", nil, 0.5131674714916398),
    ("impact_exponent", "immediate", 1.1489802650433363),
  ]

  @Test func `the engine's market has the statistics that an independent program finds`() throws {
    let facts = try Self.fixtureFacts(withBook: true)
    for (key, member, expected) in Self.reference {
      let found = facts.estimate(key, member)?.value
      #expect(
        isClose(found, expected, within: 1e-9 * max(1, abs(expected))),
        "\(key) \(member ?? ""): \(found ?? .nan), expected \(expected)")
    }
  }

  @Test func `a book rebuilt from the messages gives the same statistics as the recorded one`()
    throws
  {
    let (recorded, rebuilt) = try (
      Self.fixtureFacts(withBook: true), Self.fixtureFacts(withBook: false)
    )
    for (one, other) in zip(recorded.rows, rebuilt.rows)
    where !one.key.hasPrefix("depth") {
      #expect(one == other)
    }
    #expect(recorded.depthLevels == 2)
    #expect(rebuilt.depthLevels == 10)
  }

  @Test func `every row of the table of recorded markets has its key, and numbers are finite`()
    throws
  {
    let facts = try Self.fixtureFacts(withBook: true, replicates: 40)
    let json = try JSONValue(parsing: facts.json.text())
    for key in ["spread_time_weighted_mean_ticks", "cancel_to_execution", "hidden_share"] {
      #expect(value(json[key]) != nil, "\(key)")
      let interval = json["intervals"]?[key]
      #expect((value(interval?["low"]) ?? 1) <= (value(interval?["high"]) ?? 0), "\(key)")
    }
    #expect(value(json["ofi_r_squared_10s"]) != nil)
    for (key, members) in [
      ("excess_kurtosis", ["1s", "10s", "60s"]), ("acf_returns_1s", ["1", "10", "30"]),
      ("acf_absolute_returns_1s", ["1", "10", "30"]), ("trade_sign_acf", ["1", "10"]),
    ] {
      for member in members { #expect(value(json[key]?[member]) != nil, "\(key) \(member)") }
    }
    #expect(json["name"]?.text == "fixture_message_2")
    let table = facts.text
    #expect(table.contains("spread, mean over time, ticks"))
    #expect(!table.contains("nan") && !table.contains("inf"), "\(table)")
  }

  @Test func `intervals are those of the seed`() throws {
    let first = try Self.fixtureFacts(withBook: true, replicates: 20)
    let second = try Self.fixtureFacts(withBook: true, replicates: 20)
    #expect(first.rows == second.rows)
    #expect(first.curves == second.curves)
  }

  @Test(arguments: [
    "1 add 1 5 100 buy | 99 5 101 5",
    "1 add 1 5 100 buy | 0 0 0 0\n9 add 1 5 100 buy | 100 5 0 0",
    "1 add 1 5 100 buy | 99 5 101 5\n1 add 2 5 100 buy | 99 5 101 5",
    "1 execute 1 5 100 buy | 0 0 0 0\n500 hidden 1 0 100 buy | 0 0 0 0",
    "1 halt 0 0 0 sell | -5 5 2 5\n500 execute 1 5 -5 buy | -6 1 2 5",
  ])
  func `markets that determine little give reasons, not numbers`(text: String) throws {
    let facts = MarketFacts(
      name: "little", try SampleTape.tape(text), bootstrap: BlockBootstrap(replicates: 5))
    let json = facts.json
    #expect(json["excess_kurtosis"]?["1s"] == .null)
    #expect(json["trade_sign_acf"]?["1"] == .null)
    #expect(json["reasons"]?["excess_kurtosis.1s"]?.text?.isEmpty == false)
    for row in facts.rows {
      #expect((row.estimate.value == nil) == (row.estimate.reason != nil), "\(row.path)")
      #expect(row.estimate.value?.isFinite != false, "\(row.path)")
      #expect(row.estimate.reason?.isEmpty != true, "\(row.path)")
    }
    #expect(facts.text.contains("no excess kurtosis of 1 s returns: "))
  }

  @Test func `keys are unique`() throws {
    let facts = MarketFacts(
      name: "one", try SampleTape.mids([1, 2]), bootstrap: BlockBootstrap(replicates: 0))
    #expect(Set(facts.rows.map(\.path)).count == facts.rows.count)
    let plain = Set(facts.rows.filter { $0.member == nil }.map(\.key))
    let grouped = Set(facts.rows.filter { $0.member != nil }.map(\.key))
    #expect(plain.isDisjoint(with: grouped))
  }
}

/// Recorded markets against the table of their statistics, to its printed digits.
struct RealDataFactsTests {
  typealias Data = RealData

  private func facts(_ messages: String, _ book: String?) throws -> MarketFacts {
    let tape = try MarketTape.lobster(
      messages: Data.path(messages), book: book.map { Data.path($0) })
    return MarketFacts(name: "recorded", tape, bootstrap: BlockBootstrap(replicates: 0))
  }

  private func expect(_ facts: MarketFacts, _ table: [(String, String?, Double, Double)]) {
    for (key, member, expected, digit) in table {
      let found = facts.estimate(key, member)?.value
      #expect(
        isClose(found, expected, within: digit / 2),
        "\(key) \(member ?? ""): \(found ?? .nan), expected \(expected)")
    }
  }

  @Test(.enabled(if: Data.isAvailable(Data.amazonMessages, Data.amazonBook), "no LOBSTER files"))
  func `a day of Amazon has its published statistics`() throws {
    expect(
      try facts(Data.amazonMessages, Data.amazonBook),
      [
        ("spread_time_weighted_mean_ticks", nil, 12.85, 0.01),
        ("cancel_to_execution", nil, 2.0, 0.1),
        ("excess_kurtosis", "1s", 32, 1), ("excess_kurtosis", "10s", 5.6, 0.1),
        ("acf_returns_1s", "1", 0.022, 0.001),
        ("acf_absolute_returns_1s", "1", 0.144, 0.001),
        ("acf_absolute_returns_1s", "10", 0.046, 0.001),
        ("acf_absolute_returns_1s", "30", 0.019, 0.001),
        ("trade_sign_acf", "1", 0.62, 0.01), ("trade_sign_acf", "10", 0.08, 0.01),
        ("ofi_r_squared_10s", nil, 0.32, 0.01), ("hidden_share", nil, 0.24, 0.01),
        ("response_ticks", "0", 1.208, 0.001), ("response_ticks", "10", 4.617, 0.001),
        ("hill_tail_index", "1s", 2.991, 0.001), ("hill_tail_index", "10s", 3.731, 0.001),
        ("trade_sign_decay_exponent", nil, 0.8396, 0.0001),
        ("ofi_slope_ticks_per_100_shares_10s", nil, 0.2532, 0.0001),
        ("impact_exponent", "immediate", 0.01203, 0.00001),
      ])
  }

  // The engine checks its whole book after every message in debug builds.
  #if !DEBUG
    @Test(.enabled(if: Data.isAvailable(Data.appleHour), "no LOBSTER files"))
    func `an hour of Apple, its book rebuilt, has its published statistics`() throws {
      expect(
        try facts(Data.appleHour, nil),
        [
          ("spread_time_weighted_mean_ticks", nil, 19.5, 0.1),
          ("cancel_to_execution", nil, 10.2, 0.1),
          ("excess_kurtosis", "1s", 20, 1), ("excess_kurtosis", "10s", 5.4, 0.1),
          ("acf_returns_1s", "1", -0.004, 0.001),
          ("acf_absolute_returns_1s", "1", 0.148, 0.001),
          ("acf_absolute_returns_1s", "10", 0.068, 0.001),
          ("acf_absolute_returns_1s", "30", 0.060, 0.001),
          ("trade_sign_acf", "1", 0.61, 0.01), ("trade_sign_acf", "10", 0.11, 0.01),
          ("ofi_r_squared_10s", nil, 0.28, 0.01), ("hidden_share", nil, 0.34, 0.01),
          ("response_ticks", "1", 3.634, 0.001), ("hill_tail_index", "1s", 3.273, 0.001),
        ])
    }
  #endif
}
