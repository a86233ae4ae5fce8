import Foundation
import TestSupport
import Testing

@testable import Harness

/// The rules of order-by-order replay, on books small enough to read.
struct MBOReplayTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let messageHeader = "sequence,ts_event,action,side,price,size,order_id"
  private static let bookHeader =
    ",ts_event,sequence,action,side,price,bid_px_00,bid_sz_00,bid_ct_00,ask_px_00,ask_sz_00,"
    + "ask_ct_00"

  private func replay(
    _ messages: String, _ rows: String, header: String = messageHeader,
    bookHeader: String = bookHeader
  ) throws -> ReplayReport {
    func file(_ name: String, _ header: String, _ text: String) throws -> String {
      let lines = text.replacingOccurrences(of: " ", with: "")
      return try folder.write(name, text: header + "\n" + lines + "\n")
    }
    return try MBOReplay.compare(
      messages: file("mbo.csv", header, messages), book: file("book.csv", bookHeader, rows))
  }

  private func equal(_ report: ReplayReport) -> String {
    "\(report.checks[0].equal)/\(report.checks[0].compared)"
  }

  private func error(
    _ messages: String, _ rows: String = "0,1,1,R,N,,,0,0,,0,0", header: String = messageHeader,
    bookHeader: String = bookHeader
  ) -> String {
    do {
      let report = try replay(messages, rows, header: header, bookHeader: bookHeader)
      return "no error: \(equal(report))"
    } catch {
      return "\(error)".replacingOccurrences(of: folder.url.path + "/", with: "")
    }
  }

  @Test func `adds, cancels and clears move the book`() throws {
    let report = try replay(
      """
      1, 1, A, B, 5.51, 100, 7
      2, 2, A, B, 5.510000000, 50, 8
      3, 3, A, A, 6, 10, 9
      4, 4, C, B, 5.51, 30, 7
      5, 5, C, B, 5.51, 70, 7
      6, 6, C, A, 6.0, 10, 1
      7, 7, R, N, , 0, 0
      """,
      """
      0, 1, 1, A, B, 5.51, 5.51, 100, 1, , 0, 0
      1, 2, 2, A, B, 5.51, 5.51, 150, 2, , 0, 0
      2, 3, 3, A, A, 6.0,  5.51, 150, 2, 6.0, 10, 1
      3, 4, 4, C, B, 5.51, 5.51, 120, 2, 6.0, 10, 1
      4, 5, 5, C, B, 5.51, 5.51, 50, 1, 6.0, 10, 1
      5, 6, 6, C, A, 6.0,  5.51, 50.0, 1, 6.0, 10, 1
      6, 7, 7, R, N, , , 0, 0, , 0, 0
      """)
    #expect(equal(report) == "7/7", "\(report.firstDifference ?? "")")
    #expect(report.json.text(.compact) == #"{"checks":{"by_key":{"compared":7,"equal":7}}}"#)
  }

  @Test func `trades and fills wait for their cancel, and one merged row tells of all`() throws {
    let report = try replay(
      """
      1, 1, A, A, 5.5, 10, 7
      1, 1, A, A, 5.5, 10, 8
      2, 2, T, B, 5.5, 12, 0
      2, 2, F, A, 5.5, 10, 7
      2, 2, C, A, 5.5, 10, 7
      2, 2, F, A, 5.5, 2, 8
      2, 2, C, A, 5.5, 2, 8
      """, "0, 2, 2, T, A, 5.5, , 0, 0, 5.5, 8, 1")
    #expect(equal(report) == "1/1", "\(report.firstDifference ?? "")")
  }

  @Test func `a row is compared with the record of its key, not of its place`() throws {
    let report = try replay(
      """
      1, 1, A, B, 5.5, 10, 7
      1, 1, A, B, 5.4, 10, 8
      1, 1, C, B, 5.5, 10, 7
      """,
      """
      0, 1, 1, C, B, 5.5, 5.4, 10, 1, , 0, 0
      1, 1, 1, A, B, 5.5, 5.5, 10, 1, , 0, 0
      2, 1, 1, A, B, 5.5, 5.5, 11, 1, , 0, 0
      3, 9, 1, A, B, 5.5, 5.5, 10, 1, , 0, 0
      """)
    #expect(equal(report) == "2/4")
    #expect(
      report.firstDifference?.hasSuffix(
        "book.csv:4: bid level 1 is 10 in 1 orders at 5400000000, "
          + "recorded is 11 in 1 orders at 5500000000 at the end of its sequence") == true,
      "\(report.firstDifference ?? "")")
    #expect(!report.passed)
  }

  @Test func `a modify to fewer keeps its place, any other goes to the back, an unknown one adds`()
    throws
  {
    let book = MBOBook()
    func take(_ action: MBOAction, _ id: UInt64, _ price: Int64, _ size: Int64) throws {
      try book.apply(
        MBORecord(
          event: MBOEvent(book: 0, sequence: 0, time: 0),
          kind: MBOKind(action: action, side: .bid, price: price), orderID: id, size: size))
    }
    try take(.add, 1, 100, 10)
    try take(.add, 2, 100, 20)
    try take(.modify, 1, 100, 5)
    #expect(book.queue(.buy) == [1, 2])
    try take(.modify, 1, 100, 6)
    #expect(book.queue(.buy) == [2, 1])
    try take(.modify, 2, 101, 20)
    try take(.modify, 3, 101, 4)
    #expect(book.queue(.buy) == [2, 3, 1])
    try take(.modify, 2, 101, 0)
    #expect(book.queue(.buy) == [3, 1])
    #expect(
      book.levels(.buy, depth: 9) == [
        ReplayLevel(price: 101, size: 4, orderCount: 1),
        ReplayLevel(price: 100, size: 6, orderCount: 1),
      ])
  }

  @Test func `each instrument has its own book and its own ids`() throws {
    let header = "symbol,instrument_id," + MBOReplayTests.messageHeader
    let report = try replay(
      """
      AAA, 1, 1, 1, A, B, 5.5, 10, 7
      BBB, 2, 1, 1, A, B, 5.5, 20, 7
      BBB, 2, 2, 2, R, N, , 0, 0
      AAA, 1, 3, 3, C, B, 5.5, 4, 7
      """,
      """
      0, 1, 1, A, B, 5.5, 5.5, 10, 1, , 0, 0, 1
      1, 1, 1, A, B, 5.5, 5.5, 20, 1, , 0, 0, 2
      2, 2, 2, R, N, , , 0, 0, , 0, 0, 2
      3, 3, 3, C, B, 5.5, 5.5, 6, 1, , 0, 0, 1
      """, header: header, bookHeader: MBOReplayTests.bookHeader + ",instrument_id")
    #expect(equal(report) == "4/4", "\(report.firstDifference ?? "")")
  }

  @Test func `prices may be whole billionths and times whole nanoseconds`() throws {
    let report = try replay(
      """
      1, 1752735909035627674, A, B, 5510000000, 100, 18446744073709551615
      2, 1752735909035627675, R, N, 9223372036854775807, 0, 0
      """,
      """
      0, 2025-07-17T07:05:09.035627674Z, 1, A, B, 5.51, 5.51, 100, 1, , 0, 0
      1, 2025-07-17T07:05:09.035627675Z, 2, R, N, , , 0, 0, , 0, 0
      """)
    #expect(equal(report) == "2/2", "\(report.firstDifference ?? "")")
  }

  @Test(arguments: [
    ("1,1,A,B,5.5,10", "6 columns; the header has 7"),
    ("1,1,X,B,5.5,10,7", "action \"X\"; allowed: A, C, M, R, T, F or N"),
    ("1,1,A,S,5.5,10,7", "side \"S\"; allowed: A, B or N"),
    ("1,1,A,N,5.5,10,7", "side \"N\"; allowed: A or B for an order"),
    ("1,1,A,B,,10,7", "price \"\"; allowed: a price for an order"),
    ("1,1,A,B,5,5,x", "order_id \"x\""),
    ("1,1,A,B,1e5,10,7", "price \"1e5\""),
    ("1,1,A,B,5.5,0,7", "size \"0\"; allowed: 1 to 2147483647 for an order"),
    ("1,1,A,B,5.5,2147483648,7", "size \"2147483648\""),
    ("1,1,A,B,5.5,-1,7", "size \"-1\""),
    ("1,noon,A,B,5.5,10,7", "ts_event \"noon\"; allowed: an ISO 8601 time"),
    ("-1,1,A,B,5.5,10,7", "sequence \"-1\""),
  ])
  func `a faulty record is refused with its place`(_ line: String, _ expected: String) {
    let found = error("1,1,A,B,5.5,10,1\n\(line)")
    #expect(found.hasPrefix("mbo.csv:3: "), "\(found)")
    #expect(found.contains(expected), "\(found)")
  }

  @Test func `a point among whole billionths is refused`() {
    let found = error("1,1,A,B,5510000000,10,1\n1,1,A,B,5.51,10,2")
    #expect(found.contains("price \"5.51\"; allowed: a whole number of 10^-9"), "\(found)")
  }

  @Test func `missing columns and empty files are refused`() {
    let noID = error("1,1,A,B,5.5,10", header: "sequence,ts_event,action,side,price,size")
    #expect(noID.hasPrefix("mbo.csv:1: no column \"order_id\""), "\(noID)")
    let noCount = error(
      "", "", bookHeader: "ts_event,sequence,action,side,price,bid_px_00,bid_sz_00")
    #expect(noCount.hasPrefix("book.csv:1: no column \"bid_ct_00\""), "\(noCount)")
    #expect(error("", "") == "book.csv: has no rows")
    let noPrice = error("1,1,A,B,5.5,10,1", "0,1,1,A,B,5.5,,10,1,,0,0")
    #expect(
      noPrice.contains("bid_px_00 \"\"; allowed: a price for a level of size 10"), "\(noPrice)")
  }
}
