/// The 64-bit key under which all streams of one run are drawn.
///
/// A run starts with its seed as the key. A fork into another future replaces the key, and with it
/// every number drawn after the branch.
@frozen public struct RunKey: Hashable, Sendable, BitwiseCopyable {
  public var value: UInt64

  @inlinable public init(seed: UInt64) { value = seed }

  /// The key of a numbered future: the first two words of Philox(key) at the number.
  ///
  /// Future 0 is the present one. The numbers are drawn from a stream of their own, so no agent can
  /// come across them.
  public func future(_ number: UInt64) -> RunKey {
    guard number != 0 else { return self }
    let stream = RunKey.futures.value
    let counter = Philox.Block(
      UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32),
      UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
    let block = Philox.block(counter, key: value)
    return RunKey(seed: UInt64(block.word1) << 32 | UInt64(block.word0))
  }

  /// The place of a named component among those for which the kernel schedules at one instant.
  ///
  /// Ascending order of this number, ties by the stream's, replaces listing order.
  ///
  /// - Parameter stream: The component's stable name with the purpose `start order`.
  @inlinable public func startOrder(of stream: StreamID) -> UInt64 {
    var stream = RandomStream(key: self, stream: stream)
    return stream.nextUInt64()
  }

  // Lazily initialised, immutable.
  private static let futures = StreamID(name: "run", purpose: "future")
}
