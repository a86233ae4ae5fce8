/// One price of one ladder: a queue of orders in priority order, with its totals.
struct PriceLevel: BitwiseCopyable {
  /// Slot of the first order; 0 for none.
  var head: UInt32 = 0
  /// Slot of the last order; 0 for none.
  var tail: UInt32 = 0
  /// Orders in the queue.
  var orderCount: UInt32 = 0
  var reserved: UInt32 = 0
  /// Sum of the orders' slices, lots.
  var quantity: Int64 = 0
  /// Lots that ever traded here; only differences are meaningful, so it is never reset.
  var traded: Int64 = 0
}
