/// Finds the slot of an order by its owner and id: a hash table whose chains run through the
/// orders' links.
///
/// A home holds the slot of an order, and the link of that order the next of the same home, so that
/// nearly every search is one load and one comparison with the order itself, which the caller reads
/// anyway. Owners count their orders up, so the table keeps consecutive ids in consecutive homes:
/// new orders write along a line of memory and seldom meet each other. Where ids come in other
/// patterns and a chain grows long, the table scatters them instead, from then on.
struct OrderTable: ~Copyable {
  /// The slot of the first order of each home's chain; 0 for none.
  private var heads = Slab<UInt32>()
  private(set) var count = 0
  /// How many orders the homes are enough for, a quarter of their number, so that chains are short.
  private var capacity = 0
  /// A key's home is the upper bits of its product with this; a power of two leaves consecutive
  /// keys consecutive.
  private var multiplier: UInt64 = 0
  /// 64 minus the binary logarithm of the number of homes.
  private var shift: UInt64 = 0
  private var isScattered = false

  /// A chain of so many orders is no accident: ids in order fall on each other.
  private static var longestChain: Int { 8 }
  private static var golden: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  init() { makeVacant(bits: 6) }

  private init(copying source: borrowing OrderTable) {
    heads = source.heads.fork()
    count = source.count
    capacity = source.capacity
    multiplier = source.multiplier
    shift = source.shift
    isScattered = source.isScattered
  }

  borrowing func fork() -> OrderTable { OrderTable(copying: self) }

  /// Where the chain of an order begins.
  @inline(__always)
  private func home(owner: UInt32, id: UInt64) -> UnsafeMutablePointer<UInt32> {
    let key = id &+ UInt64(owner) &* OrderTable.golden
    return heads.base + Int(truncatingIfNeeded: (key &* multiplier) &>> shift)
  }
}

// MARK: - Places

extension OrderTable {
  /// The place that holds the slot of an order: its home or the link of the order before it in the
  /// chain; 0 stands in the place at the chain's end if the order is not in the table.
  ///
  /// Expected O(1).
  @inline(__always)
  func place(
    owner: UInt32, id: UInt64, _ orders: UnsafeMutablePointer<RestingOrder>,
    _ links: UnsafeMutablePointer<OrderLinks>
  ) -> UnsafeMutablePointer<UInt32> {
    var place = home(owner: owner, id: id)
    while place.pointee != 0 {
      let order = orders + Int(place.pointee)
      if order.pointee.id == id && order.pointee.owner == owner { break }
      place = OrderTable.link(place.pointee, links)
    }
    return place
  }

  /// Where to insert an order at once; nil if it is in the table already or the table must be
  /// rearranged first.
  @inline(__always)
  func vacancy(
    owner: UInt32, id: UInt64, _ orders: UnsafeMutablePointer<RestingOrder>,
    _ links: UnsafeMutablePointer<OrderLinks>
  ) -> UnsafeMutablePointer<UInt32>? {
    guard count < capacity else { return nil }
    var place = home(owner: owner, id: id)
    var length = 0
    while place.pointee != 0 {
      let order = orders + Int(place.pointee)
      length &+= 1
      if length == OrderTable.longestChain { return nil }
      if order.pointee.id == id && order.pointee.owner == owner { return nil }
      place = OrderTable.link(place.pointee, links)
    }
    return place
  }

  /// Enters an order at its vacancy.
  @inline(__always)
  mutating func insert(
    _ slot: UInt32, at vacancy: UnsafeMutablePointer<UInt32>,
    _ links: UnsafeMutablePointer<OrderLinks>
  ) {
    links[Int(slot)].nextInTable = 0
    vacancy.pointee = slot
    count &+= 1
  }

  /// Takes the order at a place out.
  @inline(__always)
  mutating func remove(
    at place: UnsafeMutablePointer<UInt32>, _ links: UnsafeMutablePointer<OrderLinks>
  ) {
    place.pointee = links[Int(place.pointee)].nextInTable
    count &-= 1
  }

  @inline(__always)
  private static func link(
    _ slot: UInt32, _ links: UnsafeMutablePointer<OrderLinks>
  ) -> UnsafeMutablePointer<UInt32> {
    withUnsafeMutablePointer(to: &links[Int(slot)].nextInTable) { $0 }
  }
}

// MARK: - Rearranging

extension OrderTable {
  /// Adds an order that is not in the table, which is rearranged first if it must be: to four homes
  /// an order, or scattered if a chain has grown too long.
  mutating func insert(
    _ slot: UInt32, owner: UInt32, id: UInt64, _ orders: UnsafeMutablePointer<RestingOrder>,
    _ links: UnsafeMutablePointer<OrderLinks>
  ) {
    if count >= capacity { rearrange(bits: 65 - shift, orders, links) }
    if !isScattered && vacancy(owner: owner, id: id, orders, links) == nil {
      isScattered = true
      rearrange(bits: 64 - shift, orders, links)
    }
    insert(slot, at: place(owner: owner, id: id, orders, links), links)
  }

  /// Gives every order its place among 2^bits homes.
  @inline(never)
  private mutating func rearrange(
    bits: UInt64, _ orders: UnsafeMutablePointer<RestingOrder>,
    _ links: UnsafeMutablePointer<OrderLinks>
  ) {
    let old = heads.fork()
    makeVacant(bits: bits)
    count = 0
    for index in 0..<old.count {
      var slot = old.base[index]
      while slot != 0 {
        let next = links[Int(slot)].nextInTable
        let order = orders + Int(slot)
        let (owner, id) = (order.pointee.owner, order.pointee.id)
        insert(slot, at: place(owner: owner, id: id, orders, links), links)
        slot = next
      }
    }
  }

  private mutating func makeVacant(bits: UInt64) {
    heads.removeAll()
    heads.extend(to: 1 << Int(bits), filling: 0)
    capacity = 1 << Int(bits - 2)
    shift = 64 - bits
    multiplier = isScattered ? OrderTable.golden : 1 << shift
  }
}
