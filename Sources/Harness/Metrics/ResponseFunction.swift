/// How far the mid has moved, in the direction of an aggressive order, by the time later ones have
/// traded.
///
/// R(l) = mean(s(i) (m(i + l) - m'(i))) in ticks: s is the sign of order i, m' the mid before it, m
/// the mid after the order l later (Bouchaud, Gefen, Potters and Wyart 2004). R(0) is what the
/// order itself moves.
struct ResponseFunction {
  static let lags = [0, 1, 2, 5, 10, 20, 50, 100, 200]

  private let before: [Double?]
  private let after: [Double]
  private let signs: [Double]

  /// - Parameter orders: Of the tape.
  init(_ tape: MarketTape, _ orders: [AggressorOrder]) {
    let tick = Double(tape.tick)
    let first = tape.firstQuote ?? tape.count
    signs = orders.map(\.sign)
    before = orders.map { $0.first > first ? tape.held[$0.first - 1].mid / tick : nil }
    after = orders.map { tape.held[$0.last].mid / tick }
  }

  /// Of an order to the trade `lag` orders later, ticks; nil where there is none or no quote.
  func response(_ order: Int, lag: Int) -> Double? {
    guard order + lag < signs.count, let before = before[order] else { return nil }
    return signs[order] * (after[order + lag] - before)
  }

  /// - Throws: `Undefined` where no order has a quote before it and one `lag` orders later.
  func statistic(lag: Int) throws(Undefined) -> ResampledStatistic {
    try Undefined.require(signs.count, atLeast: lag + 1, "aggressive orders")
    let table = FeatureTable(count: signs.count, width: 2) { order, row in
      let response = response(order, lag: lag)
      row[0] = response ?? 0
      row[1] = response == nil ? 0 : 1
    }
    return ResampledStatistic(table, reason: "no trade with a quote before it") { sums in
      sums[1] > 0 ? sums[0] / sums[1] : nil
    }
  }
}
