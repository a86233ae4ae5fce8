import SimKernel

/// Takes liquidity in one book, one order at a time, within a bound on the position.
///
/// An order that takes ends at once, filled, cancelled or refused, and its last report makes room
/// for the next one. So no more than one is open however long reports are under way, and the
/// position never passes its bound.
struct Taker: Hashable, Sendable {
  let book: TradedBook
  /// Lots, long or short.
  let maxPosition: Int64
  /// The order whose last report has not come.
  private(set) var underWay: ClientOrderID?

  init(_ book: TradedBook, maxPosition: Int64) {
    self.book = book
    self.maxPosition = maxPosition
  }

  /// Takes lots, as many as the bound leaves; nothing while an order is under way.
  ///
  /// - Returns: The lots sent for.
  @discardableResult
  mutating func take(
    _ side: Side, _ lots: Int64, limit: Price? = nil, _ context: inout AgentContext
  ) -> Int64 {
    let room = maxPosition - side.sign * book.position(context)
    let sent = min(lots, room, Quantity.orderLimit - 1)
    guard underWay == nil, sent > 0 else { return 0 }
    underWay = book.take(side, sent, limit: limit, &context)
    return sent
  }

  /// Takes what is missing to a position, at most `lots` of it.
  mutating func move(to target: Int64, atMost lots: Int64 = .max, _ context: inout AgentContext) {
    let missing = target - book.position(context)
    guard missing != 0 else { return }
    take(missing > 0 ? .buy : .sell, min(abs(missing), lots), &context)
  }

  mutating func note(_ report: ExecutionReport) {
    if report.isFinal && report.order == underWay { underWay = nil }
  }
}
