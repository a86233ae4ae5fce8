/// How spread and depth come back after an aggressive order that widened the spread.
///
/// The spread is averaged over such orders before them and at delays after them; the depth is that
/// of the side that was hit, within the tape's levels, over its mean before. Orders count if their
/// last delay lies within the tape.
///
/// Such orders come when the spread is narrow, so the spread does not return to where it was but to
/// its mean over time: the half-life is measured towards that.
struct Resilience {
  /// Milliseconds after the order at which the book is looked at.
  static let delaysMilliseconds: [Int64] = [
    0, 10, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000,
  ]

  /// Orders that widened the spread.
  let orders: Int
  private let table: FeatureTable

  /// Features: a one, then spread and depth before, then spread and depth at each delay.
  private static let width = 3 + 2 * delaysMilliseconds.count

  init(_ tape: MarketTape, _ all: [AggressorOrder]) {
    let first = tape.firstQuote ?? tape.count
    let horizon = (Resilience.delaysMilliseconds.last ?? 0) * 1_000_000
    let orders = all.filter { order in
      order.first > first && order.time + horizon <= tape.end
        && tape.held[order.last].spread > tape.held[order.first - 1].spread
    }
    var places = Resilience.delaysMilliseconds.map { delay in
      tape.lastMessages(at: orders.map { $0.time + delay * 1_000_000 })
    }
    // Right after the order is after its last row, whatever else has the same time.
    places[0] = orders.map(\.last)
    places.insert(orders.map { $0.first - 1 }, at: 0)
    table = FeatureTable(count: orders.count, width: Resilience.width) { item, row in
      row[0] = 1
      for (moment, indices) in places.enumerated() {
        let spread = Double(tape.held[indices[item]].spread) / Double(tape.tick)
        row[1 + 2 * moment] = spread
        row[2 + 2 * moment] = Resilience.depth(tape, orders[item], indices[item])
      }
    }
    self.orders = orders.count
  }

  /// The mean spread before the orders, ticks.
  func spreadBefore() throws(Undefined) -> ResampledStatistic {
    try statistic { $0[1] / $0[0] }
  }

  /// The mean spread at a delay, ticks, by its place among the delays.
  func spread(_ delay: Int) throws(Undefined) -> ResampledStatistic {
    try statistic { $0[3 + 2 * delay] / $0[0] }
  }

  /// The depth at a delay over the depth before the orders.
  func depthRatio(_ delay: Int) throws(Undefined) -> ResampledStatistic {
    try statistic { $0[2] > 0 ? $0[4 + 2 * delay] / $0[2] : nil }
  }

  /// Seconds until the spread is halfway from where the orders left it to its mean over time,
  /// linear between the delays.
  ///
  /// - Parameter mean: Of the spread over time, ticks.
  func spreadHalfLife(towards mean: Double) throws(Undefined) -> ResampledStatistic {
    try statistic { sums in
      Resilience.halfLife(
        Resilience.delaysMilliseconds.indices.map { sums[3 + 2 * $0] / sums[0] - mean })
    }
  }

  private func statistic(
    _ formula: @escaping ([Double]) -> Double?
  ) throws(Undefined) -> ResampledStatistic {
    guard orders > 0 else {
      throw Undefined("no aggressive order that widened the spread, a minute before the end")
    }
    return ResampledStatistic(
      table, reason: "the spread after a trade is not above its mean, or stays so for a minute",
      formula: formula)
  }

  static func halfLife(_ excess: [Double]) -> Double? {
    guard let start = excess.first, start > 0,
      let place = excess.firstIndex(where: { $0 <= start / 2 })
    else { return nil }
    let (before, after) = (excess[place - 1], excess[place])
    let share = (before - start / 2) / (before - after)
    let (from, until) = (delaysMilliseconds[place - 1], delaysMilliseconds[place])
    return (Double(from) + share * Double(until - from)) / 1e3
  }

  private static func depth(_ tape: MarketTape, _ order: AggressorOrder, _ index: Int) -> Double {
    Double(order.side == .buy ? tape.askDepth[index] : tape.bidDepth[index])
  }
}
