/// Slots for values that wait for somebody, taken and given back in any order.
struct Mailroom<Item: BitwiseCopyable>: ~Copyable {
  private(set) var items = Slab<Item>()
  private var free = Slab<UInt32>()

  init() {}

  private init(copying source: borrowing Mailroom) {
    items = source.items.fork()
    free = source.free.fork()
  }

  borrowing func fork() -> Mailroom { Mailroom(copying: self) }

  /// Items that wait.
  var count: Int { items.count - free.count }

  /// Stores an item and returns its slot. Amortised O(1).
  @inline(__always)
  mutating func put(_ item: Item) -> UInt32 {
    if free.count == 0 { return UInt32(truncatingIfNeeded: items.append(item)) }
    let slot = free.base[free.count - 1]
    free.removeLast()
    items.base[Int(slot)] = item
    return slot
  }

  /// Takes a slot whose content the caller writes field by field: cheaper than building the item on
  /// the stack and copying it.
  @inline(__always)
  mutating func reserve() -> UInt32 {
    if free.count == 0 {
      let slot = UInt32(truncatingIfNeeded: items.count)
      _ = items.appendInPlace()
      return slot
    }
    let slot = free.base[free.count - 1]
    free.removeLast()
    return slot
  }

  /// Makes a slot free again.
  @inline(__always)
  mutating func release(_ slot: UInt32) { _ = free.append(slot) }

  /// Where an item stands, until the next `put`.
  @inline(__always)
  subscript(slot: UInt32) -> UnsafeMutablePointer<Item> { items.base + Int(slot) }
}
