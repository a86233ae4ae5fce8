/// The random stream of the latencies on one of an agent's ways.
///
/// A latency depends on run key, stream and message number alone. So those of four messages are
/// drawn together before they are sent, which takes a third of the time of four draws.
///
/// All that a message's latency and a checkpoint need of it stands here: one cache line.
struct LatencyStream: BitwiseCopyable {
  /// How latencies come to it.
  enum Drawing: UInt8 {
    /// All are the same; nothing is drawn.
    case constant
    /// Four at once, each from the first block of its decision.
    case batched
    /// One by one: any other law, and any law under congestion.
    case single
  }

  /// Latencies of the messages 4k + 1 to 4k + 4, nanoseconds, where message 4k + 1 has been sent;
  /// those of all messages where they are constant.
  var drawn = SIMD4<Int64>(repeating: 0)
  let id: StreamID
  /// How far it was read: a message's number on its way is its decision. Messages that draw nothing
  /// are counted as well; checkpoints do not see it.
  var position = StreamPosition.start
  private(set) var drawing: Drawing
  /// What its position at the last checkpoint adds to the streams hash.
  var weight: UInt64

  init(_ id: StreamID, _ model: LatencyModel, isCongested: Bool) {
    self.id = id
    drawing = .constant
    weight = PositionTrace.weight(id, .start)
    change(to: model, isCongested: isCongested)
  }

  /// Draws by another model from the next message on; what was drawn ahead of the one before is to
  /// be drawn again.
  mutating func change(to model: LatencyModel, isCongested: Bool) {
    drawing = isCongested ? .single : model.drawing
    if drawing == .constant { drawn = SIMD4(repeating: model.least.nanoseconds) }
  }

  static let batch: UInt32 = 4
}
