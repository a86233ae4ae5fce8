import SimKernel

/// Reads a LOBSTER message file: time, type, order id, size, price, direction.
///
/// Later files hold a seventh column, a name of the party or `null`; it is not read.
final class LobsterMessageReader {
  private let lines: LineReader

  init(path: String) throws(MarketDataError) { lines = try LineReader(path: path) }

  var path: String { lines.path }
  var lineNumber: Int { lines.lineNumber }

  /// The next row, or nil at the end.
  func next() throws(MarketDataError) -> LobsterMessage? {
    guard try lines.advance() else { return nil }
    var cursor = FieldCursor(lines.line)
    guard let time = cursor.next(), let kind = cursor.next(), let id = cursor.next(),
      let size = cursor.next(), let price = cursor.next(), let direction = cursor.next(),
      cursor.skip(atMost: 1)
    else {
      throw lines.failure(
        "\(FieldCursor.count(lines.line)) columns; allowed are 6, or 7 with "
          + "a party: time, type, order id, size, price, direction")
    }
    let parsedTime = try self.time(time)
    let parsedKind = try self.kind(kind)
    return LobsterMessage(
      time: parsedTime, kind: parsedKind, orderID: try orderID(id, parsedKind),
      size: try self.size(size, parsedKind), price: try self.price(price),
      side: try side(direction, parsedKind))
  }

  /// A fault of the current row.
  func failure(_ message: String) -> MarketDataError { lines.failure(message) }

  private typealias Field = UnsafeBufferPointer<UInt8>

  private func time(_ field: Field) throws(MarketDataError) -> SimTime {
    guard let nanoseconds = DecimalText.nano(field), nanoseconds >= 0 else {
      throw refused("time", field, "seconds since midnight as a decimal number")
    }
    return SimTime(nanoseconds: nanoseconds)
  }

  private func kind(_ field: Field) throws(MarketDataError) -> LobsterMessage.Kind {
    guard let number = DecimalText.integer(field), let kind = LobsterMessage.Kind(rawValue: number)
    else { throw refused("type", field, "1 to 7") }
    return kind
  }

  private func orderID(
    _ field: Field, _ kind: LobsterMessage.Kind
  ) throws(MarketDataError) -> UInt64 {
    if !kind.changesBook, DecimalText.integer(field) != nil { return 0 }
    guard let id = DecimalText.unsigned(field) else {
      throw refused("order id", field, "a whole number from 0 to 2^64 - 1")
    }
    return kind.changesBook ? id : 0
  }

  private func size(
    _ field: Field, _ kind: LobsterMessage.Kind
  ) throws(MarketDataError) -> Int64 {
    let least: Int64 = kind.changesBook ? 1 : 0
    guard let size = DecimalText.integer(field), size >= least, size < Quantity.orderLimit else {
      throw refused("size", field, "\(least) to \(Quantity.orderLimit - 1)")
    }
    return size
  }

  private func price(_ field: Field) throws(MarketDataError) -> Int64 {
    guard let price = DecimalText.integer(field) else {
      throw refused("price", field, "a whole number, dollars x 10,000")
    }
    return price
  }

  private func side(
    _ field: Field, _ kind: LobsterMessage.Kind
  ) throws(MarketDataError) -> Side {
    switch DecimalText.integer(field) {
    case 1: return .buy
    case -1: return .sell
    case 0 where kind == .cross || kind == .halt: return .sell
    default: throw refused("direction", field, "1 or -1")
    }
  }

  private func refused(
    _ column: String, _ field: Field, _ allowed: String
  ) -> MarketDataError {
    lines.failure("\(column) \(FieldCursor.quoted(field)); allowed: \(allowed)")
  }
}
