import SimKernel

/// The twelve statistics of windows whose time is shuffled: what is left of a market without its
/// order.
///
/// Returns of a second, signs of aggressive orders and ten-second sums of the order flow are each
/// permuted within their window; returns of ten seconds are sums of ten permuted ones. What does
/// not depend on order (spread, cancels, hidden share) stays.
enum ShuffledFacts {
  /// Means over windows.
  static func means(_ windows: [MarketTape], seed: UInt64) -> [ComparedFact: Double] {
    var stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "realism/shuffled", purpose: "permutation"))
    let values = windows.enumerated().map { place, tape in
      stream.begin(decision: UInt32(place))
      return self.values(tape, &stream)
    }
    var means: [ComparedFact: Double] = [:]
    for fact in ComparedFact.allCases {
      let series = values.compactMap { $0[fact] }
      if !series.isEmpty { means[fact] = series.reduce(0, +) / Double(series.count) }
    }
    return means
  }

  private static func values(
    _ tape: MarketTape, _ stream: inout RandomStream
  ) -> [ComparedFact: Double] {
    var values = ComparedFact.values(tape)
    let returns = shuffled((try? CalendarReturns.returns(tape, every: 1)) ?? [], &stream)
    let tens = stride(from: 0, to: returns.count - 9, by: 10).map {
      returns[$0..<$0 + 10].reduce(0, +)
    }
    values[.kurtosis1s] = point { () throws(Undefined) in
      try ExcessKurtosis.statistic(returns, "returns")
    }
    values[.kurtosis10s] = point { () throws(Undefined) in
      try ExcessKurtosis.statistic(tens, "returns")
    }
    values[.returnMemory] = memory(returns, 1)
    values[.absoluteMemory1] = memory(returns.map { abs($0) }, 1)
    values[.absoluteMemory10] = memory(returns.map { abs($0) }, 10)
    values[.absoluteMemory30] = memory(returns.map { abs($0) }, 30)
    let signs = shuffled(AggressorOrder.all(tape).map(\.sign), &stream)
    values[.signMemory1] = memory(signs, 1)
    values[.signMemory10] = memory(signs, 10)
    let points = (try? OrderFlowImbalance.points(tape, every: 10)) ?? []
    let flows = shuffled(points.map(\.x), &stream)
    values[.imbalanceFit] = point { () throws(Undefined) in
      try OrderFlowImbalance.rSquared(zip(flows, points).map { (x: $0, y: $1.y) })
    }
    return values
  }

  private static func memory(_ series: [Double], _ lag: Int) -> Double? {
    point { () throws(Undefined) in
      try Autocorrelation(series, lags: [lag], "values").statistic()
    }
  }

  private static func point(
    _ statistic: () throws(Undefined) -> ResampledStatistic
  ) -> Double? {
    do throws(Undefined) { return try statistic().point } catch { return nil }
  }

  /// Fisher and Yates.
  private static func shuffled(_ values: [Double], _ stream: inout RandomStream) -> [Double] {
    var values = values
    for place in values.indices.dropFirst().reversed() {
      values.swapAt(place, Int(stream.uniform(below: UInt64(place + 1))))
    }
    return values
  }
}
