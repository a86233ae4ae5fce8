import Foundation
import TestSupport
import Testing

@testable import Harness

/// Tapes from files: what they hold, and what they refuse.
struct MarketTapeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func tape(_ messages: String, book: String? = nil) throws -> MarketTape {
    let path = try folder.write("messages.csv", text: messages)
    return try MarketTape.lobster(
      messages: path, book: try book.map { try folder.write("book.csv", text: $0) })
  }

  private func refusal(_ messages: String, book: String? = nil) throws -> String {
    do {
      _ = try tape(messages, book: book)
      return "none"
    } catch let error as MarketDataError {
      return error.description.replacingOccurrences(of: folder.url.path + "/", with: "")
    }
  }

  @Test func `a recorded book gives quotes and depth after every message`() throws {
    let tape = try tape(
      "1.5,1,7,10,1000100,-1\n2,3,7,10,1000100,-1\n",
      book: "1000100,10,999900,5,1000200,3,999800,4\n9999999999,0,999900,5,9999999999,0,999800,4\n")
    #expect(tape.count == 2)
    #expect(tape.seconds == 0.5)
    #expect(
      tape.quotes[0] == BestQuote(askPrice: 1_000_100, askSize: 10, bidPrice: 999_900, bidSize: 5))
    #expect(!tape.quotes[1].isTwoSided)
    #expect(tape.held[1] == tape.quotes[0])
    #expect(tape.askDepth == [13, 0])
    #expect(tape.bidDepth == [9, 9])
    #expect(tape.depthLevels == 2)
  }

  @Test func `messages alone rebuild the book, with orders from before the file`() throws {
    // Order 2 is never submitted: it rests from the start with all that is taken from it.
    let tape = try tape(
      """
      1,1,5,10,1000100,-1
      2,1,6,20,999900,1
      3,4,2,4,999800,1
      4,2,6,5,999900,1
      5,3,2,3,999800,1
      """)
    #expect(tape.quotes.map(\.bidSize) == [7, 20, 20, 15, 15])
    #expect(tape.quotes.map(\.bidPrice) == [999_800, 999_900, 999_900, 999_900, 999_900])
    #expect(tape.bidDepth == [7, 27, 23, 18, 15])
  }

  @Test func `what does not fit is refused with its place, what was found and what is allowed`()
    throws
  {
    let row = "1000100,10,999900,5\n"
    #expect(try refusal("") == "messages.csv: has no rows")
    #expect(try refusal("", book: row) == "messages.csv: has no rows")
    #expect(try refusal("1,1,7,10,1000100,-1\n", book: "") == "book.csv: has no rows")
    #expect(
      try refusal("1,1,7,10,1000100,-1\n", book: row + row)
        == "book.csv:2: a row without a partner: \(folder.url.path)/messages.csv has 1 rows; "
        .replacingOccurrences(of: folder.url.path + "/", with: "")
        + "allowed are two files of equally many rows")
    let backwards = try refusal("2,1,7,10,1000100,-1\n1,3,7,10,1000100,-1\n", book: row + row)
    #expect(
      backwards == "messages.csv:2: time 1000000000 ns is before the row above, 2000000000 ns; "
        + "allowed: no earlier")
    #expect(try refusal("2,1,7,10,1000100,-1\n1,3,7,10,1000100,-1\n").contains("messages.csv:2: "))
    let long = try refusal("1,1,7,10,100,-1\n999999,1,8,10,100,-1\n")
    #expect(long.contains("messages.csv:2: time 999999000000000 ns is 999998 s after"))
    let high = try refusal("1,1,7,10,1099511627776,-1\n")
    #expect(high.contains("price 1099511627776; allowed: under 1099511627776"))
    let late = try refusal("5000000000,1,7,10,100,-1\n", book: row)
    #expect(late.contains("messages.csv:1: time 5000000000000000000 ns; allowed: under"))
  }

  @Test func `a price that is no whole number of ticks is refused`() throws {
    let book = "1000100,10,999900,5\n"
    let off = "price 1000050; allowed: multiples of the tick, 100"
    #expect(try refusal("1,1,7,10,1000050,-1\n", book: book) == "messages.csv:1: \(off)")
    #expect(try refusal("1,1,7,10,1000050,-1\n") == "messages.csv:1: \(off)")
    #expect(
      try refusal("1,1,7,10,1000100,-1\n", book: "1000100,10,999950,5\n")
        == "messages.csv:1: price 999950; allowed: multiples of the tick, 100")
  }

  @Test(arguments: [5, 6, 7])
  func `hidden orders, auctions and halts may have prices between ticks`(kind: Int) throws {
    let price = kind == 7 ? -1 : 1_000_050
    let row = "1000100,10,999900,5\n"
    #expect(try tape("1,\(kind),0,1,\(price),-1\n", book: row).count == 1)
  }

  @Test func `messages that do not determine the book are refused, not guessed at`() throws {
    let crossing = try refusal("1,1,5,10,1000100,-1\n2,1,6,20,1000200,1\n")
    #expect(
      crossing.hasPrefix(
        "messages.csv:2: order 6 rests at 1000200, where the other side's best price is 1000100"),
      "\(crossing)")
  }

  @Test func `moments find the last message at or before them`() throws {
    let tape = try SampleTape.mids([1, 2, 3, 4])
    #expect(
      tape.lastMessages(at: [0, 999_999_999, 1_000_000_000, 9_000_000_000]) == [0, 0, 1, 3])
    #expect(tape.grid(every: 2) == [0, 2_000_000_000])
  }
}
