/// Finds the slot of an order by its owner and id: an open-addressing hash table.
///
/// The table holds a slot and half of the hash; the key itself is read from the order, which the
/// caller needs anyway. Removal shifts back, so there are no tombstones and no periodic clean-up.
struct OrderTable: ~Copyable {
  private var entries = Slab<Entry>()
  private(set) var count = 0
  /// 32 minus the binary logarithm of the capacity.
  private var shift: UInt32 = 32

  struct Entry: BitwiseCopyable {
    var hash: UInt32
    /// 0 for an empty place.
    var slot: UInt32
  }

  init() {
    resize(toBits: 6)
  }

  private init(copying source: borrowing OrderTable) {
    entries = source.entries.fork()
    count = source.count
    shift = source.shift
  }

  borrowing func fork() -> OrderTable { OrderTable(copying: self) }

  /// Multiplicative hash of owner and id, upper half. Consecutive ids fall far apart.
  @inline(__always)
  static func hash(owner: UInt32, id: UInt64) -> UInt32 {
    let mixed = (id ^ UInt64(owner) &* 0xD6E8_FEB8_6659_FD93) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }

  /// The slot of an order, or 0. Expected O(1).
  @inline(__always)
  func find(
    owner: UInt32, id: UInt64, in orders: UnsafeMutablePointer<RestingOrder>
  ) -> UInt32 {
    OrderTable.find(owner: owner, id: id, in: orders, entries: entries.base, shift: shift)
  }

  /// The same for callers that hold the book for writing: a large borrowed value is copied to the
  /// stack for every call (measured: 256 bytes and a fifth of a message's time).
  @inline(__always)
  mutating func findInPlace(
    owner: UInt32, id: UInt64, in orders: UnsafeMutablePointer<RestingOrder>
  ) -> UInt32 {
    OrderTable.find(owner: owner, id: id, in: orders, entries: entries.base, shift: shift)
  }

  @inline(__always)
  private static func find(
    owner: UInt32, id: UInt64, in orders: UnsafeMutablePointer<RestingOrder>,
    entries: UnsafeMutablePointer<Entry>, shift: UInt32
  ) -> UInt32 {
    let hash = hash(owner: owner, id: id)
    let mask = Int(UInt32.max >> shift)
    var place = Int(hash >> shift)
    while true {
      let entry = entries[place]
      if entry.slot == 0 { return 0 }
      if entry.hash == hash {
        let order = orders + Int(entry.slot)
        if order.pointee.id == id && order.pointee.owner == owner { return entry.slot }
      }
      place = (place + 1) & mask
    }
  }

  /// Adds an order that is not in the table.
  @inline(__always)
  mutating func insert(hash: UInt32, slot: UInt32) {
    if count &* 8 >= entries.count &* 5 { resize(toBits: 33 - shift) }
    place(Entry(hash: hash, slot: slot))
    count += 1
  }

  /// Removes an order that is in the table.
  @inline(__always)
  mutating func remove(hash: UInt32, slot: UInt32) {
    let mask = Int(UInt32.max >> shift)
    var hole = Int(hash >> shift)
    while entries.base[hole].slot != slot { hole = (hole + 1) & mask }
    var place = hole
    while true {
      place = (place + 1) & mask
      let entry = entries.base[place]
      if entry.slot == 0 { break }
      let home = Int(entry.hash >> shift)
      // The entry may fill the hole only if its home is not between the hole and itself.
      if (place &- home) & mask >= (place &- hole) & mask {
        entries.base[hole] = entry
        hole = place
      }
    }
    entries.base[hole] = Entry(hash: 0, slot: 0)
    count -= 1
  }

  @inline(__always)
  private mutating func place(_ entry: Entry) {
    let mask = Int(UInt32.max >> shift)
    var place = Int(entry.hash >> shift)
    while entries.base[place].slot != 0 { place = (place + 1) & mask }
    entries.base[place] = entry
  }

  @inline(never)
  private mutating func resize(toBits bits: UInt32) {
    let old = entries.fork()
    entries.removeAll()
    entries.extend(to: 1 << Int(bits), filling: Entry(hash: 0, slot: 0))
    shift = 32 - bits
    for index in 0..<old.count where old.base[index].slot != 0 { place(old.base[index]) }
  }
}
