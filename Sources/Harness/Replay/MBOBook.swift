import SimKernel

/// The book of one instrument of an order-by-order file.
///
/// A class, so that a table of instruments can hold them: the book itself cannot be copied.
final class MBOBook {
  private var book = ReplayBook()

  /// Takes one record: R clears, A adds, C reduces, M modifies; T, F and N change nothing.
  func apply(_ record: MBORecord) throws(ReplayBook.Refusal) {
    switch record.kind.action {
    case .clear: book.removeAll()
    case .add: try enter(record)
    case .cancel: book.reduce(record.orderID, by: record.size)
    case .modify: try modify(record)
    case .trade, .fill, .none: break
    }
  }

  /// The best levels of a side, best first.
  func levels(_ side: Side, depth: Int) -> [ReplayLevel] {
    book.levels(side, depth: depth, countingOrders: true)
  }

  /// The ids of a side's orders in priority order.
  func queue(_ side: Side) -> [UInt64] { book.queue(side) }

  /// Puts an order at the back of its queue; an order that had its id is gone.
  private func enter(_ record: MBORecord) throws(ReplayBook.Refusal) {
    guard let side = record.kind.side.side, let price = record.kind.price else {
      preconditionFailure("order \(record.orderID) without side or price")
    }
    book.remove(record.orderID)
    try book.rest(record.orderID, side, price: price, size: record.size)
  }

  /// Smaller at the same price keeps its place; everything else goes to the back, an unknown order
  /// is an add, and size 0 takes the order out.
  private func modify(_ record: MBORecord) throws(ReplayBook.Refusal) {
    if record.size == 0 {
      book.remove(record.orderID)
      return
    }
    if let order = book.order(record.orderID), order.side == record.kind.side.side,
      order.price == record.kind.price, record.size < order.size
    {
      book.reduce(record.orderID, by: order.size - record.size)
      return
    }
    try enter(record)
  }
}
