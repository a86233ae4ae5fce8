import SimKernel

/// The displayed levels of one book: price and quantity, without orders.
///
/// It adds up what others say has happened; it never matches.
struct DisplayedBook: Sendable {
  struct Level: Hashable, Sendable {
    var price: Price
    var quantity: Quantity
  }

  /// Each side from its worst level to its best, because most of what happens is near the best.
  private var bids: [Level] = []
  private var asks: [Level] = []

  /// The best level of a side; nil for an empty side.
  func best(_ side: Side) -> Level? { side == .buy ? bids.last : asks.last }

  /// The levels of a side, best first, `depth` of them at the most.
  func levels(_ side: Side, depth: Int = .max) -> ReversedCollection<ArraySlice<Level>> {
    (side == .buy ? bids : asks).suffix(depth).reversed()
  }

  /// Adds quantity at a price.
  ///
  /// - Returns: The place of its level, counted from 0 for the best.
  /// - Complexity: O(log levels), and O(places from the best) for a new level.
  mutating func add(_ quantity: Quantity, at price: Price, _ side: Side) -> Int {
    side == .buy
      ? Self.add(quantity, at: price, side, to: &bids)
      : Self.add(quantity, at: price, side, to: &asks)
  }

  /// Takes quantity off a price; a level of which nothing is left goes.
  ///
  /// - Returns: The place that its level had, counted from 0 for the best; nil where that level
  ///   does not hold so much, and nothing is taken.
  mutating func take(_ quantity: Quantity, at price: Price, _ side: Side) -> Int? {
    side == .buy
      ? Self.take(quantity, at: price, side, from: &bids)
      : Self.take(quantity, at: price, side, from: &asks)
  }

  private static func add(
    _ quantity: Quantity, at price: Price, _ side: Side, to levels: inout [Level]
  ) -> Int {
    let index = place(of: price, side, in: levels)
    if index < levels.count && levels[index].price == price {
      levels[index].quantity.lots += quantity.lots
    } else {
      levels.insert(Level(price: price, quantity: quantity), at: index)
    }
    return levels.count - 1 - index
  }

  private static func take(
    _ quantity: Quantity, at price: Price, _ side: Side, from levels: inout [Level]
  ) -> Int? {
    let index = place(of: price, side, in: levels)
    guard index < levels.count, levels[index].price == price, levels[index].quantity >= quantity
    else { return nil }
    let depth = levels.count - 1 - index
    levels[index].quantity.lots -= quantity.lots
    if levels[index].quantity == .zero { levels.remove(at: index) }
    return depth
  }

  /// Where a price stands, or would stand, among levels from worst to best.
  private static func place(of price: Price, _ side: Side, in levels: [Level]) -> Int {
    var (low, high) = (0, levels.count)
    while low < high {
      let middle = (low + high) / 2
      let isWorse =
        side == .buy ? levels[middle].price < price : levels[middle].price > price
      if isWorse { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
