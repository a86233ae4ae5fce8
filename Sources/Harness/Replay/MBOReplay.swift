/// Replays order-by-order (MBO) files through the matching engine, one engine an instrument.
public enum MBOReplay {
  /// Compares replayed books with a recorded file of states.
  ///
  /// The recorded states are held in memory, about 600 bytes a row at 10 levels; the messages are
  /// read once.
  ///
  /// - Parameters:
  ///   - depth: Levels to compare, from 1 to those of the file; nil for all.
  /// - Throws: A `MarketDataError` for files that cannot be read.
  public static func compare(
    messages messagePath: String, book bookPath: String, depth: Int? = nil
  ) throws(MarketDataError) -> ReplayReport {
    let messages = try CSVTable(path: messagePath)
    let expected = try CSVTable(path: bookPath)
    let names = BookNames(shared: [messages, expected])
    let check = try expectations(expected, names, depth: depth)
    let reader = try MBOReader(messages, names: names)
    while let record = try reader.next() {
      do {
        try check.apply(record)
      } catch {
        throw reader.failure(error.message)
      }
    }
    return ReplayReport(checks: [check.check(path: bookPath)])
  }

  private static func expectations(
    _ table: CSVTable, _ names: BookNames, depth: Int?
  ) throws(MarketDataError) -> MBOKeyCheck {
    let reader = try ExpectedBookReader(table, names: names)
    let levels = depth ?? reader.fileDepth
    guard levels >= 1 && levels <= reader.fileDepth else {
      throw MarketDataError(
        path: table.path, message: "depth \(levels); the file has levels 1 to \(reader.fileDepth)")
    }
    let check = MBOKeyCheck(depth: levels)
    while let (event, row) = try reader.next(depth: levels) { check.expect(row, event: event) }
    if check.rowCount == 0 { throw MarketDataError(path: table.path, message: "has no rows") }
    return check
  }
}
