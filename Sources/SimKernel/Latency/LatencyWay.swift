/// The ways of an agent's messages, each with a model and a random stream for its latencies.
///
/// In the order of the agent's streams. Those to a venue share one session, on which none overtakes
/// another, whatever their latencies.
public enum LatencyWay: Int, CaseIterable, Sendable {
  /// New orders to the venues, and requests for market data.
  case entry
  /// Cancels and mass cancels to the venues.
  case cancel
  /// Replaces to the venues.
  case replace
  /// Reports on their way back.
  case response
  /// Market data.
  case data

  static let count = 5

  /// The key of a scenario file.
  public var name: String {
    switch self {
    case .entry: "entry"
    case .cancel: "cancel"
    case .replace: "replace"
    case .response: "response"
    case .data: "data"
    }
  }

  /// The purpose that names the way's stream.
  var purpose: String {
    switch self {
    case .entry: "order entry latency"
    case .cancel: "cancel latency"
    case .replace: "replace latency"
    case .response: "response latency"
    case .data: "market data latency"
    }
  }

  /// The way in a set of ways.
  @inline(__always)
  var bit: UInt8 { 1 &<< UInt8(truncatingIfNeeded: rawValue) }
}

extension VenueMail.Kind {
  /// The way on which it goes to its venue.
  @inline(__always)
  var way: LatencyWay {
    switch self {
    case .submit, .subscribe, .unsubscribe, .requestSnapshot, .watchImbalance, .unwatchImbalance,
      .requestOrders:
      .entry
    case .cancel, .cancelAll: .cancel
    case .replace: .replace
    }
  }
}
