/// Finds the slot of an order by its owner and id: a hash table of small buckets.
///
/// A bucket is half a cache line: one word with a byte of hash, the tag, for each of its five
/// places, and the five slots; the key itself is read from the order, which the caller needs
/// anyway. A few operations on the word find the tags that fit and the places that are vacant, so
/// that no branch depends on how full a bucket is; in a plain table of the same size nearly every
/// third message met a taken place that the processor could not foresee.
///
/// An order whose bucket is full stands in the next one with room, and every bucket that it passed
/// counts it: a search ends where nothing passed, and removal leaves no tombstones.
struct OrderTable: ~Copyable {
  /// Buckets of four words: tags from the lowest byte up, 0 for a vacant place, and passes above
  /// them; then the slots.
  private var words = Slab<UInt64>()
  private(set) var count = 0
  /// Buckets, less one.
  private var mask = 0
  /// 32 minus the binary logarithm of the number of buckets.
  private var shift: UInt32 = 32

  /// The lowest bit of each tag in a bucket's first word.
  private static var ones: UInt64 { 0x01_0101_0101 }
  /// The highest bit of each tag, set in all tags so that none is 0.
  private static var marks: UInt64 { ones &<< 7 }
  /// The passes begin at this bit of a bucket's first word.
  private static var passShift: UInt64 { 40 }

  init() {
    makeVacant(bits: 4)
  }

  private init(copying source: borrowing OrderTable) {
    words = source.words.fork()
    count = source.count
    mask = source.mask
    shift = source.shift
  }

  borrowing func fork() -> OrderTable { OrderTable(copying: self) }

  /// Multiplicative hash of owner and id, upper half. Consecutive ids fall far apart.
  @inline(__always)
  static func hash(owner: UInt32, id: UInt64) -> UInt32 {
    let mixed = (id ^ UInt64(owner) &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: mixed &>> 32)
  }
}

/// A place of one order in the table: its bucket's first word, and which of five it is.
struct OrderTablePlace: BitwiseCopyable {
  fileprivate var bucket: UnsafeMutablePointer<UInt64>
  fileprivate var index: Int

  @inline(__always)
  fileprivate init(_ bucket: UnsafeMutablePointer<UInt64>, lowestMark marks: UInt64) {
    self.bucket = bucket
    index = marks.trailingZeroBitCount &>> 3
  }

  @inline(__always)
  fileprivate var tag: UnsafeMutablePointer<UInt8> {
    (UnsafeMutableRawPointer(bucket) + index).assumingMemoryBound(to: UInt8.self)
  }

  @inline(__always)
  fileprivate var slotPointer: UnsafeMutablePointer<UInt32> {
    UnsafeMutableRawPointer(bucket + 1).assumingMemoryBound(to: UInt32.self) + index
  }

  /// The slot of the order.
  @inline(__always)
  var slot: UInt32 { slotPointer.pointee }
}

// MARK: - The home of a hash

extension OrderTable {
  /// The bucket where a search for a hash begins, by the hash's upper bits.
  @inline(__always)
  private func home(_ hash: UInt32) -> UnsafeMutablePointer<UInt64> {
    words.base + Int(truncatingIfNeeded: hash &>> shift) &<< 2
  }

  /// The lower bits of a hash in every tag.
  @inline(__always)
  private static func pattern(_ hash: UInt32) -> UInt64 { UInt64(hash & 0x7F | 0x80) &* ones }

  /// The marks of the tags in a word that equal those of a pattern, and perhaps of some above the
  /// lowest of them.
  @inline(__always)
  private static func fits(_ pattern: UInt64, in word: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return (difference &- ones) & ~difference & marks
  }

  /// The place of an order in its home, if its tag is the first there that fits, as it nearly
  /// always is.
  @inline(__always)
  func placeAtHome(
    hash: UInt32, owner: UInt32, id: UInt64, in orders: UnsafeMutablePointer<RestingOrder>
  ) -> OrderTablePlace? {
    let bucket = home(hash)
    let fits = OrderTable.fits(OrderTable.pattern(hash), in: bucket.pointee)
    guard fits != 0 else { return nil }
    let place = OrderTablePlace(bucket, lowestMark: fits)
    let order = orders + Int(place.slot)
    return order.pointee.id == id && order.pointee.owner == owner ? place : nil
  }

  /// A vacant place in the home of a hash, if no order of this hash can be in the table and the
  /// table need not grow.
  @inline(__always)
  func vacancyAtHome(hash: UInt32) -> OrderTablePlace? {
    let bucket = home(hash)
    let word = bucket.pointee
    let vacant = ~word & OrderTable.marks
    let taken = OrderTable.fits(OrderTable.pattern(hash), in: word)
    guard taken | word &>> OrderTable.passShift == 0, vacant != 0, isLargeEnough else { return nil }
    return OrderTablePlace(bucket, lowestMark: vacant)
  }

  /// Enters an order at a vacant place.
  @inline(__always)
  mutating func insert(hash: UInt32, slot: UInt32, at place: OrderTablePlace) {
    OrderTable.put(hash, slot, at: place)
    count &+= 1
  }

  /// Makes the place of an order that stands in its home vacant.
  @inline(__always)
  mutating func removeAtHome(_ place: OrderTablePlace) {
    place.tag.pointee = 0
    count &-= 1
  }

  @inline(__always)
  private static func put(_ hash: UInt32, _ slot: UInt32, at place: OrderTablePlace) {
    place.tag.pointee = UInt8(truncatingIfNeeded: hash | 0x80)
    place.slotPointer.pointee = slot
  }

  /// At most two fifths of the places are used, so that few buckets are full.
  @inline(__always)
  private var isLargeEnough: Bool { count <= mask &* 2 }
}

// MARK: - Wherever an order stands

extension OrderTable {
  /// The slot of an order; 0 if it is not in the table. Expected O(1).
  func slot(
    hash: UInt32, owner: UInt32, id: UInt64, in orders: UnsafeMutablePointer<RestingOrder>
  ) -> UInt32 {
    find(hash: hash) { orders[Int($0)].id == id && orders[Int($0)].owner == owner }?.slot ?? 0
  }

  /// Adds an order that is not in the table, which grows first if it must.
  mutating func insert(hash: UInt32, slot: UInt32, in orders: UnsafeMutablePointer<RestingOrder>) {
    if !isLargeEnough { grow(orders) }
    place(hash, slot)
    count &+= 1
  }

  /// Takes an order out of the table.
  mutating func remove(hash: UInt32, slot: UInt32) {
    guard let place = find(hash: hash, where: { $0 == slot }) else {
      preconditionFailure("slot \(slot) is not in the table")
    }
    place.tag.pointee = 0
    count &-= 1
    var bucket = home(hash)
    while bucket != place.bucket {
      bucket.pointee -= 1 << OrderTable.passShift
      bucket = self.bucket(after: bucket)
    }
  }

  /// The place of the order of a hash whose slot is the one looked for.
  @inline(__always)
  private func find(hash: UInt32, where isWanted: (UInt32) -> Bool) -> OrderTablePlace? {
    let pattern = OrderTable.pattern(hash)
    var bucket = home(hash)
    while true {
      var fits = OrderTable.fits(pattern, in: bucket.pointee)
      while fits != 0 {
        let place = OrderTablePlace(bucket, lowestMark: fits)
        if isWanted(place.slot) { return place }
        fits &= fits &- 1
      }
      if bucket.pointee &>> OrderTable.passShift == 0 { return nil }
      bucket = self.bucket(after: bucket)
    }
  }

  private func bucket(after bucket: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<UInt64> {
    bucket == words.base + mask &<< 2 ? words.base : bucket + 4
  }

  private func place(_ hash: UInt32, _ slot: UInt32) {
    var bucket = home(hash)
    while ~bucket.pointee & OrderTable.marks == 0 {
      bucket.pointee += 1 << OrderTable.passShift
      bucket = self.bucket(after: bucket)
    }
    let vacant = ~bucket.pointee & OrderTable.marks
    OrderTable.put(hash, slot, at: OrderTablePlace(bucket, lowestMark: vacant))
  }

  @inline(never)
  private mutating func grow(_ orders: UnsafeMutablePointer<RestingOrder>) {
    let old = words.fork()
    makeVacant(bits: 33 - shift)
    for first in stride(from: 0, to: old.count, by: 4) {
      var taken = old.base[first] & OrderTable.marks
      while taken != 0 {
        let slot = OrderTablePlace(old.base + first, lowestMark: taken).slot
        let order = orders + Int(slot)
        place(OrderTable.hash(owner: order.pointee.owner, id: order.pointee.id), slot)
        taken &= taken &- 1
      }
    }
  }

  private mutating func makeVacant(bits: UInt32) {
    words.removeAll()
    words.extend(to: 4 << Int(bits), filling: 0)
    mask = 1 << Int(bits) - 1
    shift = 32 - bits
  }
}
