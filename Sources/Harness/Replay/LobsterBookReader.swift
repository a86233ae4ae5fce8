/// Reads a LOBSTER orderbook file: ask price, ask size, bid price, bid size for each level.
final class LobsterBookReader {
  /// What an empty level holds instead of a price.
  static let emptyAsk: Int64 = 9_999_999_999
  static let emptyBid: Int64 = -9_999_999_999

  /// Levels a row has; 0 before the first row.
  private(set) var fileDepth = 0
  private let lines: LineReader

  init(path: String) throws(MarketDataError) { lines = try LineReader(path: path) }

  var path: String { lines.path }
  var lineNumber: Int { lines.lineNumber }

  /// Reads the next row's best levels, up to `depth` on each side.
  ///
  /// - Returns: False at the end of the file; `row` is then unchanged.
  func next(into row: inout LobsterBookRow, depth: Int) throws(MarketDataError) -> Bool {
    guard try lines.advance() else { return false }
    try checkColumns()
    row.asks.removeAll(keepingCapacity: true)
    row.bids.removeAll(keepingCapacity: true)
    var cursor = FieldCursor(lines.line)
    for level in 1...fileDepth {
      let ask = try self.level(&cursor, "ask", level, empty: LobsterBookReader.emptyAsk)
      let bid = try self.level(&cursor, "bid", level, empty: LobsterBookReader.emptyBid)
      guard level <= depth else { continue }
      if let ask { row.asks.append(ask) }
      if let bid { row.bids.append(bid) }
    }
    return true
  }

  /// A fault of the current row.
  func failure(_ message: String) -> MarketDataError { lines.failure(message) }

  private func checkColumns() throws(MarketDataError) {
    let columns = FieldCursor.count(lines.line)
    if fileDepth == 0 && columns % 4 == 0 { fileDepth = columns / 4 }
    guard fileDepth > 0 else {
      throw lines.failure(
        "\(columns) columns; allowed is a multiple of 4: "
          + "ask price, ask size, bid price, bid size for each level")
    }
    guard columns == fileDepth * 4 else {
      throw lines.failure("\(columns) columns; the first row has \(fileDepth * 4)")
    }
  }

  /// One price and size, or nil for an empty level: the marker, or any price with size 0.
  private func level(
    _ cursor: inout FieldCursor, _ side: String, _ number: Int, empty: Int64
  ) throws(MarketDataError) -> ReplayLevel? {
    guard let priceField = cursor.next(), let sizeField = cursor.next() else {
      preconditionFailure("\(path):\(lineNumber): fewer fields than counted")
    }
    guard let price = DecimalText.integer(priceField) else {
      throw lines.failure(
        "\(side) price \(number) \(FieldCursor.quoted(priceField)); "
          + "allowed: a whole number, dollars x 10,000")
    }
    guard let size = DecimalText.integer(sizeField), size >= 0, size < LobsterBookReader.sizeLimit
    else {
      throw lines.failure(
        "\(side) size \(number) \(FieldCursor.quoted(sizeField)); "
          + "allowed: 0 to \(LobsterBookReader.sizeLimit - 1)")
    }
    if price == empty && size != 0 {
      throw lines.failure("\(side) size \(number) is \(size); an empty level has size 0")
    }
    return size == 0 ? nil : ReplayLevel(price: price, size: size)
  }

  /// Of a whole level: a thousand of the largest orders.
  private static let sizeLimit: Int64 = 1 << 41
}
