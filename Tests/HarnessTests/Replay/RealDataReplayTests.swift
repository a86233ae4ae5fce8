import Foundation
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
      #expect(report.exitCode == 0)
      #expect(report.json == #"{"checks":{"by_key":{"compared":3928,"equal":3928}}}"#)
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
      report.json == #"{"checks":{"free_run":{"1":{"compared":998,"equal":998},"#
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
    let report = try LobsterReplay.priority(messages: Data.path(Data.appleHour), atLeast: 0.99)
    #expect(report.checks[0].compared == 3_323)
    #expect(report.checks[0].equal >= 3_310)
    #expect(report.passed)
    print("priority: \(counts(report)), first: \(report.checks[0].firstDifference ?? "none")")
  }
}
