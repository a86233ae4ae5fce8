import SimKernel

/// What became of one order in one branch.
public struct ExecutionTrial: Hashable, Sendable {
  /// From the sending to the venue; nil where it did not arrive or was refused.
  public var arrival: SimDuration?
  public var isRefused: Bool
  /// Lots ahead in the queue on entry; nil for an order that did not rest.
  public var queueAhead: Int64?
  /// Of the order's lots, traded by the horizon: 0 to 1.
  public var filledShare: Double
  /// From the sending to the trade that filled the last lot; nil for an order not filled.
  public var timeToFill: SimDuration?
  /// Average price against the mid at the sending, ticks, above 0 for a cost; nil without a trade,
  /// and where there was no mid.
  public var slippage: Double?
  /// How far the mid has moved against the order's side from before a trade to each of
  /// `LatencyExperiment.markouts` after it, ticks, on average over its lots; nil without a trade,
  /// or where there is no mid or the run ends before.
  public var adverseSelection: [Double?]
}

extension ExecutionTrial {
  /// Reads the trades up to a horizon out of what a watch has seen.
  ///
  /// - Parameters:
  ///   - sent: When the order was sent.
  ///   - twiceMid: Bid plus ask then, ticks.
  ///   - end: When the run ends.
  init(
    _ watch: OrderWatch, _ order: NewOrder, sent: SimTime, twiceMid: Int64?, horizon: SimDuration,
    end: SimTime
  ) {
    let last = sent + horizon
    let fills = watch.fills.filter { $0.time <= last }
    let lots = fills.reduce(0) { $0 + $1.quantity.lots }
    arrival = watch.arrival.flatMap { $0 <= last ? $0 - sent : nil }
    isRefused = watch.isRefused
    queueAhead = arrival == nil ? nil : watch.aheadAtEntry?.lots
    filledShare = Double(lots) / Double(order.quantity.lots)
    timeToFill = lots == order.quantity.lots ? fills.last.map { $0.time - sent } : nil
    let sign = Double(order.side.sign)
    slippage = twiceMid.flatMap { twice in
      ExecutionTrial.average(fills) { sign * (Double($0.price.ticks) - Double(twice) / 2) }
    }
    adverseSelection = LatencyExperiment.markouts.map { delay in
      ExecutionTrial.average(fills) { fill in
        let then = fill.time + delay
        guard then <= end, let before = fill.twiceMidBefore, let after = watch.twiceMid(at: then)
        else { return nil }
        return sign * Double(before - after) / 2
      }
    }
  }

  /// The average over the lots of all trades; nil where there is none or one has no value.
  private static func average(
    _ fills: [OrderWatch.Fill], _ value: (OrderWatch.Fill) -> Double?
  ) -> Double? {
    var (sum, lots) = (0.0, 0.0)
    for fill in fills {
      guard let value = value(fill) else { return nil }
      sum += value * Double(fill.quantity.lots)
      lots += Double(fill.quantity.lots)
    }
    return lots == 0 ? nil : sum / lots
  }
}
