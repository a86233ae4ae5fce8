/// A random stream that an agent asked for, in one cache line.
@usableFromInline
struct AgentStream: BitwiseCopyable {
  @usableFromInline var stream: RandomStream
  /// Where it stood at the last checkpoint.
  var mark = StreamPosition.start
  /// What that adds to the streams hash.
  var weight: UInt64

  init(_ stream: RandomStream) {
    self.stream = stream
    weight = PositionTrace.weight(stream.stream, .start)
  }
}
