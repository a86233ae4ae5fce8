/// One stored event: three words.
struct EventEntry: BitwiseCopyable {
  /// Nanoseconds.
  var time: Int64
  /// Sequence << 24 | cancel token; token 0 where the event cannot be cancelled.
  var order: UInt64
  var payload: EventPayload

  var token: Int { Int(order & (1 << EventQueue.tokenBits - 1)) }

  func precedes(_ other: EventEntry) -> Bool {
    time < other.time || (time == other.time && order < other.order)
  }

  var event: Event {
    Event(
      time: SimTime(nanoseconds: time), sequence: order >> EventQueue.tokenBits, payload: payload)
  }
}

/// A first-in, first-out list of blocks.
struct EventBucket: BitwiseCopyable {
  /// First block.
  var head: UInt32 = 0
  /// Slot behind the last entry, or 0 where the bucket is empty.
  var end: UInt32 = 0

  var isEmpty: Bool { end == 0 }
  var lastBlock: UInt32 { (end &- 1) >> EventBlockSlab.blockBits }
  var isSingleBlock: Bool { head == lastBlock }

  /// Number of entries in one of the bucket's blocks.
  func fill(of block: UInt32) -> Int {
    block == lastBlock
      ? Int(end &- block << EventBlockSlab.blockBits) : EventBlockSlab.blockSize
  }
}
