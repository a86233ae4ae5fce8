import Testing

@testable import Harness

/// Which messages are events, and what their impact is.
struct LobBenchImpactTests {
  private func rows(_ text: String) -> [String] {
    LobBenchImpact.rows(of: ScriptedMarket.sequence(text)).map {
      "\($0.event.name) \($0.sign) \($0.mid)"
    }
  }

  @Test func `only what changes the best prices or sizes is an event`() {
    let found = rows(
      """
      1 1 1 10 9900 1 | 10200 300 9900 200
      2 1 2 10 9000 1 | 10200 300 9900 200
      3 1 2 10 9900 1 | 10200 300 9900 210
      4 3 2 10 10200 -1 | 10300 300 9900 210
      5 5 0 10 10250 -1 | 10300 290 9900 210
      6 4 3 10 9900 1 | 10300 290 9800 210
      7 1 4 10 10250 -1 | 10250 290 9800 210
      """)
    #expect(
      found == [
        "LO_1 1 10050", "LO_0 1 10050", "CA_1 1 10100", "MO_1 -1 10050", "LO_1 -1 10025",
      ])
  }

  @Test func `a book without orders on a side has no event`() {
    let found = rows(
      """
      1 1 1 10 9900 1 | - - 9900 200
      2 1 2 10 10300 -1 | 10300 10 9900 200
      3 4 2 10 10300 -1 | - - 9900 200
      """)
    #expect(found == ["LO_1 -1 10100"])
  }

  @Test func `executions within a microsecond at one price are one market order`() {
    let found = rows(
      """
      1 1 1 10 9900 1 | 10200 300 9900 200
      2 4 2 10 10200 -1 | 10200 290 9900 200
      2.000001 4 3 10 10200 -1 | 10200 280 9900 200
      2.000001 4 4 10 10200 -1 | 10300 5 9900 200
      2.000001 4 5 5 10300 -1 | 10400 5 9900 200
      2.000003 4 6 5 10300 -1 | 10500 5 9900 200
      """)
    #expect(found == ["LO_1 1 10050", "MO_1 1 10100", "MO_1 1 10150", "MO_1 1 10200"])
  }

  @Test func `an execution swallows a message of its side, price and microsecond`() {
    let found = rows(
      """
      1 1 1 10 9900 1 | 10200 300 9900 200
      2 1 2 10 10100 -1 | 10100 10 9900 200
      2 4 2 5 10100 -1 | 10100 5 9900 200
      """)
    #expect(found == ["LO_1 1 10050", "MO_0 1 10000"])
  }

  /// Rising markets of market orders alone: after each event the mid is a step higher.
  private func rising(_ steps: [Int]) -> LobBenchSequence {
    var ask = 10_000
    let lines = steps.enumerated().map { index, step -> String in
      ask += 2 * step
      return "\(index + 1) 4 \(index) 1 \(ask) -1 | \(ask) 5 9000 \(index + 1)"
    }
    return ScriptedMarket.sequence(lines.joined(separator: "\n"))
  }

  @Test func `the response is the mean signed move of the mid in ticks`() throws {
    let real = rising([Int](repeating: 100, count: 300))
    let generated = rising([Int](repeating: 300, count: 300))
    let result = LobBenchImpact.compare(
      real: [real], generated: [generated], resampling: LobBenchResampling(draws: 0))
    // At each lag the mid has risen by as many steps, of 1 and of 3 ticks.
    let expected = 2 * Double(LobBenchImpact.lags.reduce(0, +))
    let moving = try #require(result.events.first { $0.name == "MO_1" }?.distance)
    #expect(abs(moving - expected) < 1e-9)
    #expect(result.score == nil)
    #expect(result.reason == "the real set has no MO_0 with 0 events after it")
  }
}
