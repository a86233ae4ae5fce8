/// Finds the slot of an order by its owner and id: an open-addressing hash table.
///
/// An entry is one word, half of the hash and the slot; the key itself is read from the order,
/// which the caller needs anyway. At most two fifths of the places are used, so that most searches
/// end at the first place, which the processor foresees. Removal shifts back, so there are no
/// tombstones and no periodic clean-up.
struct OrderTable: ~Copyable {
  /// The hash in the upper half, the slot in the lower; 0 for an empty place.
  private var entries = Slab<UInt64>()
  private(set) var count = 0
  /// Places, less one.
  private var mask = 0
  /// 32 minus the binary logarithm of the number of places.
  private var shift: UInt32 = 32

  init() {
    resize(toBits: 6)
  }

  private init(copying source: borrowing OrderTable) {
    entries = source.entries.fork()
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

  @inline(__always)
  private static func entry(hash: UInt32, slot: UInt32) -> UInt64 {
    UInt64(hash) &<< 32 | UInt64(slot)
  }

  /// The place where a search for a hash begins.
  @inline(__always)
  private func home(_ hash: UInt32) -> Int { Int(truncatingIfNeeded: hash &>> shift) }

  /// The slot at a place; 0 if it is vacant.
  @inline(__always)
  func slot(at place: Int) -> UInt32 { UInt32(truncatingIfNeeded: entries.base[place]) }

  /// The place of an order, or the vacant one where it would stand. Expected O(1).
  @inline(__always)
  func search(
    hash: UInt32, owner: UInt32, id: UInt64, in orders: UnsafeMutablePointer<RestingOrder>
  ) -> Int {
    var place = home(hash)
    while true {
      let entry = entries.base[place]
      if entry == 0 { return place }
      if UInt32(truncatingIfNeeded: entry &>> 32) == hash {
        let order = orders + Int(UInt32(truncatingIfNeeded: entry))
        if order.pointee.id == id && order.pointee.owner == owner { return place }
      }
      place = (place &+ 1) & mask
    }
  }

  /// Whether one more order fits without a larger table.
  @inline(__always)
  var hasRoom: Bool { count &* 5 <= mask &* 2 }

  /// Takes a larger table if there is no room; places found before are void.
  mutating func makeRoom() {
    if !hasRoom { resize(toBits: 33 - shift) }
  }

  /// Adds an order at the vacant place that the search for it found, if there is room.
  @inline(__always)
  mutating func insert(hash: UInt32, slot: UInt32, at place: Int) {
    entries.base[place] = OrderTable.entry(hash: hash, slot: slot)
    count &+= 1
  }

  /// The place of an order that is in the table.
  @inline(__always)
  func place(hash: UInt32, slot: UInt32) -> Int {
    let entry = OrderTable.entry(hash: hash, slot: slot)
    var place = home(hash)
    while entries.base[place] != entry {
      precondition(entries.base[place] != 0, "slot \(slot) is not in the table")
      place = (place &+ 1) & mask
    }
    return place
  }

  /// Makes a place vacant, unless one of the entries after it takes it over.
  @inline(__always)
  mutating func remove(at place: Int) {
    count &-= 1
    let next = (place &+ 1) & mask
    if entries.base[next] == 0 {
      entries.base[place] = 0
    } else {
      shiftBack(into: place)
    }
  }

  @inline(never)
  private mutating func shiftBack(into vacated: Int) {
    var hole = vacated
    var place = hole
    while true {
      place = (place &+ 1) & mask
      let entry = entries.base[place]
      if entry == 0 { break }
      let home = home(UInt32(truncatingIfNeeded: entry &>> 32))
      // The entry may fill the hole only if its home is not between the hole and itself.
      if (place &- home) & mask >= (place &- hole) & mask {
        entries.base[hole] = entry
        hole = place
      }
    }
    entries.base[hole] = 0
  }

  @inline(never)
  private mutating func resize(toBits bits: UInt32) {
    let old = entries.fork()
    entries.removeAll()
    entries.extend(to: 1 << Int(bits), filling: 0)
    mask = entries.count - 1
    shift = 32 - bits
    for index in 0..<old.count where old.base[index] != 0 { place(old.base[index]) }
  }

  private mutating func place(_ entry: UInt64) {
    var place = home(UInt32(truncatingIfNeeded: entry &>> 32))
    while entries.base[place] != 0 { place = (place &+ 1) & mask }
    entries.base[place] = entry
  }
}
