import Foundation
import Scenarios
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// A recorded market played by an agent: alone, and beside others.
struct HistoryReplayTests {
  private let market: ReplayMarket

  init() throws { market = try ReplayMarket() }

  @Test(arguments: [UInt64(1), 2, 3])
  func `alone it makes the market again that was recorded`(seed: UInt64) throws {
    let sample = try SampleRun()
    let original = try market.exported(sample.setup(seed: seed), "original")
    let rows = try #require(original["messages"])
    _ = try market.folder.write("messages.csv", text: rows)
    let again = try market.setup("messages.csv")
    let replayed = try market.exported(again, "again")
    #expect(
      ReplayMarket.anonymous(try #require(replayed["messages"])) == ReplayMarket.anonymous(rows))
    #expect(replayed["book"] == original["book"])
    let counts = ReplayMarket.tallies(try Runner.run(again))
    let executed = try #require(counts["executed_lots"])
    #expect(executed > 20)
    #expect(counts["as_recorded_lots"] == executed)
    for name in [
      "elsewhere_lots", "unfilled_lots", "crossing_lots", "outlived_lots", "late_changes",
      "refused",
    ] {
      #expect(counts[name] == 0, "\(name)")
    }
    #expect(counts["messages"] == Int64(rows.count { $0 == "\n" }))
  }

  @Test func `a clock that starts within the file finds the book of that moment`() throws {
    let original = try market.exported(try SampleRun().setup(), "original")
    let rows = try #require(original["messages"])
    let books = try #require(original["book"]).split(separator: "\n")
    _ = try market.folder.write("messages.csv", text: rows)
    let late = try market.setup("messages.csv", start: "09:30:15")
    let replayed = try market.exported(late, "late")
    let before = rows.split(separator: "\n").prefix {
      Double($0.split(separator: ",")[0])! < 34_215
    }
    try #require(before.count > 50)
    let played = ReplayMarket.anonymous(rows).count - before.count
    let found = ReplayMarket.anonymous(try #require(replayed["messages"]))
    #expect(Array(found.suffix(played)) == Array(ReplayMarket.anonymous(rows).suffix(played)))
    let foundBooks = try #require(replayed["book"]).split(separator: "\n")
    #expect(foundBooks.suffix(played) == books.suffix(played))
  }

  @Test func `beside a maker some of it goes elsewhere, and what was recorded ends in time`()
    throws
  {
    let rows = try #require(try market.exported(try SampleRun().setup(), "original")["messages"])
    _ = try market.folder.write("messages.csv", text: rows)
    let maker = "  - {name: maker, type: market_maker, latency: colo, refresh_every: 50 ms}"
    let beside = try market.setup("messages.csv", agents: maker)
    let counts = ReplayMarket.tallies(try Runner.run(beside))
    let executed = try #require(counts["executed_lots"])
    let sum = ["as_recorded_lots", "elsewhere_lots", "unfilled_lots"].compactMap { counts[$0] }
    #expect(sum.reduce(0, +) == executed)
    #expect((counts["elsewhere_lots"] ?? 0) > 0)
    #expect((counts["as_recorded_lots"] ?? 0) > 0)
    #expect((counts["outlived_lots"] ?? 0) > 0)
    var options = Runner.Options()
    options.checksInvariants = true
    #expect(try Runner.run(beside, options).digest == Runner.run(beside).digest)
  }

  /// Somebody bids 100.00 for 3 before history's bid of 10 trades 4 at 99.99.
  private static let story = """
    34200.0,1,7,10,999900,1
    34200.0,1,9,10,1000200,-1
    34202.0,4,7,4,999900,1
    34203.0,2,7,1,999900,1
    34204.0,5,0,3,1000000,1
    34205.0,3,9,10,1000200,-1
    34206.0,4,7,5,999900,1

    """

  @Test func `an execution that meets somebody else is a market order, and history goes on`()
    throws
  {
    _ = try market.folder.write("messages.csv", text: Self.story)
    let script = """
        - name: bidder
          type: scripted
          latency: beside
          script: |
            at 09:30:01 buy B 3 @ 10000
      """
    let setup = try market.setup("messages.csv", agents: script)
    let result = try Runner.run(setup)
    let counts = ReplayMarket.tallies(result)
    // Three of four lots go to the bidder; history's order loses them all the same.
    #expect(counts["executed_lots"] == 9)
    #expect(counts["as_recorded_lots"] == 6)
    #expect(counts["elsewhere_lots"] == 3)
    #expect(counts["unfilled_lots"] == 0)
    #expect(counts["outlived_lots"] == 3)
    #expect(counts["messages"] == 6)
    #expect(result.books[0].snapshot.bids.isEmpty && result.books[0].snapshot.asks.isEmpty)
    #expect(result.agents.first { $0.type == "scripted" }?.positions[0].lots == 3)
    #expect(result.summary.contains("counted by history/0: messages 6, executed_lots 9"))
    #expect(result.json["agents"] != nil)
  }

  @Test func `where others take history's order first, its execution goes unfilled`() throws {
    _ = try market.folder.write("messages.csv", text: Self.story)
    let script = """
        - name: seller
          type: scripted
          latency: beside
          script: |
            at 09:30:01 sell S 8 @ market
      """
    let setup = try market.setup("messages.csv", agents: script)
    let counts = ReplayMarket.tallies(try Runner.run(setup))
    // Two lots are left of ten: they are history's four at 09:30:02, two of which find nobody.
    #expect(counts["as_recorded_lots"] == 2)
    #expect(counts["unfilled_lots"] == 7)
    #expect(counts["late_changes"] == 1)
    #expect(counts["outlived_lots"] == 0)
  }

  @Test func `orders that the file never submits are there from its beginning`() throws {
    _ = try market.folder.write(
      "messages.csv",
      text: """
        34200.5,1,20,5,1000200,-1
        34201.0,4,3,4,999900,1
        34202.0,4,3,6,999900,1
        34203.0,3,20,5,1000200,-1

        """)
    let counts = ReplayMarket.tallies(try Runner.run(market.setup("messages.csv")))
    #expect(counts["executed_lots"] == 10)
    #expect(counts["as_recorded_lots"] == 10)
    #expect(counts["messages"] == 5)
  }

  @Test(arguments: [
    ("34200.0,1,7,10,999950,1\n", "messages.csv:1: a price of 99.995, allowed are whole multiples"),
    ("34201.0,1,7,1,100,1\n34200.0,1,8,1,100,1\n", "messages.csv:2: time 09:30:00, allowed is"),
    ("34201.0,1,7,x,100,1\n", "messages.csv:1: size \"x\""),
    ("", "messages.csv: has no rows"),
  ])
  func `a file that cannot be played is named with its line`(text: String, message: String) throws {
    _ = try market.folder.write("messages.csv", text: text)
    do {
      _ = try market.setup("messages.csv")
      Issue.record("it was read")
    } catch let error as ScenarioError {
      #expect("\(error)".contains(message), "\(error)")
      #expect("\(error)".contains("replay.yaml:10:"), "\(error)")
    }
  }

  @Test func `a file that is not there is a fault of the scenario`() throws {
    do {
      _ = try market.setup("nowhere.csv")
      Issue.record("it was read")
    } catch let error as ScenarioError {
      #expect("\(error)".contains("nowhere.csv"), "\(error)")
      #expect(
        "\(error)".contains("allowed is the path of a LOBSTER or MBO message file"), "\(error)")
    }
  }
}

// MARK: - Real data

extension HistoryReplayTests {
  /// Ask, its size, bid and its size after the last message of each moment, by the messages alone.
  private static func bests(_ messages: [LobsterMessage]) throws -> [Int64: [Int64]] {
    var seeded = try LobsterSeededBook(messages: messages)
    var bests: [Int64: [Int64]] = [:]
    for message in messages {
      try seeded.apply(message)
      bests[message.time.nanoseconds] = [Side.sell, .buy].flatMap { side -> [Int64] in
        guard let level = seeded.book.levels(side, depth: 1).first else { return [] }
        return [level.price, level.size]
      }
    }
    return bests
  }

  /// The same of a run's own files.
  private func bests(_ files: [String: String]) throws -> [Int64: [Int64]] {
    let reader = try LobsterMessageReader(
      path: market.folder.write("found.csv", text: try #require(files["messages"])))
    var bests: [Int64: [Int64]] = [:]
    for row in try #require(files["book"]).split(separator: "\n") {
      let message = try #require(try reader.next())
      bests[message.time.nanoseconds] = row.split(separator: ",").prefix(4).compactMap { Int64($0) }
    }
    return bests
  }

  @Test(
    .enabled(if: RealData.isAvailable(RealData.appleHour), "needs the recorded AAPL messages"))
  func `alone it makes the recorded messages of AAPL again`() throws {
    let text = try RealData.lines(RealData.appleHour, limit: 20_000)
    let path = try market.folder.write("messages.csv", text: text)
    let setup = try market.setup("messages.csv", end: "10:30:00")
    let counts = ReplayMarket.tallies(try Runner.run(setup))
    let executed = try #require(counts["executed_lots"])
    let recorded = try #require(counts["as_recorded_lots"])
    #expect(executed > 10_000)
    // In 7 of 944 aggressive orders the file's own order of execution is not price-time priority.
    #expect(Double(recorded) >= 0.97 * Double(executed), "\(counts)")
    #expect((counts["late_changes"] ?? 1_000) < 20, "\(counts)")
    let reader = try LobsterMessageReader(path: path)
    var messages: [LobsterMessage] = []
    while let message = try reader.next() { messages.append(message) }
    let (expected, found) = (try Self.bests(messages), try bests(market.exported(setup, "apple")))
    let equal = found.count { expected[$0.key] == $0.value }
    #expect(Double(equal) >= 0.99 * Double(found.count), "\(equal) of \(found.count) moments")
    #expect(found.count > 5_000)
  }
}
