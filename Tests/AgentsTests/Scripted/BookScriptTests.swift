import Agents
import SimKernel
import Testing

struct BookScriptTests {
  private func onlyOrder(_ text: String) throws -> NewOrder {
    let script = try BookScript(parsing: text)
    guard case .submit(let submitted) = try #require(script.lines.first?.verb) else {
      preconditionFailure("not an order: \(text)")
    }
    return submitted.order
  }

  @Test(arguments: [
    ("buy B1 5 @ 100", OrderType.limit), ("buy B1 5 market", .market),
    ("buy B1 5 @ market", .market),
    ("buy B1 5", .market), ("buy B1 5 stop 100", .stop), ("buy B1 5 market stop 100", .stop),
    ("buy B1 5 stop 100 @ 101", .stopLimit),
  ])
  func `an order's type follows from its prices`(text: String, type: OrderType) throws {
    #expect(try onlyOrder(text).type == type, "\(text)")
  }

  @Test(arguments: [
    ("", TimeInForce.goodTillCancel), ("gtc", .goodTillCancel), ("day", .day),
    ("ioc", .immediateOrCancel), ("fok", .fillOrKill), ("until 1 s", .goodTillTime),
  ])
  func `each time in force has a word`(word: String, time: TimeInForce) throws {
    #expect(try onlyOrder("sell A1 5 @ 100 \(word)").timeInForce == time, "\(word)")
  }

  @Test func `modifiers stand in any order`() throws {
    let first = try onlyOrder("buy B1 5 @ 7 until 09:30:00 post iceberg 2 hidden stop 3 protect 4")
    let second = try onlyOrder("buy B1 5 protect 4 stop 3 hidden iceberg 2 post until 9.5 h @ 7")
    #expect(first == second)
    #expect(first.expiry == SimTime.zero + .seconds(34_200))
    #expect(first.displayQuantity == Quantity(lots: 2))
    #expect(first.protectionPrice == Price(ticks: 4))
  }

  @Test func `lines carry their time, owner and number`() throws {
    let script = try BookScript(
      parsing:
        "\n# a comment\nat 09:30:00 as ann show # here\r\n\n  advance 5 s\nas bob cancel all sell")
    #expect(script.lines.map(\.number) == [3, 5, 6])
    #expect(script.lines.map(\.column) == [1, 3, 1])
    #expect(script.lines.map(\.owner) == ["ann", nil, "bob"])
    #expect(
      script.lines.map(\.source) == [
        "at 09:30:00 as ann show", "advance 5 s", "as bob cancel all sell",
      ])
    #expect(script.lines[1].time == SimTime.zero + .seconds(34_205))
    #expect(script.lines[2].verb == .cancelAll(.sell))
  }

  @Test(arguments: [
    ("byu B1 5 @ 100", "1:1"), ("buy", "1:4"), ("buy 5 @ 100", "1:7"), ("buy -5 5 @ 100", "1:5"),
    ("buy 9:00 5", "1:5"), ("buy B1", "1:7"),
    ("buy B1 x", "1:8"), ("buy B1 5 @", "1:11"), ("buy B1 5 @ 1.5", "1:12"),
    ("buy B1 5 @ 100 @ 101", "1:16"), ("buy B1 5 @ 100 iox", "1:16"), ("buy B1 5 until", "1:15"),
    ("buy B1 5 until 25:61:00", "1:16"), ("buy B1 9223372036854775808 @ 1", "1:8"),
    ("buy B1 1__0 @ 1", "1:8"), ("buy B1 _1 @ 1", "1:8"), ("buy B1 1_ @ 1", "1:8"),
    ("buy B1 +1 @ 1", "1:8"), ("buy B1 --1 @ 1", "1:8"),
    ("buy B1 4611686018427387904 @ 1", "1:8"), ("buy all 5 @ 1", "1:5"),
    ("cancel", "1:7"), ("cancel all byu", "1:12"), ("replace B1 qty", "1:15"),
    ("replace B1 qty 5 qty 6", "1:18"), ("self-trade new", "1:12"), ("advance 5", "1:9"),
    ("advance 5 parsecs", "1:9"), ("advance 0.1 ns", "1:9"),
    ("advance 0.0000000000001 s", "1:9"), ("advance 0.00000000000000000001 h", "1:9"),
    ("advance 1. s", "1:9"), ("advance .5 s", "1:9"), ("advance 1.2.3 s", "1:9"),
    ("advance 99999999999999 h", "1:9"),
    ("at 5 s at 6 s show", "1:8"), ("as ann as bob show", "1:8"), ("show now", "1:6"),
    ("show -> bids: none", "1:19"), ("show -> accepted", "1:9"), ("buy B1 5 -> bids: none", "1:13"),
    ("buy B1 5 -> rejected because", "1:22"), ("buy B1 5 -> filled 4", "1:21"),
    ("buy B1 5 -> accepted,", "1:22"), ("buy B1 5 -> accepted accepted", "1:22"),
    ("buy B1 5 ->", "1:12"), ("buy B1 5 -> accepted -> accepted", "1:22"),
    ("buy B1 5 -> nothing, accepted", "1:20"), ("buy B1 5 €", "1:10"), ("as @ show", "1:4"),
    ("as ann", "1:7"), ("at 10 s\nat 9 s show", "2:4"), ("advance 1 h\n at 00:59:00", "2:5"),
  ])
  func `a fault is reported with line and column`(text: String, place: String) {
    let faults = #expect(throws: BookScriptFaults.self) { try BookScript(parsing: text) }
    #expect(faults?.faults.count == 1, "\(text)")
    #expect(
      faults?.description.hasPrefix(place + ": ") == true, "\(text): \(faults?.description ?? "")")
  }

  @Test(arguments: [
    ("12345.123456789 s", Int64(12_345_123_456_789)), ("0.000000001 h", 3_600),
    ("24 h", 86_400_000_000_000), ("1_000us", 1_000_000), ("0.00000000005 min", 3),
  ])
  func `durations are exact to the nanosecond`(text: String, nanoseconds: Int64) {
    let script = try? BookScript(parsing: "advance \(text)")
    #expect(script?.lines.first?.time.nanoseconds ?? -1 == nanoseconds, "\(text)")
  }

  @Test func `all faults are reported at once, a hundred at the most`() {
    let faults = #expect(throws: BookScriptFaults.self) {
      try BookScript(parsing: "bye B1\nshow\nsel A1 5 @ 100\n")
    }
    #expect(faults?.faults.map(\.line) == [1, 3])
    let many = #expect(throws: BookScriptFaults.self) {
      try BookScript(parsing: String(repeating: "bye\n", count: 1_000))
    }
    #expect(many?.faults.count == 100)
  }

  @Test func `a line that is too long is a fault, its end not counted`() throws {
    let longest = "show" + String(repeating: " ", count: BookScript.columnLimit - 4)
    #expect(try BookScript(parsing: longest + "\r\n" + longest + "\n").lines.count == 2)
    let faults = #expect(throws: BookScriptFaults.self) {
      try BookScript(parsing: longest + " ")
    }
    #expect(
      faults?.description == "1:10001: a line has 10000 characters at the most")
  }

  @Test func `a script has a limit in lines, and the end of the last one begins no other`() throws {
    let most = String(repeating: "\n", count: BookScript.lineLimit)
    #expect(try BookScript(parsing: most).lines.isEmpty)
    let faults = #expect(throws: BookScriptFaults.self) { try BookScript(parsing: most + "show") }
    #expect(faults?.description == "1000001:1: a script has 1000000 lines at the most")
  }

  @Test func `a mark of byte order before the text is no part of it`() throws {
    #expect(try BookScript(parsing: "\u{FEFF}show").lines.first?.column == 1)
    #expect(throws: BookScriptFaults.self) { try BookScript(parsing: "show\n\u{FEFF}show") }
  }

  @Test(arguments: [
    ("advance", "1:8: the line ends, expected a duration"),
    ("advance 5 parsecs", "1:9: found \"5 parsecs\", expected a duration"),
    ("advance 5lightyears", "1:9: found \"5lightyears\", expected a duration"),
    ("advance 5", "1:9: found \"5\", expected a duration"),
    ("at 5 x show", "1:4: found \"5 x\", expected a duration"),
    ("at 25:61:00", "1:4: found \"25:61:00\", expected a time from 00:00:00 to 24:00:00 such as"),
    (
      "at 25:00:00 show",
      "1:4: found 25:00:00, expected a time up to the session's end, 24:00:00"
    ),
    ("at 25 h show", "1:4: found 25:00:00, expected a time up to the session's end, 24:00:00"),
    (
      "buy B1 5 until 24:00:00.000000001",
      "1:16: found 24:00:00.000000001, expected a time up to the session's end, 24:00:00"
    ),
    (
      "at 24:00:00\nadvance 1 ns",
      "2:9: the time would be 24:00:00.000000001, expected a time up to the session's end, 24:00:00"
    ),
    ("at 1 s\nat 0.5 s", "2:4: time goes back: it is 00:00:01 already"),
  ])
  func `a wrong time says what was found and what is allowed`(text: String, message: String) {
    let faults = #expect(throws: BookScriptFaults.self) { try BookScript(parsing: text) }
    #expect(faults?.description.hasPrefix(message) == true, "\(faults?.description ?? "")")
  }
}
