/// What the benchmark compares one row at a time, under the benchmark's own names.
enum LobBenchScore: String, CaseIterable, Sendable {
  case spread
  case orderbookImbalance = "orderbook_imbalance"
  case logInterArrivalTime = "log_inter_arrival_time"
  case logTimeToCancel = "log_time_to_cancel"
  case askVolumeTouch = "ask_volume_touch"
  case bidVolumeTouch = "bid_volume_touch"
  case askVolume = "ask_volume"
  case bidVolume = "bid_volume"
  case limitAskOrderDepth = "limit_ask_order_depth"
  case limitBidOrderDepth = "limit_bid_order_depth"
  case askCancellationDepth = "ask_cancellation_depth"
  case bidCancellationDepth = "bid_cancellation_depth"
  case limitAskOrderLevels = "limit_ask_order_levels"
  case limitBidOrderLevels = "limit_bid_order_levels"
  case askCancellationLevels = "ask_cancellation_levels"
  case bidCancellationLevels = "bid_cancellation_levels"
  case volumePerMinute = "vol_per_min"
  case orderFlowImbalance = "ofi"
  case orderFlowImbalanceUp = "ofi_up"
  case orderFlowImbalanceStay = "ofi_stay"
  case orderFlowImbalanceDown = "ofi_down"

  /// Whether every value is a bin of its own.
  var isDiscrete: Bool {
    switch self {
    case .spread, .limitAskOrderLevels, .limitBidOrderLevels, .askCancellationLevels,
      .bidCancellationLevels:
      true
    case .orderbookImbalance, .logInterArrivalTime, .logTimeToCancel, .askVolumeTouch,
      .bidVolumeTouch, .askVolume, .bidVolume, .limitAskOrderDepth, .limitBidOrderDepth,
      .askCancellationDepth, .bidCancellationDepth, .volumePerMinute, .orderFlowImbalance,
      .orderFlowImbalanceUp, .orderFlowImbalanceStay, .orderFlowImbalanceDown:
      false
    }
  }

  /// Levels that the files must show.
  var neededDepth: Int {
    self == .askVolume || self == .bidVolume ? LobBenchScore.volumeLevels : 1
  }

  /// Levels whose sizes the two volumes add up.
  static let volumeLevels = 10

  /// The values of one stretch, in the order of its rows; times to cancel in that of the order ids.
  ///
  /// - Returns: Prices in dollars x 10^4, sizes in shares; not a number only for an imbalance where
  ///   neither side has orders.
  /// - Precondition: the stretch shows `neededDepth` levels.
  /// - Complexity: O(messages x levels), O(n log n) for times to cancel.
  func values(of sequence: LobBenchSequence) -> [Double] {
    precondition(sequence.depth >= neededDepth, "\(rawValue) of \(sequence.depth) levels")
    switch self {
    case .spread: return sequence.spreads
    case .orderbookImbalance: return sequence.imbalances
    case .logInterArrivalTime: return sequence.logInterArrivalTimes
    case .logTimeToCancel: return sequence.logTimesToCancel
    case .askVolumeTouch: return sequence.askSizes
    case .bidVolumeTouch: return sequence.bidSizes
    case .askVolume: return sequence.volumes(.sell, levels: LobBenchScore.volumeLevels)
    case .bidVolume: return sequence.volumes(.buy, levels: LobBenchScore.volumeLevels)
    case .limitAskOrderDepth: return sequence.depths(.submissions, above: true)
    case .limitBidOrderDepth: return sequence.depths(.submissions, above: false)
    case .askCancellationDepth: return sequence.depths(.cancellations, above: true)
    case .bidCancellationDepth: return sequence.depths(.cancellations, above: false)
    case .limitAskOrderLevels: return sequence.levels(.submissions, .sell)
    case .limitBidOrderLevels: return sequence.levels(.submissions, .buy)
    case .askCancellationLevels: return sequence.levels(.cancellations, .sell)
    case .bidCancellationLevels: return sequence.levels(.cancellations, .buy)
    case .volumePerMinute: return sequence.volumesPerMinute
    case .orderFlowImbalance: return sequence.orderFlowImbalances
    case .orderFlowImbalanceUp: return sequence.orderFlowImbalances(beforeStep: 1)
    case .orderFlowImbalanceStay: return sequence.orderFlowImbalances(beforeStep: 0)
    case .orderFlowImbalanceDown: return sequence.orderFlowImbalances(beforeStep: -1)
    }
  }
}
