import SimKernel

extension NaiveOrderBook {
  public var liveOrders: [NaiveOrder] { resting[0] + resting[1] + waiting }

  public var liveOrderCount: Int { liveOrders.count }

  /// The earliest end of a live order.
  public var nextExpiry: SimTime? { liveOrders.compactMap(\.end).min() }

  public func liveOrder(_ id: ClientOrderID, owner: AgentIndex) -> NaiveOrder? {
    liveOrders.first { $0.id == id && $0.owner == owner }
  }

  /// Resting orders of a side in priority order.
  public func orders(_ side: Side) -> [NaiveOrder] { resting[Int(side.rawValue)] }

  /// Waiting stops of a side, first to trigger first.
  public func waitingStops(_ side: Side) -> [NaiveOrder] {
    waiting.filter { $0.side == side }.sorted { left, right in
      guard let stop = left.stop, let otherStop = right.stop, stop != otherStop else {
        return left.arrival < right.arrival
      }
      return side == .buy ? stop < otherStop : stop > otherStop
    }
  }

  // MARK: Outcomes

  mutating func report(
    _ kind: MatchingOutcome.Kind, _ order: NaiveOrder, quantity: Int64, remaining: Int64
  ) {
    var outcome = MatchingOutcome(
      kind: kind, side: order.side, owner: order.owner, order: order.id)
    outcome.priceTicks = Int32(order.limit?.ticks ?? 0)
    outcome.quantityLots = UInt32(quantity)
    outcome.remainingLots = UInt32(remaining)
    outcomes.append(outcome)
  }

  mutating func reportCancelled(_ order: NaiveOrder, _ reason: CancelReason) {
    report(.cancelled, order, quantity: order.open, remaining: 0)
    outcomes[outcomes.count - 1].reasonCode = reason.rawValue
  }

  mutating func reject(
    _ side: Side, _ owner: AgentIndex, _ id: ClientOrderID, _ reason: RejectReason
  ) {
    var outcome = MatchingOutcome(kind: .rejected, side: side, owner: owner, order: id)
    outcome.reasonCode = reason.rawValue
    outcomes.append(outcome)
  }
}
