import SimKernel

/// The orders of one side of a flow, ranked by price, for flows that take back orders at places of
/// their choice.
struct RankedOrders: Hashable, Sendable {
  struct Order: Hashable, Sendable {
    var id: ClientOrderID
    /// The limit, ticks.
    var ticks: Int64
  }

  let side: Side
  /// From the worst price to the best, because most of what happens is near the best; of equal
  /// prices the earlier one first.
  private var orders: [Order] = []

  init(_ side: Side) { self.side = side }

  var count: Int { orders.count }
  var best: Int64? { orders.last?.ticks }

  subscript(place: Int) -> Order { orders[place] }

  /// - Complexity: O(log orders), and O(places from the best) to make room.
  mutating func insert(_ order: Order) {
    orders.insert(order, at: firstPlace(where: { rank($0.ticks) > rank(order.ticks) }))
  }

  /// Forgets an order; does nothing for one that is not there.
  ///
  /// - Complexity: O(places from the best).
  mutating func remove(_ id: ClientOrderID) {
    if let place = orders.lastIndex(where: { $0.id == id }) { orders.remove(at: place) }
  }

  func contains(_ id: ClientOrderID) -> Bool { orders.lastIndex { $0.id == id } != nil }

  /// The places of the orders at the price nearest to one, the better of two equally near.
  ///
  /// - Precondition: there is an order.
  func places(nearest ticks: Int64) -> Range<Int> {
    let above = firstPlace { rank($0.ticks) >= rank(ticks) }
    guard above < orders.count else { return places(at: orders[orders.count - 1].ticks) }
    guard above > 0 else { return places(at: orders[0].ticks) }
    let (worse, better) = (orders[above - 1].ticks, orders[above].ticks)
    return places(at: abs(worse - ticks) < abs(better - ticks) ? worse : better)
  }

  private func places(at ticks: Int64) -> Range<Int> {
    let first = firstPlace { rank($0.ticks) >= rank(ticks) }
    return first..<firstPlace { rank($0.ticks) > rank(ticks) }
  }

  private func rank(_ ticks: Int64) -> Int64 { side.sign * ticks }

  /// The first place from which on a condition holds that holds for all better ones.
  private func firstPlace(where holds: (Order) -> Bool) -> Int {
    var (low, high) = (0, orders.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(orders[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
