extension EventQueue {
  /// The event that `pop()` would return, without any change.
  ///
  /// - Complexity: O(1) while the near run has entries, which is so after most pops; otherwise the
  ///   earliest bucket is read through. `pop(notAfter:)` is the cheaper question in a loop.
  public borrowing func peek() -> Event? {
    for index in nearHead..<nearTail where !isDead(near[index]) { return near[index].event }
    for level in 0..<Self.levelCount {
      var digits = occupiedDigits[level]
      while digits != 0 {
        let bucket = buckets[level << Self.digitBits | digits.trailingZeroBitCount]
        if let entry = earliest(in: bucket) { return entry.event }
        digits &= digits - 1
      }
    }
    return nil
  }

  /// The earliest living entry of a bucket, the first of several at one instant.
  private borrowing func earliest(in bucket: EventBucket) -> EventEntry? {
    var best: EventEntry?
    slab.forEachEntry(of: bucket) { entry in
      if !isDead(entry) && entry.time < best?.time ?? .max { best = entry }
    }
    return best
  }
}
