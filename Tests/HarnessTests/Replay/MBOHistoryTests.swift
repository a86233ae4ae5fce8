import Foundation
import Scenarios
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// An order-by-order file as orders that an agent plays: what its records mean, and the market that
/// comes of it.
struct MBOHistoryTests {
  private let market: ReplayMarket

  init() throws { market = try ReplayMarket() }

  private static let header = "sequence,ts_event,action,side,price,size,order_id"
  private static let cent = MessageUnits(tick: ExactDecimal(digits: 1, decimals: 2))

  private func read(_ rows: String, lot: Int64 = 1) throws -> MessageHistory {
    let text = MBOHistoryTests.header + "\n" + rows.filter { $0 != " " } + "\n"
    var units = MBOHistoryTests.cent
    units.lot = lot
    return try RecordedMessages.read(market.folder.write("mbo.csv", text: text), units)
  }

  /// One line a message: nanoseconds, what, order, side, lots, ticks.
  private static func lines(_ history: MessageHistory) -> [String] {
    history.messages.map {
      "\($0.time.nanoseconds) \($0.kind) \($0.order) \($0.side) \($0.quantity.lots)"
        + " @ \($0.price.ticks)"
    }
  }

  @Test func `adds enter, cancels take back, and a clear takes back everything`() throws {
    let history = try read(
      """
      1, 1, A, B, 5.51, 100, 70
      2, 2, A, A, 6, 10, 20
      3, 3, A, B, 5.50, 30, 90
      4, 4, C, B, 5.51, 30, 70
      5, 5, C, B, 5.51, 5, 1
      6, 6, R, N, , 0, 0
      7, 7, C, A, 6, 10, 20
      8, 8, A, A, 6, 4, 20
      """)
    #expect(
      Self.lines(history) == [
        "1 submission 0 buy 100 @ 551", "2 submission 1 sell 10 @ 600",
        "3 submission 2 buy 30 @ 550", "4 reduction 0 buy 30 @ 551", "6 reduction 0 buy 70 @ 551",
        "6 reduction 1 sell 10 @ 600", "6 reduction 2 buy 30 @ 550", "8 submission 3 sell 4 @ 600",
      ])
  }

  @Test func `a modify to fewer keeps its place, and any other enters anew`() throws {
    let history = try read(
      """
      1, 1, A, B, 5.51, 100, 7
      2, 2, M, B, 5.51, 60, 7
      3, 3, M, B, 5.52, 60, 7
      4, 4, M, B, 5.52, 80, 7
      5, 5, M, B, 5.52, 0, 7
      6, 6, M, A, 6.00, 9, 8
      7, 7, A, A, 6.01, 5, 8
      """)
    #expect(
      Self.lines(history) == [
        "1 submission 0 buy 100 @ 551", "2 reduction 0 buy 40 @ 551", "3 reduction 0 buy 60 @ 551",
        "3 submission 1 buy 60 @ 552", "4 reduction 1 buy 60 @ 552", "4 submission 2 buy 80 @ 552",
        "5 reduction 2 buy 80 @ 552", "6 submission 3 sell 9 @ 600", "7 reduction 3 sell 9 @ 600",
        "7 submission 4 sell 5 @ 601",
      ])
  }

  @Test func `what a fill of the same instant takes off an order has traded`() throws {
    let history = try read(
      """
      1, 1, A, A, 5.50, 10, 7
      1, 1, A, A, 5.50, 20, 8
      2, 2, T, B, 5.50, 12, 0
      2, 2, F, A, 5.50, 10, 7
      2, 2, F, A, 5.50, 2, 8
      3, 2, C, A, 5.50, 10, 7
      3, 2, M, A, 5.50, 18, 8
      4, 4, F, A, 5.50, 3, 8
      4, 4, C, A, 5.50, 5, 8
      5, 5, F, A, 5.50, 4, 8
      6, 6, C, A, 5.50, 4, 8
      7, 7, T, N, 5.505, 4, 0
      8, 8, F, A, 5.50, 9, 8
      8, 8, M, A, 5.50, 9, 8
      """)
    #expect(
      Self.lines(history) == [
        "1 submission 0 sell 10 @ 550", "1 submission 1 sell 20 @ 550",
        "2 execution 0 sell 10 @ 550", "2 execution 1 sell 2 @ 550", "4 execution 1 sell 3 @ 550",
        "4 reduction 1 sell 2 @ 550", "6 reduction 1 sell 4 @ 550", "8 execution 1 sell 9 @ 550",
        "8 submission 2 sell 9 @ 550",
      ])
  }

  @Test func `times count from the midnight before the first record, and days go on`() throws {
    let history = try read(
      """
      1, 2025-07-17T23:59:59.5Z, A, A, 5.50, 10, 7
      2, 2025-07-18T00:00:00.25Z, C, A, 5.50, 10, 7
      """)
    #expect(history.messages.map(\.time.nanoseconds) == [86_399_500_000_000, 86_400_250_000_000])
  }

  @Test(arguments: [
    ("1, 1, A, B, 5.515, 100, 7", ":2: a price of 5.515, allowed are whole multiples of 0.01"),
    ("1, 1, A, B, 5.51, 1, 7\n2, 0, A, B, 5.51, 1, 8", ":3: ts_event is 1 ns before that of"),
    ("1, 1, X, B, 5.51, 1, 7", ":2: action \"X\"; allowed: A, C, M"),
    ("1, 1, A, N, 5.51, 1, 7", ":2: side \"N\"; allowed: A or B for an order"),
    ("1, 1, A, B, 5.51, 1", ":2: 6 columns; the header has 7"),
  ])
  func `a record that cannot be played is named with its line`(row: String, message: String) {
    do {
      _ = try read(row)
      Issue.record("it was read")
    } catch {
      #expect("\(error)".contains("mbo.csv" + message), "\(error)")
    }
  }

  @Test func `sizes must be whole lots`() throws {
    #expect(try read("1, 1, A, B, 5.51, 200, 7", lot: 100).messages[0].quantity.lots == 2)
    let error = #expect(throws: MarketDataError.self) {
      try read("1, 1, A, B, 5.51, 200, 7\n2, 2, C, B, 5.51, 150, 7", lot: 100)
    }
    #expect(error?.line == 3)
    #expect(error?.message == "a size of 150, allowed are whole multiples of 100")
  }

  @Test(arguments: [
    (
      "instrument_id,ts_event,action,side,price,size,order_id,sequence\n1,1,A,B,5.51,1,7,1\n"
        + "2,1,A,B,5.51,1,8,2\n", "mbo.csv:3: a second instrument, allowed is a file of one"
    ),
    ("ts_event,action,side,price,size,order_id\n", "mbo.csv:1: no column \"sequence\"; found ts_"),
    ("ts_event,action,side,price,size,order_id,sequence\n", "mbo.csv: has no rows"),
  ])
  func `a file that cannot be played is a fault of its scenario`(text: String, message: String)
    throws
  {
    _ = try market.folder.write("mbo.csv", text: text)
    let error = #expect(throws: ScenarioError.self) { try market.setup("mbo.csv") }
    let description = error.map { "\($0)" } ?? ""
    #expect(description.contains(message), "\(description)")
    #expect(description.contains("replay.yaml:10:"), "\(description)")
  }
}

// MARK: - The market that comes of it

extension MBOHistoryTests {
  /// The rows of a LOBSTER file as order-by-order records on a day whose midnight, UTC, is 4 hours
  /// before that of the rows; what is taken off an order alternates between C and M.
  private static func records(_ rows: String) -> String {
    let midnight: Int64 = 20_286 * 86_400_000_000_000
    var left: [Substring: Int] = [:]
    var records = "ts_event,sequence,action,side,price,size,order_id\n"
    for (sequence, row) in rows.split(separator: "\n").enumerated() {
      let cells = row.split(separator: ",")
      let seconds = cells[0].split(separator: ".")
      let fraction = seconds.count > 1 ? String(seconds[1]) : ""
      let nanoseconds = fraction + String(repeating: "0", count: 9 - fraction.count)
      let time =
        midnight + (Int64(seconds[0])! + 4 * 3_600) * 1_000_000_000 + Int64(nanoseconds)!
      let (order, size) = (cells[2], Int(cells[3])!)
      let (side, other) = cells[5] == "1" ? ("B", "A") : ("A", "B")
      let price = "\(Int(cells[4])! / 10_000).\(String(cells[4].suffix(4)))"
      func record(_ action: String, _ side: String, _ size: Int, _ order: Substring) {
        records += "\(time),\(sequence),\(action),\(side),\(price),\(size),\(order)\n"
      }
      left[order, default: 0] += cells[1] == "1" ? size : -size
      if cells[1] == "1" {
        record("A", side, size, order)
        continue
      }
      if cells[1] == "4" {
        record("T", other, size, "0")
        record("F", side, size, order)
      }
      if sequence % 2 == 0 {
        record("C", side, size, order)
      } else {
        record("M", side, left[order]!, order)
      }
    }
    return records
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `alone it makes the market again that was recorded`(seed: UInt64) throws {
    let original = try market.exported(try SampleRun().setup(seed: seed), "original")
    let rows = try #require(original["messages"])
    let lobster = try market.folder.write("messages.csv", text: rows)
    let mbo = try market.folder.write("mbo.csv", text: Self.records(rows))
    let (recorded, read) = (
      try RecordedMessages.read(lobster, Self.cent), try RecordedMessages.read(mbo, Self.cent)
    )
    #expect(
      Self.lines(read).map { $0.split(separator: " ", maxSplits: 1)[1] }
        == Self.lines(recorded).map { $0.split(separator: " ", maxSplits: 1)[1] })
    let again = try market.setup("mbo.csv, time_shift: -4 h")
    let replayed = try market.exported(again, "again")
    #expect(
      ReplayMarket.anonymous(try #require(replayed["messages"])) == ReplayMarket.anonymous(rows))
    #expect(replayed["book"] == original["book"])
    let counts = ReplayMarket.tallies(try Runner.run(again))
    let executed = try #require(counts["executed_lots"])
    #expect(executed > 20)
    #expect(counts["as_recorded_lots"] == executed)
    #expect(counts["messages"] == Int64(rows.count { $0 == "\n" }))
    #expect(counts["late_changes"] == 0 && counts["refused"] == 0)
  }

  /// After the last record of each moment of the day that changes the book: ten levels as LOBSTER
  /// writes them.
  private static func books(_ path: String) throws -> [Int64: String] {
    let table = try CSVTable(path: path)
    let reader = try MBOReader(table, names: BookNames(shared: [table]))
    let book = MBOBook()
    var books: [Int64: String] = [:]
    while let record = try reader.next() {
      try book.apply(record)
      guard [.add, .cancel, .modify].contains(record.kind.action) else { continue }
      let (asks, bids) = (book.levels(.sell, depth: 10), book.levels(.buy, depth: 10))
      func cell(_ levels: [ReplayLevel], _ place: Int, _ empty: String) -> String {
        guard place < levels.count else { return empty + ",0" }
        return "\(levels[place].price / 100_000),\(levels[place].size)"
      }
      books[record.event.time % 86_400_000_000_000] = (0..<10).map {
        cell(asks, $0, "9999999999") + "," + cell(bids, $0, "-9999999999")
      }.joined(separator: ",")
    }
    return books
  }

  @Test(.enabled(if: RealData.isAvailable(RealData.arlMessages), "needs the recorded ARL messages"))
  func `alone it makes the recorded day of ARL again`() throws {
    let path = RealData.path(RealData.arlMessages)
    let setup = try market.setup(
      "\"\(path)\", time_shift: -4 h", start: "03:00:00", end: "17:00:00")
    let counts = ReplayMarket.tallies(try Runner.run(setup))
    #expect(counts["executed_lots"] == counts["as_recorded_lots"], "\(counts)")
    #expect((counts["executed_lots"] ?? 0) > 0, "\(counts)")
    for name in ["elsewhere_lots", "unfilled_lots", "crossing_lots", "late_changes", "refused"] {
      #expect(counts[name] == 0, "\(counts)")
    }
    let expected = try Self.books(path)
    let files = try market.exported(setup, "arl")
    let reader = try LobsterMessageReader(
      path: market.folder.write("found.csv", text: try #require(files["messages"])))
    var found: [Int64: String] = [:]
    for row in try #require(files["book"]).split(separator: "\n") {
      let time = try #require(try reader.next()).time + .hours(4)
      found[time.nanoseconds] = String(row)
    }
    #expect(expected.count > 4_000, "\(expected.count)")
    #expect(Set(found.keys) == Set(expected.keys))
    let unequal = expected.filter { found[$0.key] != $0.value }.keys.sorted()
    #expect(unequal.isEmpty, "\(unequal.count) of \(expected.count): \(unequal.prefix(5))")
  }
}
