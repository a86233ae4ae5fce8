import SimKernel

/// Reads an order-by-order (MBO) file with the columns of Databento's: at least ts_event, action,
/// side, price, size, order_id and sequence.
final class MBOReader {
  private let table: CSVTable
  private var head: MBOHead
  private let size, orderID: Int

  init(_ table: CSVTable, names: BookNames) throws(MarketDataError) {
    self.table = table
    head = try MBOHead(table, names: names)
    size = try table.column("size")
    orderID = try table.column("order_id")
  }

  /// The next record, or nil at the end.
  func next() throws(MarketDataError) -> MBORecord? {
    guard try table.advance() else { return nil }
    let record = MBORecord(
      event: try head.event(table), kind: try head.kind(table),
      orderID: try table.unsigned(orderID), size: try table.count(size))
    try check(record)
    return record
  }

  /// A fault of the current row.
  func failure(_ message: String) -> MarketDataError { table.failure(message) }

  /// What an order that enters the book must have.
  private func check(_ record: MBORecord) throws(MarketDataError) {
    guard record.kind.action == .add || record.kind.action == .modify else { return }
    if record.kind.side == .none { throw table.refused(head.side, "A or B for an order") }
    if record.kind.price == nil { throw table.refused(head.price, "a price for an order") }
    let least = record.kind.action == .add ? 1 : 0
    if record.size < least || record.size >= Quantity.orderLimit {
      throw table.refused(size, "\(least) to \(Quantity.orderLimit - 1) for an order")
    }
  }
}
