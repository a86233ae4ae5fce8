/// How far changes of the mid follow from the imbalance of order flow at the best quotes.
///
/// From one message to the next e = 1{Pb >= Pb'} qb - 1{Pb <= Pb'} qb' - 1{Pa <= Pa'} qa + 1{Pa >=
/// Pa'} qa', with the old quote primed (Cont, Kukanov and Stoikov 2014, "The price impact of order
/// book events"). The change of the mid over an interval, in ticks, is regressed on the sum of e
/// over it.
enum OrderFlowImbalance {
  /// Sums of e and changes of the mid (ticks) over whole multiples of an interval.
  static func points(
    _ tape: MarketTape, every seconds: Int
  ) throws(Undefined) -> [(x: Double, y: Double)] {
    let mids = try CalendarReturns.mids(tape, every: seconds)
    var flow: Int64 = 0
    let flows = tape.quotes.indices.map { index in
      if index > 0 { flow += contribution(tape.quotes[index - 1], tape.quotes[index]) }
      return flow
    }
    let places = tape.lastMessages(at: tape.grid(every: seconds))
    return places.indices.dropFirst().map { index in
      (
        x: Double(flows[places[index]] - flows[places[index - 1]]),
        y: (mids[index] - mids[index - 1]) / Double(tape.tick)
      )
    }
  }

  /// The share of the variance of the mid's changes that the line explains.
  static func rSquared(_ points: [(x: Double, y: Double)]) throws(Undefined) -> ResampledStatistic {
    try statistic(points) { $0.rSquared }
  }

  /// Ticks for 100 shares of imbalance.
  static func slope(_ points: [(x: Double, y: Double)]) throws(Undefined) -> ResampledStatistic {
    try statistic(points) { 100 * $0.slope }
  }

  private static func statistic(
    _ points: [(x: Double, y: Double)], _ member: @escaping (LinearFit) -> Double
  ) throws(Undefined) -> ResampledStatistic {
    try Undefined.require(points.count, atLeast: 3, "intervals")
    return ResampledStatistic(
      LinearFit.table(points), reason: "the order flow or the mid never changes"
    ) { LinearFit(sums: $0).map(member) }
  }

  /// What one message adds, shares. An empty side is a price beyond all others.
  static func contribution(_ old: BestQuote, _ new: BestQuote) -> Int64 {
    let bid = pressure(
      isBetter: new.bidPrice > old.bidPrice, isWorse: new.bidPrice < old.bidPrice, old.bidSize,
      new.bidSize)
    let ask = pressure(
      isBetter: new.askPrice < old.askPrice, isWorse: new.askPrice > old.askPrice, old.askSize,
      new.askSize)
    return bid - ask
  }

  /// A side's new size where its price is no worse, less its old size where it is no better.
  private static func pressure(
    isBetter: Bool, isWorse: Bool, _ old: Int64, _ new: Int64
  ) -> Int64 {
    if old == 0 || new == 0 { return new - old }
    return (isWorse ? 0 : new) - (isBetter ? 0 : old)
  }
}
