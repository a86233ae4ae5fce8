/// Slots for values that are not plain memory, put there and taken out in any order.
struct Shelf<Item: Sendable>: Sendable {
  private var items: [Item?] = []
  private var free: [UInt32] = []

  /// Stores an item and returns its slot. Amortised O(1).
  mutating func put(_ item: Item) -> UInt32 {
    guard let slot = free.popLast() else {
      items.append(item)
      return UInt32(truncatingIfNeeded: items.count - 1)
    }
    items[Int(slot)] = item
    return slot
  }

  /// Takes an item out of its slot, which is free from then on.
  mutating func take(_ slot: UInt32) -> Item {
    guard let item = items[Int(slot)] else { preconditionFailure("slot \(slot) is empty") }
    items[Int(slot)] = nil
    free.append(slot)
    return item
  }
}
