/// What an event means to its scheduler, in one word that the queue never looks into.
@frozen public struct EventPayload: Hashable, Sendable, BitwiseCopyable {
  /// Kind, target and slot, packed as the scheduler likes.
  public var word: UInt64

  @inlinable public init(word: UInt64) { self.word = word }
}
