extension EventQueue {
  /// Checks everything that must hold between two calls, and stops the program where it does not.
  ///
  /// - Complexity: O(stored entries + buckets).
  public borrowing func checkInvariants() {
    precondition(count >= 0 && count <= pendingLimit, "count \(count) of \(pendingLimit)")
    var stored = nearTail - nearHead
    var dead = checkNear()
    var blocks = 0
    for level in 0..<Self.levelCount {
      let isMarked = occupiedLevels >> UInt64(level) & 1 == 1
      precondition(isMarked == (occupiedDigits[level] != 0), "level \(level) marked \(isMarked)")
      for digit in 0..<1 << Self.digitBits {
        let found = checkBucket(level: level, digit: digit)
        stored += found.entries
        dead += found.dead
        blocks += found.blocks
      }
    }
    precondition(stored == count + deadCount, "\(stored) stored, \(count) + \(deadCount) expected")
    precondition(dead == deadCount, "\(dead) dead, \(deadCount) expected")
    precondition(blocks == slab.usedCount, "\(blocks) blocks, \(slab.usedCount) in use")
    precondition(tokens.usedCount <= count, "\(tokens.usedCount) tokens for \(count) events")
  }

  /// The same in debug builds, after every 64th scheduling, as it reads the whole queue; nothing in
  /// release builds.
  @inline(__always)
  borrowing func checkInvariantsInDebug() {
    #if DEBUG
      if nextSequence % 64 == 0 { checkInvariants() }
    #endif
  }

  private borrowing func checkNear() -> Int {
    var dead = 0
    for index in nearHead..<nearTail {
      let entry = near[index]
      precondition(entry.time >= cursor, "near \(entry.time) before cursor \(cursor)")
      precondition(entry.time <= max(nearEnd, cursor), "near \(entry.time) after \(nearEnd)")
      if index > nearHead {
        precondition(near[index - 1].precedes(entry), "near run out of order at \(index)")
      }
      if isDead(entry) { dead += 1 }
    }
    return dead
  }

  private borrowing func checkBucket(
    level: Int, digit: Int
  ) -> (entries: Int, dead: Int, blocks: Int) {
    let bucket = buckets[level << Self.digitBits | digit]
    let isMarked = occupiedDigits[level] >> UInt64(digit) & 1 == 1
    precondition(isMarked != bucket.isEmpty, "bucket \(level)/\(digit) marked \(isMarked)")
    var entries = 0
    var dead = 0
    let start = startOfBucket(level: level, digit: digit)
    slab.forEachEntry(of: bucket) { entry in
      let offset = UInt64(bitPattern: entry.time &- start)
      precondition(offset >> UInt64(level * Self.digitBits) == 0, "\(entry.time) from \(start)")
      precondition(entry.time >= max(nearEnd, cursor), "\(entry.time) before \(nearEnd)")
      entries += 1
      if isDead(entry) { dead += 1 }
    }
    return (entries, dead, (entries + EventBlockSlab.blockSize - 1) / EventBlockSlab.blockSize)
  }
}
