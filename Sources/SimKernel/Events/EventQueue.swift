/// The pending events of a simulation, popped in the order of (time, sequence).
///
/// A hierarchical timing wheel (Varghese and Lauck 1987) over the 64-ary digits of the time. An
/// event rests in the bucket of the highest digit in which its time differs from the cursor, so the
/// earliest bucket is the first of the lowest level in use. A bucket is a list of fixed blocks in
/// one slab, so that entries are read and written in runs rather than node by node. The earliest
/// bucket is dealt into the next finer level while it holds more than a few entries; a bucket of
/// few is sorted into the near run, from which events are popped, and into which whatever is pushed
/// for the same span is inserted.
///
/// Buckets and blocks are first in, first out, and a bucket is dealt only while all finer levels
/// are empty; so events of one instant keep the order of their sequences without being compared.
///
/// The slab grows to the largest number ever pending at once and is then reused, most recently
/// freed block first; nothing is allocated after that. `fork()` copies only what is in use.
///
/// - Complexity: push O(1) amortised, pop O(levels) amortised and about three moves in practice.
public struct EventQueue: ~Copyable {
  /// Most events that may be pending; the scheduler checks `isFull` before it pushes.
  public let pendingLimit: Int
  /// Number of events pending.
  public internal(set) var count = 0
  /// Cancelled events whose entries are still stored.
  var deadCount = 0

  /// No event before this moment can be pushed: the time of the last popped event, or the start of
  /// the bucket last opened, nanoseconds. Never later than the limit of a bounded pop.
  var cursor: Int64 = 0
  /// Order word of the next event, with no token.
  var nextOrder: UInt64 = 0

  /// The earliest entries in ascending order, at `nearHead ..< nearTail`.
  let near: UnsafeMutablePointer<EventEntry>
  var nearHead = 0
  var nearTail = 0
  /// Whatever is earlier than this moment belongs into the near run; the wheel holds the rest.
  var nearEnd: Int64 = 0

  /// Levels that have an occupied bucket, one bit each.
  var occupiedLevels: UInt64 = 0
  /// Per level the occupied digits, one bit each.
  let occupiedDigits: UnsafeMutablePointer<UInt64>
  let buckets: UnsafeMutablePointer<EventBucket>
  var slab: EventBlockSlab
  var tokens: EventTokenSlab

  /// Creates an empty queue whose cursor is at midnight of day one.
  ///
  /// - Precondition: `0 < pendingLimit <= 2^30`.
  public init(pendingLimit: Int) {
    self.init(pendingLimit: pendingLimit, slab: EventBlockSlab(), tokens: EventTokenSlab())
    occupiedDigits.initialize(repeating: 0, count: Self.levelCount)
    buckets.initialize(repeating: EventBucket(), count: Self.bucketCount)
  }

  /// Creates a queue with its digits and buckets not yet filled in.
  init(pendingLimit: Int, slab: consuming EventBlockSlab, tokens: consuming EventTokenSlab) {
    precondition(
      pendingLimit > 0 && pendingLimit <= 1 << 30,
      "pending limit \(pendingLimit), allowed 1 ... 2^30")
    self.pendingLimit = pendingLimit
    near = .allocate(capacity: Self.nearCapacity)
    occupiedDigits = .allocate(capacity: Self.levelCount)
    buckets = .allocate(capacity: Self.bucketCount)
    self.slab = slab
    self.tokens = tokens
  }

  deinit {
    near.deallocate()
    occupiedDigits.deallocate()
    buckets.deallocate()
  }

  public var isEmpty: Bool { count == 0 }
  public var isFull: Bool { count >= pendingLimit }
  /// The sequence that the next pushed event will have.
  public var nextSequence: UInt64 { nextOrder >> Self.tokenBits }

  /// Schedules an event and returns its sequence.
  ///
  /// - Precondition: `time` is not before the last popped event nor after `SimTime.distantFuture`,
  ///   and the queue is not full.
  /// - Complexity: O(1), no allocation below the largest number ever pending.
  @discardableResult
  public mutating func push(at time: SimTime, _ payload: EventPayload) -> UInt64 {
    admit(EventEntry(time: time.nanoseconds, order: nextOrder, payload: payload))
    return nextSequence &- 1
  }

  /// Removes and returns the earliest event; an empty queue stays where it is.
  ///
  /// - Complexity: O(levels) amortised, no allocation.
  public mutating func pop() -> Event? { pop(before: .max) }

  /// Removes and returns the earliest event if it is not after the limit.
  ///
  /// Where nothing is returned, an event can still be pushed at any moment from the limit on.
  ///
  /// - Complexity: O(levels) amortised, no allocation.
  public mutating func pop(notAfter limit: SimTime) -> Event? {
    pop(before: limit.nanoseconds)
  }

  /// Of an event that nobody can cancel and that is in the near run already, as nearly all are, it
  /// takes no call.
  @inline(__always)
  private mutating func pop(before limit: Int64) -> Event? {
    if nearHead < nearTail {
      let entry = near[nearHead]
      if entry.token == 0 && entry.time <= limit {
        nearHead &+= 1
        cursor = entry.time
        count &-= 1
        checkInvariantsInDebug()
        return entry.event
      }
    }
    return popSearching(before: limit)
  }

  @inline(never)
  private mutating func popSearching(before limit: Int64) -> Event? {
    while true {
      if nearHead == nearTail {
        // Dead entries alone must not move the cursor.
        guard count > 0 && refillNear(notAfter: limit) else { return nil }
      }
      let entry = near[nearHead]
      guard entry.time <= limit else { return nil }
      nearHead += 1
      if entry.token != 0 {
        guard tokens.release(entry.order) else {
          deadCount -= 1
          continue
        }
      }
      cursor = entry.time
      count -= 1
      checkInvariantsInDebug()
      return entry.event
    }
  }

  /// Stores a new entry under the next sequence.
  @inline(__always)
  mutating func admit(_ entry: EventEntry) {
    precondition(
      entry.time >= cursor && entry.time <= Self.latest,
      "event at \(entry.time) ns, allowed \(cursor) ... \(Self.latest) ns")
    precondition(count < pendingLimit, "more than \(pendingLimit) events pending")
    nextOrder &+= 1 << Self.tokenBits
    count &+= 1
    if entry.time < nearEnd {
      insertNear(entry)
    } else {
      place(entry)
    }
    checkInvariantsInDebug()
  }
}

extension EventQueue {
  static var latest: Int64 { SimTime.distantFuture.nanoseconds }
  /// Low bits of the order word that name the cancel token.
  static var tokenBits: UInt64 { 24 }
  static var digitBits: Int { 6 }
  /// Levels of 6 bits that cover times to 2^62.
  static var levelCount: Int { 11 }
  static var bucketCount: Int { levelCount << digitBits }
  /// Most entries of a bucket that are sorted by insertion rather than dealt into a finer level.
  static var sortLimit: Int { 24 }
  /// Entries of the near run; when it is full by more than half, it goes back into the wheel.
  static var nearCapacity: Int { 2 * EventBlockSlab.blockSize }
}
