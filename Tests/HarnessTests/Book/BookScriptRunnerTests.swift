import Agents
import Harness
import TestSupport
import Testing

struct BookScriptRunnerTests {
  private func report(_ text: String) throws -> BookScriptReport {
    BookScriptRunner.run(try BookScript(parsing: text))
  }

  @Test func `the JSON value has one event a trade and the displayed book`() throws {
    let report = try report(
      """
      sell A1 4 @ 101
      buy B1 5 @ 101
      buy B2 0 market
      """)
    let events = [
      #"{"event":"accepted","order":"A1","price":101,"quantity":4}"#,
      #"{"event":"accepted","order":"B1","price":101,"quantity":5}"#,
      #"{"aggressor":"B1","event":"filled","order":"B1","price":101,"quantity":4,"resting":"A1"}"#,
      #"{"event":"rejected","order":"B2","reason":"invalidQuantity"}"#,
    ]
    let book = #"{"asks":[],"bids":[[101,1,1]]}"#
    #expect(
      report.json.text(.compact)
        == #"{"book":\#(book),"events":[\#(events.joined(separator: ","))]}"#)
  }

  @Test func `a mismatch shows line, expected and found`() throws {
    let report = try report(
      """
      # two faults
      sell A1 4 @ 101
      buy B1 10 @ 101 ioc -> filled 4 @ 101, cancelled 5   # not so
      show -> bids: none | asks: 1 @ 100
      """)
    #expect(
      report.mismatches.map(\.description) == [
        """
        line 3: buy B1 10 @ 101 ioc
          expected: filled 4 @ 101, cancelled 5
          found:    accepted, filled 4 @ 101 with A1, cancelled 6 immediateOrCancel
        """,
        """
        line 4: show
          expected: bids: none | asks: 1 @ 100
          found:    bids: none | asks: none
        """,
      ])
  }

  @Test func `show draws bids on the left and asks on the right`() throws {
    let report = try report(
      """
      buy B1 5 @ 100
      buy B2 70 @ 99
      buy B3 1 @ 99
      sell A1 12 @ 102
      sell H1 3 @ 101 hidden
      buy S1 2 @ 104 stop 103
      sell S2 2 stop 90
      show
      """)
    let picture = try #require(report.lines.last?.picture)
    #expect(
      picture == """
               count  quantity       bid  |       ask  quantity     count
                   1         5       100  |       102        12         1
                   2        71        99  |
            hidden: H1 sell 3 @ 101
            waiting: S1 buy 2 @ 104 stop 103
            waiting: S2 sell 2 market stop 90
        """)
  }

  @Test func `the text has every line with its events below`() throws {
    let report = try report("sell A1 4 @ 101\nat 1 s buy B1 1 market  # takes one\n")
    #expect(
      report.text == """
        sell A1 4 @ 101
            A1 accepted
        at 1 s buy B1 1 market
            B1 accepted
            B1 filled 1 @ 101 with A1

        """)
  }

  @Test(arguments: [
    "", "nothing", "filled 4 @ 101", "accepted, cancelled 6", "accepted, filled 4 @ 101",
    "accepted, cancelled 6, filled 4 @ 101", "filled 4 @ 100, cancelled 6",
    "filled 3 @ 101, cancelled 6", "filled 4 @ 101 with A2, cancelled 6",
    "filled 4 @ 101, cancelled 6 fillOrKill", "A1 filled 4 @ 101, cancelled 6",
    "A1 accepted, filled 4 @ 101, cancelled 6",
  ])
  func `what differs in any written detail is a mismatch`(expected: String) throws {
    let text = "sell A1 4 @ 101\nbuy B1 10 @ 101 ioc"
    let arrow = expected.isEmpty ? "" : " -> \(expected)"
    let report = try report(text + arrow)
    #expect(report.mismatches.count == (expected.isEmpty ? 0 : 1), "\(expected)")
  }

  @Test(arguments: [
    "accepted, filled 4 @ 101, cancelled 6", "filled 4 @ 101, cancelled 6",
    "B1 accepted, B1 filled 4 @ 101 with A1, B1 cancelled 6 immediateOrCancel",
  ])
  func `accepted and details may be left out`(expected: String) throws {
    let report = try report("sell A1 4 @ 101\nbuy B1 10 @ 101 ioc -> \(expected)")
    #expect(report.mismatches.isEmpty, "\(expected)")
  }

  @Test func `times are clocks or durations since the start`() throws {
    for time in ["00:00:05.25", "0:00:05.250", "5.25 s", "5250ms", "5_250_000 us", "0.0875 min"] {
      let report = try report(
        """
        buy B1 1 @ 9 until \(time)
        at 00:00:05.249999999 -> nothing
        advance 1 ns -> B1 expired 1
        """)
      #expect(report.mismatches.isEmpty, "\(time)")
    }
  }
}
