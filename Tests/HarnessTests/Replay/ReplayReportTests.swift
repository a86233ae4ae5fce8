import Testing

@testable import Harness

/// When a replay has passed.
struct ReplayReportTests {
  private func check(
    _ name: String, _ depth: Int? = nil, _ equal: Int, of compared: Int
  ) -> ReplayReport.Check {
    var check = ReplayReport.Check(name: name, depth: depth)
    check.compared = compared
    check.equal = equal
    return check
  }

  @Test func `a depth without rows that count is no failure while another depth has some`() {
    let whole = ReplayReport(
      checks: [
        check("one_step", nil, 5, of: 5),
        check("free_run", 1, 4, of: 4), check("free_run", 5, 0, of: 0),
      ])
    #expect(whole.passed && whole.firstDifference == nil)
    let none = ReplayReport(
      checks: [
        check("one_step", nil, 5, of: 5),
        check("free_run", 1, 0, of: 0), check("free_run", 5, 0, of: 0),
      ])
    #expect(!none.passed)
    #expect(none.firstDifference == "free_run 1: found nothing to compare, allowed is 1 or more")
  }

  @Test func `a share of equal rows can be allowed`() {
    var report = ReplayReport(checks: [check("priority", nil, 99, of: 100)], required: 0.99)
    #expect(report.passed)
    report.required = 0.995
    #expect(!report.passed)
  }
}
