/// Time averages of what the book showed while both sides were quoted.
///
/// What a message leaves behind counts for as long as it stands, until the next message. Items are
/// seconds from the first message on.
struct QuotedTime {
  /// What is averaged over time.
  enum Quantity: Int, CaseIterable {
    case spreadTicks, bidSize, askSize, bidDepth, askDepth
    /// 1 while the spread is one tick or less.
    case isOneTick
  }

  private let table: FeatureTable
  private let quoted: Double
  /// What stood after each message, and for how many nanoseconds; two-sided quotes alone.
  private let spans: [(spread: Double, bid: Double, ask: Double, nanoseconds: Double)]

  private static let second: Int64 = 1_000_000_000

  /// - Throws: `Undefined` where both sides were never quoted for any time.
  init(_ tape: MarketTape) throws(Undefined) {
    let width = Quantity.allCases.count + 1
    let seconds = Int((tape.end - tape.start) / QuotedTime.second) + 1
    var cells = [Double](repeating: 0, count: seconds * width)
    var spans: [(spread: Double, bid: Double, ask: Double, nanoseconds: Double)] = []
    for index in tape.messages.indices.dropLast() where tape.quotes[index].isTwoSided {
      let from = tape.messages[index].time.nanoseconds
      let until = tape.messages[index + 1].time.nanoseconds
      guard until > from else { continue }
      let values = QuotedTime.values(tape, index)
      spans.append((values[0], values[1], values[2], Double(until - from)))
      QuotedTime.spread(values, from - tape.start, until - tape.start, into: &cells)
    }
    table = FeatureTable(count: seconds, width: width) { second, row in
      for feature in 0..<width { row[feature] = cells[second * width + feature] }
    }
    self.spans = spans
    quoted = spans.reduce(0) { $0 + $1.nanoseconds }
    guard quoted > 0 else { throw Undefined("no time during which both sides were quoted") }
  }

  /// The average over time: ticks, shares, or a share of the time.
  func mean(_ quantity: Quantity) -> ResampledStatistic {
    let width = Quantity.allCases.count
    return ResampledStatistic(table, reason: "no quoted time") { sums in
      sums[width] > 0 ? sums[quantity.rawValue] / sums[width] : nil
    }
  }

  /// Quantiles of the spread over time, ticks.
  func spreadQuantiles(_ shares: [Double]) -> [Double] {
    Quantile.weighted(spans.map { ($0.spread, $0.nanoseconds) }, shares)
  }

  /// Quantiles of the size at the best price over time, both sides together, shares.
  func sizeQuantiles(_ shares: [Double]) -> [Double] {
    Quantile.weighted(
      spans.map { ($0.bid, $0.nanoseconds) } + spans.map { ($0.ask, $0.nanoseconds) }, shares)
  }

  private static func values(_ tape: MarketTape, _ index: Int) -> [Double] {
    let quote = tape.quotes[index]
    return [
      Double(quote.spread) / Double(tape.tick), Double(quote.bidSize), Double(quote.askSize),
      Double(tape.bidDepth[index]), Double(tape.askDepth[index]),
      quote.spread <= tape.tick ? 1 : 0,
    ]
  }

  /// Adds values x time to the seconds that a span touches.
  private static func spread(
    _ values: [Double], _ from: Int64, _ until: Int64, into cells: inout [Double]
  ) {
    let width = values.count + 1
    var start = from
    while start < until {
      let cell = start / second
      let end = min(until, (cell + 1) * second)
      let place = Int(cell) * width
      for (feature, value) in values.enumerated() {
        cells[place + feature] += value * Double(end - start)
      }
      cells[place + values.count] += Double(end - start)
      start = end
    }
  }
}
