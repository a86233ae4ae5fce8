/// The random stream of the latencies on one of an agent's ways.
///
/// A latency depends on run key, stream and message number alone. So those of four messages are
/// drawn together before they are sent, which takes a third of the time of four draws.
///
/// All that a message's latency and a checkpoint need of it stands here: one cache line.
struct LatencyStream: BitwiseCopyable {
  /// Latencies of the messages 4k + 1 to 4k + 4, nanoseconds, where message 4k + 1 has been sent.
  var drawn = SIMD4<Int64>(repeating: 0)
  let id: StreamID
  /// How far it was read: a message's number on its way is its decision.
  var position = StreamPosition.start
  /// What its position at the last checkpoint adds to the streams hash.
  var weight: UInt64

  init(_ id: StreamID) {
    self.id = id
    weight = PositionTrace.weight(id, .start)
  }

  static let batch: UInt32 = 4
}
