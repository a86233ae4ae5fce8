/// A random stream that an agent asked for, in one cache line.
@usableFromInline
struct AgentStream: BitwiseCopyable {
  @usableFromInline var stream: RandomStream
  /// Where it stood at the last checkpoint.
  var mark = StreamPosition.start
  /// Fills the cache line, always 0.
  private var reserved: UInt64 = 0

  init(_ stream: RandomStream) { self.stream = stream }
}
