// The movement of entries: from the wheel into finer levels and the near run, and back.
extension EventQueue {
  /// Puts an entry into the bucket of the highest digit in which it differs from the cursor.
  @inline(__always)
  mutating func place(_ entry: EventEntry) {
    let difference = UInt64(bitPattern: entry.time ^ cursor) | 1
    // n * 43 >> 8 is n / 6 for every n below 64.
    let level = ((63 &- difference.leadingZeroBitCount) &* 43) &>> 8
    append(entry, level: level, digit: Self.digit(of: entry.time, level: level))
  }

  @inline(__always)
  static func digit(of time: Int64, level: Int) -> Int {
    Int(truncatingIfNeeded: (time &>> Int64(level &* digitBits)) & 63)
  }

  @inline(__always)
  mutating func append(_ entry: EventEntry, level: Int, digit: Int) {
    let bucket = level &<< Self.digitBits | digit
    let slot = buckets[bucket].end
    if slot & UInt32(EventBlockSlab.blockSize &- 1) == 0 {
      appendToNewBlock(entry, level: level, digit: digit)
      return
    }
    slab.entries[Int(slot)] = entry
    buckets[bucket].end = slot &+ 1
  }

  /// The same where the bucket's blocks are full, so that the common way calls nothing.
  @inline(never)
  private mutating func appendToNewBlock(_ entry: EventEntry, level: Int, digit: Int) {
    let slot = addBlock(level: level, digit: digit)
    slab.entries[Int(slot)] = entry
    buckets[level &<< Self.digitBits | digit].end = slot &+ 1
  }

  /// Adds a block behind the full blocks of a bucket and returns its first slot.
  mutating func addBlock(level: Int, digit: Int) -> UInt32 {
    let bucket = level << Self.digitBits | digit
    let block = slab.allocate()
    if buckets[bucket].isEmpty {
      buckets[bucket].head = block
      occupiedDigits[level] |= 1 &<< UInt64(digit)
      occupiedLevels |= 1 &<< UInt64(level)
    } else {
      slab.links[Int(buckets[bucket].lastBlock)] = block
    }
    return block &<< EventBlockSlab.blockBits
  }

  /// Fills the empty near run from the wheel's earliest bucket; false where that is after the
  /// limit.
  ///
  /// Nothing moves for a bucket that starts after the limit, so the cursor stays at or before it.
  @inline(never)
  mutating func refillNear(notAfter limit: Int64) -> Bool {
    while occupiedLevels != 0 {
      let level = occupiedLevels.trailingZeroBitCount
      let digit = occupiedDigits[level].trailingZeroBitCount
      let start = startOfBucket(level: level, digit: digit)
      guard start <= limit else { return false }
      cursor = start
      if level == 0 {
        takeBlock(digit: digit)
        return true
      }
      let bucket = take(level: level, digit: digit)
      if bucket.isSingleBlock && bucket.fill(of: bucket.head) <= Self.sortLimit {
        sortIntoNear(bucket)
        nearEnd = start &+ (1 &<< Int64(level &* Self.digitBits))
        return true
      }
      deal(bucket, into: level &- 1)
    }
    return false
  }

  /// The first moment that a bucket holds: the cursor's higher digits, then the bucket's own.
  func startOfBucket(level: Int, digit: Int) -> Int64 {
    let shift = Int64(level * Self.digitBits)
    let own = Int64(digit) &<< shift
    return cursor & (Int64(-64) &<< shift) | own
  }

  /// Empties a bucket and returns its list.
  @inline(__always)
  mutating func take(level: Int, digit: Int) -> EventBucket {
    let bucket = buckets[level &<< Self.digitBits | digit]
    buckets[level &<< Self.digitBits | digit] = EventBucket()
    let rest = occupiedDigits[level] & ~(1 &<< UInt64(digit))
    occupiedDigits[level] = rest
    if rest == 0 { occupiedLevels &= ~(1 &<< UInt64(level)) }
    return bucket
  }

  /// Moves a bucket's entries to the next finer level, of which all buckets are empty.
  ///
  /// Those of the cursor's own digit go there too, against the rule of `place`: their bucket starts
  /// at the cursor, so it is opened before anything else is pushed.
  @inline(__always)
  mutating func deal(_ bucket: EventBucket, into level: Int) {
    drain(bucket) { queue, entry in
      queue.append(entry, level: level, digit: Self.digit(of: entry.time, level: level))
    }
  }

  /// Hands out the entries of a bucket that was taken, in order, and frees each block once read.
  @inline(__always)
  mutating func drain(
    _ bucket: EventBucket, _ body: (inout EventQueue, EventEntry) -> Void
  ) {
    var block = bucket.head
    while true {
      let first = Int(block) &<< Int(EventBlockSlab.blockBits)
      for slot in first..<first &+ bucket.fill(of: block) { body(&self, slab.entries[slot]) }
      let next = slab.links[Int(block)]
      slab.free(block)
      if block == bucket.lastBlock { return }
      block = next
    }
  }

  /// Moves the first block of a bucket of the finest level, a single instant, into the near run.
  ///
  /// The near run's end is that instant itself: what is pushed for it now goes behind the rest of
  /// the bucket.
  mutating func takeBlock(digit: Int) {
    let bucket = buckets[digit]
    let count = bucket.fill(of: bucket.head)
    near.update(
      from: slab.entries + Int(bucket.head) << Int(EventBlockSlab.blockBits), count: count)
    if bucket.isSingleBlock {
      _ = take(level: 0, digit: digit)
    } else {
      buckets[digit].head = slab.links[Int(bucket.head)]
    }
    slab.free(bucket.head)
    nearHead = 0
    nearTail = count
    nearEnd = cursor
  }

  /// Sorts the entries of a block into the empty near run by time; equals keep their order.
  @inline(__always)
  mutating func sortIntoNear(_ bucket: EventBucket) {
    let source = slab.entries + Int(bucket.head) << Int(EventBlockSlab.blockBits)
    let count = bucket.fill(of: bucket.head)
    near[0] = source[0]
    for index in 1..<max(1, count) {
      let entry = source[index]
      var position = index
      while position > 0 && near[position &- 1].time > entry.time {
        near[position] = near[position &- 1]
        position &-= 1
      }
      near[position] = entry
    }
    slab.free(bucket.head)
    nearHead = 0
    nearTail = count
  }

  /// Inserts a new entry behind those of its time, from the end that is nearer.
  ///
  /// A message that is under way for a moment belongs near the front of a run of far wake-ups.
  @inline(__always)
  mutating func insertNear(_ entry: EventEntry) {
    let middle = (nearHead &+ nearTail) &>> 1
    if nearHead > 0 && nearHead < nearTail && near[middle].time > entry.time {
      insertFromFront(entry)
      return
    }
    if nearTail == Self.nearCapacity {
      insertIntoFullNear(entry)
      return
    }
    insertFromBack(entry)
  }

  /// The same where there is no room behind the near run.
  @inline(never)
  private mutating func insertIntoFullNear(_ entry: EventEntry) {
    guard nearHead >= Self.nearCapacity / 2 else {
      spillNear()
      place(entry)
      return
    }
    near.update(from: near + nearHead, count: nearTail - nearHead)
    nearTail -= nearHead
    nearHead = 0
    insertFromBack(entry)
  }

  /// Moves the entries up to the new one's time forward by one place.
  ///
  /// - Precondition: There is room in front of the near run, and some entry in it is later.
  @inline(__always)
  private mutating func insertFromFront(_ entry: EventEntry) {
    var position = nearHead &- 1
    nearHead = position
    while near[position &+ 1].time <= entry.time {
      near[position] = near[position &+ 1]
      position &+= 1
    }
    near[position] = entry
  }

  /// Moves the entries after the new one's time back by one place; there is room behind the run.
  @inline(__always)
  private mutating func insertFromBack(_ entry: EventEntry) {
    var position = nearTail
    while position > nearHead && near[position &- 1].time > entry.time {
      near[position] = near[position &- 1]
      position &-= 1
    }
    near[position] = entry
    nearTail &+= 1
  }

  /// Moves the near run back into the wheel, whose finer levels are empty.
  mutating func spillNear() {
    for index in nearHead..<nearTail { place(near[index]) }
    nearHead = 0
    nearTail = 0
    nearEnd = 0
  }
}
