/// Says when a book is due for a check of all its invariants, so that checking stays in proportion
/// to playing.
///
/// A check looks at every live order. It is due once the messages since the last one have earned
/// it: small books are checked after every message, large ones every so many messages.
struct BookCheckCadence {
  /// Orders that one message earns the looking at.
  static let ordersPerMessage = 8

  private var earned = 0

  /// Whether to check after a message that left so many live orders.
  mutating func isDue(after liveOrders: Int) -> Bool {
    earned += BookCheckCadence.ordersPerMessage
    guard earned >= liveOrders else { return false }
    earned = 0
    return true
  }
}
