import Foundation
import TestSupport
import Testing

@testable import Harness

/// The replay checks on recorded markets; every count is a count of an independent reference.
struct RealDataReplayTests {
  typealias Data = RealData

  private func counts(_ report: ReplayReport) -> [String] {
    report.checks.map { "\($0.name) \($0.depth ?? 0): \($0.equal)/\($0.compared)" }
  }

  @Test(.enabled(if: Data.isAvailable(Data.arlMessages, Data.arlBook), "no recorded MBO file"))
  func `a day of orders from an empty book gives every recorded row, order counts included`() throws
  {
    for depth in [1, 5, 10] {
      let report = try MBOReplay.compare(
        messages: Data.path(Data.arlMessages), book: Data.path(Data.arlBook), depth: depth)
      #expect(counts(report) == ["by_key 0: 3928/3928"], "\(report.firstDifference ?? "")")
      #expect(report.passed)
      #expect(
        report.json.text(.compact) == #"{"checks":{"by_key":{"compared":3928,"equal":3928}}}"#)
    }
  }

  @Test(.enabled(if: Data.isAvailable(Data.appleMessages, Data.appleBook), "no LOBSTER files"))
  func `ten levels of Apple replay step by step and freely`() throws {
    let report = try LobsterReplay.compare(
      messages: Data.path(Data.appleMessages), book: Data.path(Data.appleBook), depth: 10)
    #expect(
      counts(report) == [
        "one_step 0: 998/998", "free_run 1: 998/998", "free_run 5: 998/998",
        "free_run 10: 680/680",
      ], "\(report.firstDifference ?? "")")
    #expect(
      report.json.text(.compact) == #"{"checks":{"free_run":{"1":{"compared":998,"equal":998},"#
        + #""10":{"compared":680,"equal":680},"5":{"compared":998,"equal":998}},"#
        + #""one_step":{"compared":998,"equal":998}},"messages":999}"#)
  }

  @Test(.enabled(if: Data.isAvailable(Data.amazonMessages, Data.amazonBook), "no LOBSTER files"))
  func `a day of Amazon's best quotes replays step by step and freely`() throws {
    let report = try LobsterReplay.compare(
      messages: Data.path(Data.amazonMessages), book: Data.path(Data.amazonBook))
    #expect(report.messages == 57_515)
    #expect(
      counts(report) == ["one_step 0: 57514/57514", "free_run 1: 43561/43561"],
      "\(report.firstDifference ?? "")")
  }

  @Test(.enabled(if: Data.isAvailable(Data.appleHour), "no LOBSTER files"))
  func `price-time priority predicts whom real aggressors traded with`() throws {
    #if DEBUG
      // The engine checks its whole book after every message in debug builds.
      let folder = try TemporaryFolder()
      let path = try folder.write("head.csv", text: Data.lines(Data.appleHour, limit: 5_000))
      let report = try LobsterReplay.priority(messages: path, atLeast: 0.99)
      #expect(report.checks[0].compared > 100)
    #else
      let report = try LobsterReplay.priority(messages: Data.path(Data.appleHour), atLeast: 0.99)
      #expect(report.checks[0].compared == 3_323)
      #expect(report.checks[0].equal >= 3_310)
    #endif
    #expect(report.passed, "\(report.json) \(report.firstDifference ?? "")")
  }
}

/// The checks must notice what is wrong: 87 sizes are altered in the recorded rows.
struct AlteredDataReplayTests {
  typealias Data = RealData

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A copy of a recorded file in which `columns` of every `step`-th row, 87 times, are one share
  /// larger; rows where all of them are 0 are passed over.
  private func altered(_ name: String, columns: [Int], from first: Int, step: Int) throws -> String
  {
    var lines = try Data.lines(name).split(separator: "\n").map(String.init)
    var changed = 0
    for index in stride(from: first, to: lines.count, by: step) where changed < 87 {
      var fields = lines[index].split(separator: ",", omittingEmptySubsequences: false).map(
        String.init)
      guard let column = columns.first(where: { Int(fields[$0]) != 0 }),
        let size = Int(fields[column])
      else { continue }
      fields[column] = "\(size + 1)"
      lines[index] = fields.joined(separator: ",")
      changed += 1
    }
    try #require(changed == 87)
    return try folder.write("altered.csv", text: lines.joined(separator: "\n"))
  }

  @Test(.enabled(if: Data.isAvailable(Data.appleMessages, Data.appleBook), "no LOBSTER files"))
  func `altered rows of a ten-level book are reported by both checks`() throws {
    let book = try altered(Data.appleBook, columns: [1, 3], from: 10, step: 11)
    let report = try LobsterReplay.compare(messages: Data.path(Data.appleMessages), book: book)
    for check in report.checks where check.depth ?? 1 < 10 {
      let missed = check.compared - check.equal
      #expect(missed >= 87, "\(check)")
    }
    #expect(report.checks[1].equal == 998 - 87)
    #expect(report.checks[3].equal < 680)
    #expect(!report.passed)
    #expect(report.firstDifference?.contains("altered.csv:11: ask level 1") == true)
  }

  // A free run on altered rows crosses the book, which the engine does not accept in debug builds.
  #if !DEBUG
    @Test(.enabled(if: Data.isAvailable(Data.amazonMessages, Data.amazonBook), "no LOBSTER files"))
    func `altered best quotes are reported by both checks`() throws {
      let book = try altered(Data.amazonBook, columns: [1, 3], from: 100, step: 600)
      let report = try LobsterReplay.compare(messages: Data.path(Data.amazonMessages), book: book)
      for check in report.checks {
        #expect(check.equal < check.compared - 43, "\(check)")
        #expect(check.firstDifference != nil)
      }
      #expect(!report.passed)
    }
  #endif

  @Test(.enabled(if: Data.isAvailable(Data.arlMessages, Data.arlBook), "no recorded MBO file"))
  func `altered rows of an order-by-order day are reported one by one`() throws {
    let header = try #require(try Data.lines(Data.arlBook, limit: 1).split(separator: "\n").first)
    let names = header.split(separator: ",", omittingEmptySubsequences: false)
    let columns = try ["bid_sz_00", "ask_sz_00"].map { name in
      try #require(names.firstIndex { $0 == name })
    }
    let book = try altered(Data.arlBook, columns: columns, from: 20, step: 40)
    let report = try MBOReplay.compare(messages: Data.path(Data.arlMessages), book: book)
    #expect(report.json.text(.compact) == #"{"checks":{"by_key":{"compared":3928,"equal":3841}}}"#)
    #expect(report.firstDifference?.contains("altered.csv:21: ") == true)
  }
}
