/// Orders that end by themselves, earliest first: a binary heap that knows where each slot stands.
///
/// Knowing the place of a slot makes removal O(log n), so an order that leaves early leaves nothing
/// behind.
struct ExpiryHeap: ~Copyable {
  private var entries = Slab<Entry>()
  /// Index in `entries` of each order slot's entry.
  private var places = Slab<UInt32>()

  struct Entry: BitwiseCopyable {
    var expiry: Int64
    /// Rank of the order's first entry.
    var serial: UInt64
    var slot: UInt32

    @inline(__always)
    func isBefore(_ other: Entry) -> Bool {
      expiry < other.expiry || (expiry == other.expiry && serial < other.serial)
    }
  }

  init() {}

  private init(copying source: borrowing ExpiryHeap) {
    entries = source.entries.fork()
    places = source.places.fork()
  }

  borrowing func fork() -> ExpiryHeap { ExpiryHeap(copying: self) }

  var count: Int { entries.count }

  /// The earliest expiry and its slot, or nil.
  var first: (expiry: SimTime, slot: UInt32)? {
    guard entries.count > 0 else { return nil }
    return (SimTime(nanoseconds: entries.base[0].expiry), entries.base[0].slot)
  }

  mutating func insert(slot: UInt32, expiry: SimTime, serial: UInt64) {
    places.extend(to: Int(slot) + 1, filling: 0)
    let place = entries.append(
      Entry(expiry: expiry.nanoseconds, serial: serial, slot: slot))
    places.base[Int(slot)] = UInt32(truncatingIfNeeded: place)
    rise(from: place)
  }

  mutating func remove(slot: UInt32) {
    let place = Int(places.base[Int(slot)])
    precondition(entries.base[place].slot == slot, "slot \(slot) has no expiry")
    let last = entries.base[entries.count - 1]
    entries.removeLast()
    guard place < entries.count else { return }
    put(last, at: place)
    rise(from: place)
    sink(from: Int(places.base[Int(last.slot)]))
  }

  private mutating func put(_ entry: Entry, at place: Int) {
    entries.base[place] = entry
    places.base[Int(entry.slot)] = UInt32(truncatingIfNeeded: place)
  }

  private mutating func rise(from start: Int) {
    var place = start
    let entry = entries.base[place]
    while place > 0 {
      let parent = (place - 1) / 2
      guard entry.isBefore(entries.base[parent]) else { break }
      put(entries.base[parent], at: place)
      place = parent
    }
    put(entry, at: place)
  }

  private mutating func sink(from start: Int) {
    var place = start
    let entry = entries.base[place]
    while true {
      var child = 2 * place + 1
      guard child < entries.count else { break }
      if child + 1 < entries.count, entries.base[child + 1].isBefore(entries.base[child]) {
        child += 1
      }
      guard entries.base[child].isBefore(entry) else { break }
      put(entries.base[child], at: place)
      place = child
    }
    put(entry, at: place)
  }
}
