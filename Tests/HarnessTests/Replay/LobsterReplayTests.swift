import Foundation
import TestSupport
import Testing

@testable import Harness

/// The rules of the LOBSTER checks, on books small enough to read.
struct LobsterReplayTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Replays messages and rows given one a line; blanks in them are for the reader.
  private func replay(
    _ messages: String, _ rows: String, depth: Int? = nil
  ) throws -> ReplayReport {
    func file(_ name: String, _ text: String) throws -> String {
      try folder.write(name, text: text.replacingOccurrences(of: " ", with: ""))
    }
    return try LobsterReplay.compare(
      messages: file("message.csv", messages), book: file("orderbook.csv", rows), depth: depth)
  }

  private func counts(_ report: ReplayReport) -> [String] {
    report.checks.map { "\($0.name) \($0.depth ?? 0): \($0.equal)/\($0.compared)" }
  }

  private func error(_ messages: String, _ rows: String, depth: Int? = nil) -> String {
    do {
      return "no error: \(counts(try replay(messages, rows, depth: depth)))"
    } catch {
      return "\(error)".replacingOccurrences(of: folder.url.path + "/", with: "")
    }
  }

  private static let none = "9999999999,0,-9999999999,0"

  @Test func `adds, reductions, deletions and executions move the book`() throws {
    let report = try replay(
      """
      34200.1,       1, 11, 10, 1000000,  1
      34200.2,       1, 12,  5, 1000100, -1
      34200.3,       1, 13,  7, 1000000,  1
      34200.4,       2, 13,  2, 1000000,  1
      34200.5,       4, 11, 10, 1000000,  1
      34200.5,       4, 13,  5, 1000000,  1
      34200.6,       3, 12,  5, 1000100, -1
      """,
      """
      9999999999, 0, 1000000, 10
      1000100, 5, 1000000, 10
      1000100, 5, 1000000, 17
      1000100, 5, 1000000, 15
      1000100, 5, 1000000, 5
      1000100, 5, -9999999999, 0
      \(LobsterReplayTests.none)
      """)
    #expect(counts(report) == ["one_step 0: 6/6", "free_run 1: 6/6"])
    #expect(report.messages == 7)
    #expect(report.passed)
    #expect(report.firstDifference == nil)
  }

  @Test func `hidden executions, crosses and halts leave the book alone`() throws {
    let report = try replay(
      """
      34200,   1, 1, 10, 1000000,  1
      34200.1, 5, 0,  3, 1000050, -1
      34200.2, 6, -1, 99, 1000050, 1
      34200.3, 7, 0,  0, -1, -1
      34200.4, 7, 0,  0,  0, -1
      34200.5, 7, 0,  0,  1, -1
      """, String(repeating: "9999999999, 0, 1000000, 10\n", count: 6))
    #expect(counts(report) == ["one_step 0: 5/5", "free_run 1: 5/5"])
  }

  @Test func `a level that moves into a full window is read, and its row does not count`() throws {
    let report = try replay(
      """
      34200.1, 1, 1, 10, 1000000, 1
      34200.2, 1, 2, 20, 1000100, 1
      34200.3, 3, 2, 20, 1000100, 1
      34200.4, 2, 7,  4, 1000000, 1
      """,
      """
      9999999999, 0, 1000000, 10
      9999999999, 0, 1000100, 20
      9999999999, 0, 1000000, 11
      9999999999, 0, 1000000, 7
      """)
    // The order at 1000000 left the window at row 1, so 11 at row 2 is news; one_step cannot see
    // it.
    #expect(counts(report) == ["one_step 0: 3/3", "free_run 1: 2/2"])
  }

  @Test func `an id that nobody submitted is taken from the anonymous lot of its price`() throws {
    let report = try replay(
      """
      34200.1, 5,  0, 1, 1000000, 1
      34200.2, 1, 21, 3, 1000000, 1
      34200.3, 4, 20, 6, 1000000, 1
      34200.4, 3, 21, 3, 1000000, 1
      """,
      """
      9999999999, 0, 1000000, 10
      9999999999, 0, 1000000, 13
      9999999999, 0, 1000000, 7
      9999999999, 0, 1000000, 4
      """)
    #expect(counts(report) == ["one_step 0: 3/3", "free_run 1: 3/3"])
  }

  @Test func `a free run shows an error for good, a single step shows it once`() throws {
    let report = try replay(
      """
      34200.1, 1, 1, 10, 1000000, 1
      34200.2, 2, 1,  1, 1000000, 1
      34200.3, 2, 1,  1, 1000000, 1
      34200.4, 2, 1,  1, 1000000, 1
      """,
      """
      9999999999, 0, 1000000, 10
      9999999999, 0, 1000000, 8
      9999999999, 0, 1000000, 7
      9999999999, 0, 1000000, 6
      """)
    #expect(counts(report) == ["one_step 0: 2/3", "free_run 1: 0/3"])
    #expect(!report.passed)
    let path = folder.url.path + "/orderbook.csv"
    #expect(
      report.firstDifference
        == "one_step: \(path):2: bid level 1 is 9 at 1000000, recorded is 8 at 1000000")
    #expect(report.text.contains("one_step           3      2  falls short"), "\(report.text)")
  }

  @Test func `depths are 1, 5, 10 and the window as far as it goes`() {
    #expect(LobsterFreeRunCheck.depths(window: 1) == [1])
    #expect(LobsterFreeRunCheck.depths(window: 5) == [1, 5])
    #expect(LobsterFreeRunCheck.depths(window: 7) == [1, 5, 7])
    #expect(LobsterFreeRunCheck.depths(window: 50) == [1, 5, 10, 50])
  }

  @Test func `a book may be compared to less than its depth`() throws {
    let row = "1000100,5,1000000,10,\(LobsterReplayTests.none)\n"
    let messages = "34200,5,0,1,1000000,1\n34201,5,0,1,1000000,1\n"
    #expect(counts(try replay(messages, row + row, depth: 1)).count == 2)
    #expect(counts(try replay(messages, row + row)).last == "free_run 2: 1/1")
    #expect(
      error(messages, row + row, depth: 3) == "orderbook.csv: depth 3; the file has levels 1 to 2")
  }

  @Test func `prices that share no tick, high prices and large sizes fit the engine`() throws {
    let size = Int64(1) << 31 - 1
    let report = try replay(
      """
      34200.1, 1, 1, \(size), 5000000000,  1
      34200.2, 1, 2, \(size), 5000000100, -1
      34200.3, 1, 3, 7,       4999999999,  1
      34200.4, 1, 4, \(size), 5000000000,  1
      34200.5, 2, 4, 1,       5000000000,  1
      """,
      """
      9999999999, 0, 5000000000, \(size), \(LobsterReplayTests.none)
      5000000100, \(size), 5000000000, \(size), \(LobsterReplayTests.none)
      5000000100, \(size), 5000000000, \(size), 9999999999, 0, 4999999999, 7
      5000000100, \(size), 5000000000, \(size * 2), 9999999999, 0, 4999999999, 7
      5000000100, \(size), 5000000000, \(size * 2 - 1), 9999999999, 0, 4999999999, 7
      """)
    #expect(counts(report) == ["one_step 0: 4/4", "free_run 1: 4/4", "free_run 2: 4/4"])
  }

  @Test func `random markets pass every check, at every depth`() throws {
    let files: UInt64 = isFullScale ? 300 : 20
    var compared = 0
    for seed in 1...files {
      let market = RandomLobsterMarket(seed: seed, messages: 400)
      let report = try replay(market.messages, market.rows, depth: market.depth)
      #expect(report.messages == market.count, "seed \(seed)")
      #expect(report.passed, "seed \(seed), depth \(market.depth): \(counts(report))")
      #expect(report.checks.first?.compared == market.count - 1, "seed \(seed)")
      compared += report.checks.dropFirst().reduce(0) { $0 + $1.compared }
    }
    #expect(compared > 100 * Int(files), "rows counted by free runs")
  }

  @Test func `a seventh column is not read`() throws {
    let report = try replay(
      """
      34200.1, 1, 11, 10, 1000000, 1, null
      34200.2, 4, 11,  4, 1000000, 1, "ABCD"
      """,
      """
      9999999999, 0, 1000000, 10
      9999999999, 0, 1000000, 6
      """)
    #expect(counts(report) == ["one_step 0: 1/1", "free_run 1: 1/1"])
  }

  @Test(arguments: [
    ("34200,1,1,10,1000000", "5 columns; allowed are 6"),
    ("34200,1,1,10,1000000,1,null,0", "8 columns; allowed are 6"),
    ("34200;1;1;10;1000000;1", "1 columns; allowed are 6"),
    ("Time,Type,ID,Size,Price,Direction", "time \"Time\"; allowed: seconds since midnight"),
    ("-1,1,1,10,1000000,1", "time \"-1\""),
    ("34200,8,1,10,1000000,1", "type \"8\"; allowed: 1 to 7"),
    ("34200,1,-1,10,1000000,1", "order id \"-1\""),
    ("34200,1,1,0,1000000,1", "size \"0\"; allowed: 1 to 2147483647"),
    ("34200,1,1,2147483648,1000000,1", "size \"2147483648\""),
    ("34200,1,1,10,100.00,1", "price \"100.00\"; allowed: a whole number"),
    ("34200,1,1,10,1000000,0", "direction \"0\"; allowed: 1 or -1"),
  ])
  func `a faulty message is refused with its place`(_ line: String, _ expected: String) {
    let found = error("34200,5,0,1,1000000,1\n\(line)\n", "1,1,0,1\n1,1,0,1\n")
    #expect(found.hasPrefix("message.csv:2: "), "\(found)")
    #expect(found.contains(expected), "\(found)")
  }

  @Test(arguments: [
    ("1,1,0", "3 columns; the first row has 4"), ("1,1,0,1,5", "5 columns"),
    ("1,x,0,1", "ask size 1 \"x\""), ("1,1,0.5,1", "bid price 1 \"0.5\""),
    ("1,1,0,-1", "bid size 1 \"-1\""),
    ("9999999999,3,0,1", "ask size 1 is 3; an empty level has size 0"),
  ])
  func `a faulty row is refused with its place`(_ line: String, _ expected: String) {
    let messages = String(repeating: "34200,5,0,1,1000000,1\n", count: 2)
    let found = error(messages, "1,1,0,1\n\(line)\n")
    #expect(found.hasPrefix("orderbook.csv:2: "), "\(found)")
    #expect(found.contains(expected), "\(found)")
  }

  @Test func `two files of different length are refused`() {
    let message = "34200,5,0,1,1000000,1\n"
    let row = "1,1,0,1\n"
    let tooFewRows = error(message + message + message, row + row + "\n")
    #expect(tooFewRows.hasPrefix("message.csv:3: a row without a partner: "), "\(tooFewRows)")
    let tooManyRows = error(message, row + row)
    #expect(tooManyRows.hasPrefix("orderbook.csv:2: a row without a partner: "), "\(tooManyRows)")
    #expect(error("", row) == "message.csv: has no rows")
    #expect(error(message, "") == "orderbook.csv: has no rows")
  }
}

struct LobsterPriorityTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func replay(_ messages: String, atLeast: Double = 1) throws -> ReplayReport {
    let text = messages.replacingOccurrences(of: " ", with: "")
    return try LobsterReplay.priority(
      messages: folder.write("message.csv", text: text), atLeast: atLeast)
  }

  @Test func `an aggressor meets the best price and the oldest order first`() throws {
    let report = try replay(
      """
      1, 1, 11, 10, 1000000, 1
      1, 1, 12,  5, 1000000, 1
      1, 1, 13,  5, 1000100, 1
      2, 4, 13,  5, 1000100, 1
      2, 4, 11, 10, 1000000, 1
      2, 4, 12,  1, 1000000, 1
      3, 4, 12,  4, 1000000, 1
      """)
    #expect(report.json.text(.compact) == #"{"priority":{"exact":2,"groups":2}}"#)
  }

  @Test func `a hidden execution, another time or another side ends a group`() throws {
    let report = try replay(
      """
      1, 1, 11, 10, 1000000,  1
      1, 1, 12, 10, 1000100, -1
      2, 4, 11,  1, 1000000,  1
      2, 5,  0,  1, 1000050,  1
      2, 4, 11,  1, 1000000,  1
      3, 4, 11,  1, 1000000,  1
      3, 4, 12,  1, 1000100, -1
      """)
    #expect(report.json.text(.compact) == #"{"priority":{"exact":4,"groups":4}}"#)
  }

  @Test func `a reduction keeps the place, and orders from before the file rest in order of id`()
    throws
  {
    let report = try replay(
      """
      1, 1, 50, 10, 1000000, 1
      1, 1, 60, 10, 1000000, 1
      2, 2, 50,  4, 1000000, 1
      3, 4, 20,  3, 1000000, 1
      3, 4, 30,  3, 1000000, 1
      3, 4, 50,  6, 1000000, 1
      3, 4, 55,  2, 1000000, 1
      3, 4, 60, 10, 1000000, 1
      """)
    #expect(report.json.text(.compact) == #"{"priority":{"exact":1,"groups":1}}"#)
  }

  @Test func `a wrong prediction is counted, named and does not move the book`() throws {
    let messages = """
      1, 1, 11, 10, 1000000, 1
      1, 1, 12, 10, 1000000, 1
      2, 4, 12, 10, 1000000, 1
      3, 4, 11, 10, 1000000, 1
      """
    let report = try replay(messages)
    #expect(report.json.text(.compact) == #"{"priority":{"exact":1,"groups":2}}"#)
    #expect(!report.passed)
    #expect(
      report.firstDifference?.hasSuffix(
        "message.csv:3: predicted order 11 10 at 1000000, recorded order 12 10 at 1000000") == true,
      "\(report.firstDifference ?? "")")
    #expect(try replay(messages, atLeast: 0.5).passed)
    #expect(try !replay(messages, atLeast: 0.51).passed)
  }
}
