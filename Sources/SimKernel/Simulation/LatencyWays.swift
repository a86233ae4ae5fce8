/// The ways of an agent's messages, each with a random stream for their latencies.
///
/// In the order of the agent's streams.
enum LatencyWay: Int, CaseIterable {
  /// To the venues.
  case entry
  /// Reports on their way back.
  case response
  /// Market data.
  case data

  /// The purpose that names the way's stream.
  var purpose: String {
    switch self {
    case .entry: "order entry latency"
    case .response: "response latency"
    case .data: "market data latency"
    }
  }

  static let count = 3

  /// The way in a set of ways.
  @inline(__always)
  var bit: UInt8 { 1 &<< UInt8(truncatingIfNeeded: rawValue) }
}
