/// Names one pending event, so that it can be cancelled.
///
/// A handle outlives its event harmlessly: sequences are never reused, so a handle of an event that
/// has happened or was cancelled matches nothing. A fork understands the handles of its original.
@frozen public struct EventHandle: Hashable, Sendable, BitwiseCopyable {
  /// The order word of the event: sequence << 24 | token.
  @usableFromInline let order: UInt64

  @usableFromInline init(order: UInt64) { self.order = order }

  /// The sequence of the event that the handle names.
  @inlinable public var sequence: UInt64 { order >> 24 }
}
