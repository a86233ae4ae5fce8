import SimKernel

/// How often orders are taken back, trade, and trade unseen. Items are seconds from the first
/// message on.
struct MessageRatios {
  private let table: FeatureTable
  private static let width = 5

  private enum Count: Int {
    /// Rows of types 2 and 3.
    case cancels
    /// Rows of type 4.
    case executions
    /// Shares of type 4.
    case displayedVolume
    /// Shares of type 5.
    case hiddenVolume
    case aggressors
  }

  init(_ tape: MarketTape, _ aggressors: [AggressorOrder]) {
    let width = MessageRatios.width
    func second(_ time: Int64) -> Int { Int((time - tape.start) / 1_000_000_000) }
    var cells = [Double](repeating: 0, count: (second(tape.end) + 1) * width)
    func add(_ value: Int64, _ count: Count, at time: Int64) {
      cells[second(time) * width + count.rawValue] += Double(value)
    }
    for message in tape.messages {
      let time = message.time.nanoseconds
      switch message.kind {
      case .reduction, .deletion: add(1, .cancels, at: time)
      case .execution:
        add(1, .executions, at: time)
        add(message.size, .displayedVolume, at: time)
      case .hiddenExecution: add(message.size, .hiddenVolume, at: time)
      case .submission, .cross, .halt: break
      }
    }
    for order in aggressors { add(1, .aggressors, at: order.time) }
    table = FeatureTable(count: cells.count / width, width: width) { item, row in
      for count in 0..<width { row[count] = cells[item * width + count] }
    }
  }

  /// Rows of types 2 and 3 for each row of type 4.
  var cancelToExecution: ResampledStatistic {
    ratio("no displayed executions") { ($0[.cancels], $0[.executions]) }
  }

  /// Rows of types 2 and 3 for each aggressive order.
  var cancelToTrade: ResampledStatistic {
    ratio("no displayed executions") { ($0[.cancels], $0[.aggressors]) }
  }

  /// Hidden shares among all executed shares.
  var hiddenShare: ResampledStatistic {
    ratio("no executions") { ($0[.hiddenVolume], $0[.hiddenVolume] + $0[.displayedVolume]) }
  }

  private struct Sums {
    let values: [Double]
    subscript(count: Count) -> Double { values[count.rawValue] }
  }

  private func ratio(
    _ reason: String, _ parts: @escaping (Sums) -> (Double, Double)
  ) -> ResampledStatistic {
    ResampledStatistic(table, reason: reason) { sums in
      let (above, below) = parts(Sums(values: sums))
      return below > 0 ? above / below : nil
    }
  }
}
