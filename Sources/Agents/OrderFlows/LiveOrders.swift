import SimKernel

/// The orders of a flow that stand in the book, so held that one can be drawn uniformly.
///
/// They stand side by side at places 0, 1, ..., and the last one moves into the place of one that
/// leaves. A table from ids to places covers the ids from the oldest live one on: ids count up, so
/// nothing needs a hash. Memory is four bytes for each id given since the oldest live order's.
public struct LiveOrders: Hashable, Sendable {
  public struct Order: Hashable, Sendable {
    public var id: ClientOrderID
    public var side: Side
    /// The limit, ticks.
    public var ticks: Int64

    public init(id: ClientOrderID, side: Side, ticks: Int64) {
      self.id = id
      self.side = side
      self.ticks = ticks
    }
  }

  private var orders: [Order] = []
  /// Places by id from `firstID` on; `gone` for ids that are not live.
  private var places: [Int32] = []
  private var firstID: UInt64 = 1
  /// How many ids at the front of `places` are gone.
  private var goneAtFront = 0

  private static let gone: Int32 = -1

  public init() {}

  public var count: Int { orders.count }

  public subscript(place: Int) -> Order { orders[place] }

  /// - Precondition: the id is above every id ever inserted.
  /// - Complexity: amortised O(1) for ids that count up.
  public mutating func insert(_ order: Order) {
    let index = Int(order.id.value - firstID)
    precondition(index >= places.count, "order \(order.id.value) comes after a later one")
    while places.count < index { places.append(LiveOrders.gone) }
    places.append(Int32(orders.count))
    orders.append(order)
  }

  /// Forgets an order; does nothing for one that is not live.
  ///
  /// - Complexity: amortised O(1).
  public mutating func remove(_ id: ClientOrderID) {
    guard let place = place(of: id) else { return }
    places[Int(id.value - firstID)] = LiveOrders.gone
    let last = orders.removeLast()
    if place < orders.count {
      orders[place] = last
      places[Int(last.id.value - firstID)] = Int32(place)
    }
    dropGone()
  }

  private func place(of id: ClientOrderID) -> Int? {
    guard id.value >= firstID, id.value - firstID < UInt64(places.count) else { return nil }
    let place = places[Int(id.value - firstID)]
    return place == LiveOrders.gone ? nil : Int(place)
  }

  /// Cuts the front of the table off once half of it is gone.
  private mutating func dropGone() {
    while goneAtFront < places.count, places[goneAtFront] == LiveOrders.gone { goneAtFront += 1 }
    guard goneAtFront > 64, goneAtFront * 2 > places.count else { return }
    places.removeFirst(goneAtFront)
    firstID += UInt64(goneAtFront)
    goneAtFront = 0
  }
}
