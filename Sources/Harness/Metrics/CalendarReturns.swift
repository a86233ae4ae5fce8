import Foundation

/// Differences of the log mid between whole multiples of an interval of time.
///
/// The mid at a moment is that of the last message at or before it; while a side is empty the last
/// mid holds.
enum CalendarReturns {
  /// Log returns, unitless, in order of time.
  ///
  /// - Throws: `Undefined` where there is no two-sided quote, no two grid points, or a mid price
  ///   that is not positive.
  static func returns(_ tape: MarketTape, every seconds: Int) throws(Undefined) -> [Double] {
    let mids = try mids(tape, every: seconds)
    return zip(mids.dropFirst(), mids).map { log($0) - log($1) }
  }

  /// The mids at the grid points, dollars x 10^4.
  static func mids(_ tape: MarketTape, every seconds: Int) throws(Undefined) -> [Double] {
    guard tape.firstQuote != nil else { throw Undefined("no quote with both sides") }
    let grid = tape.grid(every: seconds)
    guard grid.count >= 2 else {
      throw Undefined("\(grid.count) whole multiples of \(seconds) s within the data; needs 2")
    }
    let mids = tape.lastMessages(at: grid).map { tape.held[$0].mid }
    if let mid = mids.first(where: { $0 <= 0 }) {
      throw Undefined("a mid price of \(mid / 10_000) dollars; needs prices above 0")
    }
    return mids
  }

  /// The standard deviation of returns, basis points.
  static func volatility(_ returns: [Double]) throws(Undefined) -> ResampledStatistic {
    try Undefined.require(returns.count, atLeast: 2, "returns")
    let table = FeatureTable(count: returns.count, width: 3) { item, row in
      row[0] = 1
      row[1] = returns[item]
      row[2] = returns[item] * returns[item]
    }
    return ResampledStatistic(table, reason: "no returns") { sums in
      let mean = sums[1] / sums[0]
      return 1e4 * max(0, sums[2] / sums[0] - mean * mean).squareRoot()
    }
  }

  /// The share of returns that are exactly zero.
  static func zeroShare(_ returns: [Double]) throws(Undefined) -> ResampledStatistic {
    try Undefined.require(returns.count, atLeast: 1, "returns")
    return ResampledStatistic(
      FeatureTable(count: returns.count, width: 1) { $1[0] = returns[$0] == 0 ? 1 : 0 },
      reason: "no returns"
    ) { $0[0] / Double(returns.count) }
  }
}
