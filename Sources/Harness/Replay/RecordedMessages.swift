import Scenarios
import SimKernel

/// Reads the messages of a recorded market, in whichever format a file has them.
enum RecordedMessages {
  /// Columns of which an order-by-order file has at least one; a LOBSTER file has no header.
  private static let orderByOrder: Set<String> = ["ts_event", "order_id"]

  /// - Throws: A `MarketDataError` for a file that cannot be read or played.
  static func read(
    _ path: String, _ units: MessageUnits
  ) throws(MarketDataError) -> MessageHistory {
    if try hasHeader(path) { return try MBOHistory.read(path, units) }
    return try LobsterHistory.read(path, units)
  }

  private static func hasHeader(_ path: String) throws(MarketDataError) -> Bool {
    let lines = try LineReader(path: path)
    guard try lines.advance() else { return false }
    var cursor = FieldCursor(lines.line)
    while let field = cursor.next() {
      if orderByOrder.contains(String(decoding: field, as: UTF8.self)) { return true }
    }
    return false
  }
}
