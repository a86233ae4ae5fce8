/// An order on its way through the opposite side of the book.
struct IncomingOrder {
  var owner: UInt32
  var id: UInt64
  var traits: OrderTraits
  /// Limit, ticks; meaningful for limit and stop-limit orders.
  var priceTicks: Int32
  /// Key of the worst level that it may trade with, on the opposite ladders.
  var limitKey: UInt64
  /// Open quantity, lots.
  var open: UInt32
  /// Display quantity where it rests, lots; 0 for all.
  var display: UInt32
  /// Whether it is a market order with a protection price.
  var isProtected: Bool
  /// Its slot, for an order that came back from the book or from waiting; 0 for a new one.
  var slot: UInt32
  /// Index of the outcome that announced it, whose queue position is filled in if it rests.
  var announcement: Int

  /// Whether it trades at any price up to its protection.
  @inline(__always)
  var isMarket: Bool { traits.type == .market || traits.type == .stop }
}
