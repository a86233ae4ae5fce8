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
}

/// How far the streams of an agent's ways were read: a message's number on its way is its decision.
struct LatencyPositions: BitwiseCopyable {
  private var entry = StreamPosition.start
  private var response = StreamPosition.start
  private var data = StreamPosition.start

  @inline(__always)
  subscript(way: LatencyWay) -> StreamPosition {
    get {
      switch way {
      case .entry: entry
      case .response: response
      case .data: data
      }
    }
    set {
      switch way {
      case .entry: entry = newValue
      case .response: response = newValue
      case .data: data = newValue
      }
    }
  }
}

/// Latencies of one way that were drawn before their messages are sent.
///
/// A latency depends on run key, stream and message number alone. So those of four messages are
/// drawn together, which takes a third of the time of four draws.
struct LatencyDraws: BitwiseCopyable {
  /// Latencies of the messages 4k + 1 to 4k + 4, nanoseconds, where message 4k + 1 has been sent.
  var drawn = SIMD4<Int64>(repeating: 0)

  static let batch: UInt32 = 4
}
