/// The rates of both best queues while the spread stands, per unit of time.
struct QueueRates {
  /// Of limit orders that join a queue.
  let birth: Double
  /// Of market orders that take from a queue.
  let market: Double
  /// Of cancels, per order.
  let cancel: Double
  /// Of limit orders inside the spread, a side.
  let inside: Double

  /// Queues longer than this are not solved for.
  static let deepest = 2000

  /// Of leaving a queue of some orders.
  func death(_ orders: Int) -> Double { market + Double(orders) * cancel }

  /// A length that a queue of `orders` reaches before it is empty with a chance below 1e-20, so
  /// that figures are the same as for queues without end; nil where that is beyond `deepest`.
  ///
  /// The chance is the ratio of two sums of d(1) ... d(j) / birth^j, over j below `orders` and
  /// below the length (the gambler's ruin on a birth and death chain); the larger sum is kept as a
  /// multiple of its last term, which does not overflow.
  func depth(from orders: Int) -> Int? {
    var sum = 1.0
    var chance = 1.0
    for length in 1..<Self.deepest {
      let before = sum * birth / death(length)
      sum = before + 1
      if length >= orders { chance *= before / sum }
      if chance < 1e-20 { return length + 1 }
    }
    return nil
  }
}
