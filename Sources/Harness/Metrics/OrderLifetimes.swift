/// How long orders live until they are taken back or trade, of the orders that are submitted within
/// the tape.
///
/// Orders still alive at its end do not count, so long lives are underrepresented on a short tape.
struct OrderLifetimes {
  /// From submission to deletion, milliseconds, in order of the deletions.
  let untilCancel: [Double]
  /// From submission to each execution, milliseconds, in order of the executions.
  let untilExecution: [Double]

  init(_ tape: MarketTape) {
    var births: [UInt64: Int64] = [:]
    var untilCancel: [Double] = []
    var untilExecution: [Double] = []
    for message in tape.messages {
      let time = message.time.nanoseconds
      if message.kind == .submission { births[message.orderID] = time }
      guard let birth = births[message.orderID] else { continue }
      let life = Double(time - birth) / 1e6
      if message.kind == .deletion { untilCancel.append(life) }
      if message.kind == .execution { untilExecution.append(life) }
    }
    self.untilCancel = untilCancel
    self.untilExecution = untilExecution
  }

  /// The share of cancelled orders that lived for less than a time.
  func cancelled(within milliseconds: Double) throws(Undefined) -> ResampledStatistic {
    try OrderLifetimes.require(untilCancel, "deletions")
    let lives = untilCancel
    let table = FeatureTable(count: lives.count, width: 1) {
      $1[0] = lives[$0] < milliseconds ? 1 : 0
    }
    return ResampledStatistic(table, reason: "no deletions") { $0[0] / Double(lives.count) }
  }

  /// A quantile of the time to cancel, milliseconds.
  func cancelQuantile(_ share: Double) throws(Undefined) -> ResampledStatistic {
    try OrderLifetimes.quantile(untilCancel, share, "deletions")
  }

  /// The median time to an execution, milliseconds.
  func executionMedian() throws(Undefined) -> ResampledStatistic {
    try OrderLifetimes.quantile(untilExecution, 0.5, "executions")
  }

  private static func quantile(
    _ lives: [Double], _ share: Double, _ items: String
  ) throws(Undefined) -> ResampledStatistic {
    try require(lives, items)
    let order = lives.indices.sorted { lives[$0] < lives[$1] }
    return ResampledStatistic(items: lives.count, reason: "no \(items)") { runs in
      let weights = SelectionWeights.weights(items: lives.count, runs)
      return Quantile.counted(order: order, lives, weights: weights, share)
    }
  }

  private static func require(_ lives: [Double], _ items: String) throws(Undefined) {
    if lives.isEmpty {
      throw Undefined("no \(items) of orders that are submitted within the data")
    }
  }
}
