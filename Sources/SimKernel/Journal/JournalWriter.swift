/// Hashes every record of a run and holds those that are to be kept until the caller takes them.
///
/// The buffer is bounded: `isFull` tells the kernel to stop after the event at hand and let its
/// caller drain; only a single event with more records than the buffer holds makes it larger.
/// Without a sink nothing is kept and the hash is the same.
struct JournalWriter: ~Copyable {
  private let addressOnly = AddressOnly()
  private var words: UnsafeMutablePointer<UInt64>
  private(set) var count = 0
  private var capacity: Int
  private(set) var rolling = RollingHash()
  /// Whether records are kept for a sink.
  var keeps = false
  /// A market-data delivery or wake-up that is kept only if something follows from it.
  private var heldEvent: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var holdsEvent = false
  /// Streams in the record of positions that the last words are; 0 where the next one begins anew.
  private var positionsInRecord = 0

  /// Words of the largest record.
  private static var slack: Int { 8 }
  private static var defaultCapacity: Int { 1 << 15 }

  init() {
    capacity = JournalWriter.defaultCapacity
    words = .allocate(capacity: capacity)
  }

  /// A writer that goes on from another's hash; what the other holds for its sink stays there.
  init(continuing source: borrowing JournalWriter) {
    self.init()
    rolling = source.rolling
    heldEvent = source.heldEvent
    holdsEvent = source.holdsEvent
  }

  deinit { words.deallocate() }

  var isFull: Bool { 2 &* count >= capacity }

  /// Hands over the kept words, and forgets them.
  mutating func drain(_ body: (UnsafeBufferPointer<UInt64>) throws -> Void) rethrows {
    try body(UnsafeBufferPointer(start: words, count: count))
    count = 0
  }

  /// Notes an event whose record is kept only if something follows from it.
  @inline(__always)
  mutating func holdEvent(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
    rolling.absorb(RollingHash.pair(w0, w1, 0) &+ RollingHash.pair(w2, w3, 1))
    heldEvent = (w0, w1, w2, w3)
    holdsEvent = true
  }

  @inline(__always)
  mutating func write(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
    rolling.absorb(RollingHash.pair(w0, w1, 0) &+ RollingHash.pair(w2, w3, 1))
    if keeps { keep(w0, w1, w2, w3) }
  }

  /// Forgets a held event from which nothing followed.
  mutating func endEvent() { holdsEvent = false }

  /// Keeps the held event before a record that does not follow from it stands between the two.
  mutating func settleEvent() {
    if keeps && holdsEvent { keepHeldEvent() }
    holdsEvent = false
  }

  /// Notes an event whose record is always kept.
  @inline(__always)
  mutating func writeEvent(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
    holdsEvent = false
    write(w0, w1, w2, w3)
  }

  @inline(__always)
  mutating func write(
    _ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64, _ w4: UInt64, _ w5: UInt64
  ) {
    rolling.absorb(
      RollingHash.pair(w0, w1, 0) &+ RollingHash.pair(w2, w3, 1) &+ RollingHash.pair(w4, w5, 2))
    if keeps {
      keep(w0, w1, w2, w3)
      let place = words + count
      place[0] = w4
      place[1] = w5
      count &+= 2
    }
  }

  @inline(__always)
  mutating func write(
    _ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64, _ w4: UInt64, _ w5: UInt64,
    _ w6: UInt64, _ w7: UInt64
  ) {
    rolling.absorb(
      RollingHash.pair(w0, w1, 0) &+ RollingHash.pair(w2, w3, 1) &+ RollingHash.pair(w4, w5, 2)
        &+ RollingHash.pair(w6, w7, 3))
    if keeps { keepEight(w0, w1, w2, w3, w4, w5, w6, w7) }
  }

  @inline(__always)
  private mutating func keep(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
    if holdsEvent { keepHeldEvent() }
    if count &+ JournalWriter.slack > capacity { grow() }
    let place = words + count
    place[0] = w0
    place[1] = w1
    place[2] = w2
    place[3] = w3
    count &+= 4
  }

  private mutating func keepHeldEvent() {
    holdsEvent = false
    keep(heldEvent.0, heldEvent.1, heldEvent.2, heldEvent.3)
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
    larger.update(from: words, count: count)
    words.deallocate()
    words = larger
    capacity *= 2
  }
}

extension JournalWriter {
  /// Hashes what a trade cost its sides, money units, without keeping it: a full record has no
  /// room, and a reader of the file computes fees from the schedule of the venue.
  @inline(__always)
  mutating func hashFees(maker: Int64, taker: Int64) {
    rolling.absorb(
      RollingHash.pair(UInt64(bitPattern: maker), UInt64(bitPattern: taker), 0))
  }

  /// Hashes a fundamental value that an agent has come to know, ticks, without keeping it.
  mutating func hashFundamental(_ ticks: Int64, instrument: UInt16) {
    rolling.absorb(RollingHash.pair(UInt64(bitPattern: ticks), UInt64(instrument), 1))
  }

  /// Keeps the position of one stream without hashing it, in the record of those before it while
  /// that has room.
  @inline(__always)
  mutating func keepPosition(_ place: UInt64, _ drawn: UInt64) {
    guard keeps else { return }
    if positionsInRecord == 0 {
      keepEight(RecordHead.word(.positions, words: 8), 0, 0, 0, 0, 0, 0, 0)
    }
    let record = words + (count &- 8)
    // The head's first detail counts them.
    record[0] &+= 1 &<< 16
    record[2 &* positionsInRecord &+ 1] = place
    record[2 &* positionsInRecord &+ 2] = drawn
    positionsInRecord = positionsInRecord == 2 ? 0 : positionsInRecord &+ 1
  }

  /// Lets the next position begin a record of its own.
  mutating func endPositions() { positionsInRecord = 0 }

  /// Keeps a checkpoint without hashing it: it holds the hash.
  mutating func keepCheckpoint(
    _ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64, _ w4: UInt64, _ w5: UInt64,
    _ w6: UInt64, _ w7: UInt64
  ) {
    if keeps { keepEight(w0, w1, w2, w3, w4, w5, w6, w7) }
  }

  private mutating func keepEight(
    _ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64, _ w4: UInt64, _ w5: UInt64,
    _ w6: UInt64, _ w7: UInt64
  ) {
    keep(w0, w1, w2, w3)
    let place = words + count
    place[0] = w4
    place[1] = w5
    place[2] = w6
    place[3] = w7
    count &+= 4
  }
}
