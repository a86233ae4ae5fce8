import SimKernel

/// Counts how often random messages reached each corner of the order semantics.
public struct MatchingCoverage: Sendable {
  public private(set) var counts: [String: Int]

  static let kinds = ["limit", "market", "stop", "stopLimit", "iceberg", "hidden", "postOnly"]

  /// Reasons that belong to the venue or the risk gate, before the engine.
  static let foreignReasons: Set<RejectReason> = [
    .unknownVenue, .unknownInstrument, .riskOrderQuantity, .riskOpenOrders, .riskPosition,
  ]

  public init() {
    counts = ["iceberg refresh": 0, "stop cascade of 3 or more": 0]
    for kind in MatchingCoverage.kinds {
      for time in TimeInForce.allCases { counts["\(kind) \(time)"] = 0 }
    }
    for reason in RejectReason.allCases where !MatchingCoverage.foreignReasons.contains(reason) {
      counts["rejected \(reason)"] = 0
    }
    for mode in SelfTradePrevention.allCases { counts["self-trade \(mode)"] = 0 }
  }

  /// Counts one message and its answer.
  public mutating func count(
    _ command: MatchingCommand, _ outcomes: [MatchingOutcome], mode: SelfTradePrevention
  ) {
    if case .submit(let order, _) = command { countOrder(order, outcomes[0]) }
    for outcome in outcomes {
      if let reason = outcome.rejectReason { add("rejected \(reason)") }
      if outcome.kind == .refreshed { add("iceberg refresh") }
    }
    if outcomes.count(where: { $0.kind == .triggered }) >= 3 { add("stop cascade of 3 or more") }
    if outcomes.contains(where: MatchingCoverage.isSelfTrade) { add("self-trade \(mode)") }
  }

  private mutating func countOrder(_ order: NewOrder, _ answer: MatchingOutcome) {
    let isImmediate =
      order.timeInForce == .immediateOrCancel || order.timeInForce == .fillOrKill
    let countsByRejects = order.isPostOnly && isImmediate
    let isCounted =
      countsByRejects
      ? answer.rejectReason == .invalidCombination : answer.kind == .accepted
    guard isCounted else { return }
    switch order.type {
    case .market: add("market \(order.timeInForce)")
    case .stop: add("stop \(order.timeInForce)")
    case .limit: add("limit \(order.timeInForce)")
    case .stopLimit: add("stopLimit \(order.timeInForce)")
    }
    if order.displayQuantity != nil { add("iceberg \(order.timeInForce)") }
    if order.isHidden { add("hidden \(order.timeInForce)") }
    if order.isPostOnly { add("postOnly \(order.timeInForce)") }
  }

  private static func isSelfTrade(_ outcome: MatchingOutcome) -> Bool {
    outcome.kind == .decremented || outcome.cancelReason == .selfTrade
      || outcome.kind == .trade && outcome.owner == outcome.otherOwner
  }

  private mutating func add(_ name: String) { counts[name, default: 0] += 1 }

  /// The corners that were reached fewer than `minimum` times.
  public func missing(minimum: Int) -> [String] {
    counts.filter { $0.value < minimum }.map(\.key).sorted()
  }

  public var table: String {
    counts.keys.sorted().map { name in
      name + String(repeating: " ", count: max(1, 34 - name.count)) + String(counts[name]!)
    }.joined(separator: "\n")
  }
}
