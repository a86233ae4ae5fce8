import SimKernel

/// One thing that happened in sight at a book, or a trade with a hidden order, in the kernel's
/// units.
struct DisplayedChange: Hashable, Sendable {
  var time: SimTime
  var kind: LobsterMessage.Kind
  /// Counts the orders that came in sight, from 1 in that order; 0 for hidden orders.
  ///
  /// Whatever goes to the back of a queue comes in sight anew: a replaced order, an iceberg's next
  /// slice. No number is given twice.
  var orderID: UInt64
  var quantity: Quantity
  var price: Price
  /// Of the resting order.
  var side: Side
  /// The place of the level from the best, 0: after an addition, else before; 0 for hidden orders.
  var depth: Int
}

/// Takes what happens at one book, each time with the displayed book after it.
protocol DisplayedBookListener: AnyObject {
  func take(_ change: DisplayedChange, _ book: DisplayedBook) throws
  func finish() throws
}
