import SimKernel
import TestSupport
import Testing

struct MatchingOracleTests {
  @Test func `coverage`() {
    var coverage = MatchingCoverage()
    var most = 0
    var total = 0
    for seed in 0..<UInt64(20) {
      var generator = MatchingCommandGenerator(seed: seed, commandCount: 1000)
      var book = generator.emptyBook
      for _ in 0..<1000 {
        let command = generator.next(for: book)
        let mode = book.selfTradePrevention
        coverage.count(command, book.perform(command, at: generator.now), mode: mode)
        most = max(most, book.liveOrderCount)
        total += book.liveOrderCount
      }
    }
    print(coverage.table, most, total / 20_000)
  }
}
