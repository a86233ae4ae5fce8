import SimKernel

/// One aggressive order, put together from the executions that it caused.
///
/// Displayed executions of equal time and direction are one order's where at most two other rows
/// stand between neighbours: an aggressor that also meets hidden orders writes their executions
/// into the midst of its own.
struct AggressorOrder: Hashable {
  /// Nanoseconds since midnight.
  var time: Int64
  /// Of the aggressor.
  var side: Side
  /// Displayed shares that it traded.
  var volume: Int64
  /// Its first and its last row of the tape.
  var first: Int
  var last: Int

  /// Rows from one execution of an order to the next, at the most.
  static let reach = 3

  /// +1 for a buy, -1 for a sell.
  var sign: Double { Double(side.sign) }

  /// All of a tape, in order.
  static func all(_ tape: MarketTape) -> [AggressorOrder] {
    var orders: [AggressorOrder] = []
    for (index, message) in tape.messages.enumerated() where message.kind == .execution {
      let side = message.side.opposite
      if let last = orders.last, last.time == message.time.nanoseconds, last.side == side,
        index - last.last <= reach
      {
        orders[orders.count - 1].volume += message.size
        orders[orders.count - 1].last = index
      } else {
        orders.append(
          AggressorOrder(
            time: message.time.nanoseconds, side: side, volume: message.size, first: index,
            last: index))
      }
    }
    return orders
  }
}
