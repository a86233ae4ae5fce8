/// One scheduled happening, as the queue hands it back.
@frozen public struct Event: Hashable, Sendable, BitwiseCopyable {
  /// When it happens.
  public var time: SimTime
  /// Its number in the order of scheduling, which decides between events of one instant.
  public var sequence: UInt64
  public var payload: EventPayload

  @inlinable public init(time: SimTime, sequence: UInt64, payload: EventPayload) {
    self.time = time
    self.sequence = sequence
    self.payload = payload
  }
}
