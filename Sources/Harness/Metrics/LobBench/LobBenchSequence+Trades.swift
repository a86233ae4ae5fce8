import SimKernel

/// Scores of executions and of the order flow at the best prices.
extension LobBenchSequence {
  /// Shares executed in each whole second that has an execution of a displayed order, x 60.
  ///
  /// The first and the last second are scaled to a whole one. The benchmark drops the first unless
  /// its first execution comes in its last tenth, and the last if its last execution comes in its
  /// first tenth.
  var volumesPerMinute: [Double] {
    let trades = messages.filter { $0.kind == .execution }
    guard let first = trades.first, let last = trades.last else { return [] }
    var volumes = Self.volumesPerSecond(trades)
    let begin = Self.microsecond(first)
    let end = Self.microsecond(last)
    if volumes.count == 1 {
      guard first.time != last.time else { return volumes.map { $0 * 60 } }
      guard end - begin >= 100_000 else { return [] }
      return volumes.map { $0 * (1_000_000 / Double(end - begin)) * 60 }
    }
    if begin < 900_000 {
      volumes.removeFirst()
    } else {
      volumes[0] /= 1 - Double(begin) / 1_000_000
    }
    if end < 100_000 {
      volumes.removeLast()
    } else {
      volumes[volumes.count - 1] *= 1_000_000 / Double(end)
    }
    return volumes.map { $0 * 60 }
  }

  private static func volumesPerSecond(_ trades: [LobsterMessage]) -> [Double] {
    var volumes: [Double] = []
    var second: Int64?
    for trade in trades {
      let present = trade.time.nanoseconds / 1_000_000_000
      if present != second { volumes.append(0) }
      second = present
      volumes[volumes.count - 1] += Double(trade.size)
    }
    return volumes
  }

  private static func microsecond(_ message: LobsterMessage) -> Int64 {
    message.time.nanoseconds % 1_000_000_000 / 1_000
  }

  /// Means over 100 successive changes of the order flow imbalance at the best prices, shares.
  ///
  /// Of one change: 1{b >= b'} q_b - 1{b <= b'} q_b' - 1{a <= a'} q_a + 1{a >= a'} q_a' (Cont,
  /// Kukanov and Stoikov 2014, "The price impact of order book events").
  var orderFlowImbalances: [Double] {
    let changes = flowChanges
    let window = Self.flowWindow
    guard changes.count >= window else { return [] }
    var sum = changes[..<window].reduce(0, +)
    var means = [Double(sum) / Double(window)]
    means.reserveCapacity(changes.count - window + 1)
    for index in window..<changes.count {
      sum += changes[index] - changes[index - window]
      means.append(Double(sum) / Double(window))
    }
    return means
  }

  /// The means whose next change of the mid has a sign, -1, 0 or 1.
  func orderFlowImbalances(beforeStep sign: Int64) -> [Double] {
    let means = orderFlowImbalances
    return means.indices.dropLast().compactMap { index in
      let earlier = best(index + Self.flowWindow).twiceMid
      let later = best(index + Self.flowWindow + 1).twiceMid
      return (later - earlier).signum() == sign ? means[index] : nil
    }
  }

  private static let flowWindow = 100

  private var flowChanges: [Int64] {
    rows.indices.dropFirst().map { index in
      let (old, new) = (best(index - 1), best(index))
      return (new.bid >= old.bid ? new.bidSize : 0) - (new.bid <= old.bid ? old.bidSize : 0)
        - (new.ask <= old.ask ? new.askSize : 0) + (new.ask >= old.ask ? old.askSize : 0)
    }
  }
}
