extension EventQueue {
  /// An independent copy, which pops the same events and understands the same handles.
  ///
  /// Only blocks in use are copied, packed together; so a burst long ago costs a fork nothing.
  ///
  /// - Complexity: O(stored entries + tokens).
  public borrowing func fork() -> EventQueue {
    var copy = EventQueue(
      pendingLimit: pendingLimit,
      slab: EventBlockSlab(blockCapacity: slab.usedCount + slab.usedCount / 4 + 16),
      tokens: tokens.fork())
    copy.count = count
    copy.deadCount = deadCount
    copy.cursor = cursor
    copy.nextOrder = nextOrder
    copy.near.update(from: near + nearHead, count: nearTail - nearHead)
    copy.nearTail = nearTail - nearHead
    copy.nearEnd = nearEnd
    copy.occupiedLevels = occupiedLevels
    copy.occupiedDigits.update(from: occupiedDigits, count: Self.levelCount)
    copy.buckets.initialize(repeating: EventBucket(), count: Self.bucketCount)
    for level in 0..<Self.levelCount {
      var digits = occupiedDigits[level]
      while digits != 0 {
        let index = level << Self.digitBits | digits.trailingZeroBitCount
        copy.buckets[index] = copy.slab.copy(buckets[index], from: slab)
        digits &= digits - 1
      }
    }
    return copy
  }
}
