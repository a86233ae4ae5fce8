/// Reads a file of recorded book states with the columns of Databento's MBP-10: ts_event, sequence,
/// action, side, price, and for each level 00, 01, ... bid and ask price, size and order count.
final class ExpectedBookReader {
  /// A recorded state and the record that made it.
  struct Row: Sendable {
    var line: Int
    var kind: MBOKind
    /// Best first, without empty levels.
    var bids: [ReplayLevel]
    var asks: [ReplayLevel]
  }

  /// Levels that the columns give.
  let fileDepth: Int
  private let table: CSVTable
  private var head: MBOHead
  private let bidColumns: [LevelColumns]
  private let askColumns: [LevelColumns]

  private struct LevelColumns {
    var price: Int
    var size: Int
    var count: Int
  }

  init(_ table: CSVTable, names: BookNames) throws(MarketDataError) {
    self.table = table
    head = try MBOHead(table, names: names)
    bidColumns = try ExpectedBookReader.levels(table, "bid")
    askColumns = try ExpectedBookReader.levels(table, "ask")
    fileDepth = min(bidColumns.count, askColumns.count)
  }

  /// The next row with its best levels, up to `depth` on each side, or nil at the end.
  func next(depth: Int) throws(MarketDataError) -> (event: MBOEvent, row: Row)? {
    guard try table.advance() else { return nil }
    let event = try head.event(table)
    let row = Row(
      line: table.lineNumber, kind: try head.kind(table),
      bids: try levels(bidColumns.prefix(depth)), asks: try levels(askColumns.prefix(depth)))
    return (event, row)
  }

  private func levels(
    _ columns: ArraySlice<LevelColumns>
  ) throws(MarketDataError) -> [ReplayLevel] {
    var levels: [ReplayLevel] = []
    levels.reserveCapacity(columns.count)
    for column in columns {
      let price = try head.prices.price(table, column.price)
      let size = try table.count(column.size)
      let count = try table.count(column.count)
      if size == 0 && count == 0 { continue }
      guard let price else {
        throw table.refused(column.price, "a price for a level of size \(size)")
      }
      levels.append(ReplayLevel(price: price, size: size, orderCount: count))
    }
    return levels
  }

  /// The columns of one side, level 00 first.
  private static func levels(
    _ table: CSVTable, _ side: String
  ) throws(MarketDataError) -> [LevelColumns] {
    var levels: [LevelColumns] = []
    repeat {
      let number = (levels.count < 10 ? "0" : "") + "\(levels.count)"
      levels.append(
        LevelColumns(
          price: try table.column("\(side)_px_\(number)"),
          size: try table.column("\(side)_sz_\(number)"),
          count: try table.column("\(side)_ct_\(number)")))
    } while table.find("\(side)_px_" + (levels.count < 10 ? "0" : "") + "\(levels.count)") != nil
    return levels
  }
}
