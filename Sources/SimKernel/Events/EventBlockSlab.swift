/// The memory of all buckets: blocks of entries, linked by number.
///
/// A freed block is the next to be used, while it is still in the cache.
struct EventBlockSlab: ~Copyable {
  static var blockBits: UInt32 { 6 }
  /// Entries in a block.
  static var blockSize: Int { 1 << Int(blockBits) }
  private static var none: UInt32 { .max }

  private(set) var entries: UnsafeMutablePointer<EventEntry>
  /// Per block its successor, in its bucket or in the free list.
  private(set) var links: UnsafeMutablePointer<UInt32>
  private(set) var blockCapacity: Int
  /// Blocks that were ever in use; those behind are untouched memory.
  private(set) var touchedCount = 0
  private(set) var freeCount = 0
  private var firstFree = none

  init(blockCapacity: Int = 64) {
    self.blockCapacity = blockCapacity
    entries = .allocate(capacity: blockCapacity * Self.blockSize)
    links = .allocate(capacity: blockCapacity)
  }

  deinit {
    entries.deallocate()
    links.deallocate()
  }

  var usedCount: Int { touchedCount - freeCount }

  mutating func allocate() -> UInt32 {
    let block = firstFree
    if block != Self.none {
      firstFree = links[Int(block)]
      freeCount &-= 1
      return block
    }
    if touchedCount == blockCapacity { grow() }
    touchedCount += 1
    return UInt32(truncatingIfNeeded: touchedCount - 1)
  }

  mutating func free(_ block: UInt32) {
    links[Int(block)] = firstFree
    firstFree = block
    freeCount &+= 1
  }

  /// Visits the entries of a bucket in their order.
  borrowing func forEachEntry(of bucket: EventBucket, _ body: (EventEntry) -> Void) {
    guard !bucket.isEmpty else { return }
    var block = bucket.head
    while true {
      let first = Int(block) * Self.blockSize
      for slot in first..<first + bucket.fill(of: block) { body(entries[slot]) }
      if block == bucket.lastBlock { return }
      block = links[Int(block)]
    }
  }

  /// Copies the blocks of a bucket of another slab into blocks of this one.
  mutating func copy(_ bucket: EventBucket, from other: borrowing EventBlockSlab) -> EventBucket {
    var source = bucket.head
    var target = allocate()
    var result = EventBucket(head: target)
    while true {
      let fill = bucket.fill(of: source)
      (entries + Int(target) * Self.blockSize)
        .update(from: other.entries + Int(source) * Self.blockSize, count: fill)
      result.end = target << Self.blockBits + UInt32(fill)
      if source == bucket.lastBlock { return result }
      source = other.links[Int(source)]
      let next = allocate()
      links[Int(target)] = next
      target = next
    }
  }

  @inline(never)
  private mutating func grow() {
    let capacity = 2 * blockCapacity
    let newEntries = UnsafeMutablePointer<EventEntry>.allocate(capacity: capacity * Self.blockSize)
    newEntries.update(from: entries, count: touchedCount * Self.blockSize)
    entries.deallocate()
    entries = newEntries
    let newLinks = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    newLinks.update(from: links, count: touchedCount)
    links.deallocate()
    links = newLinks
    blockCapacity = capacity
  }
}
