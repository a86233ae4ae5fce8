/// A CSV file with a header row, read by column name: the columns may stand in any order.
///
/// Columns that nobody asks for are not looked at. Values are plain: no quotes.
final class CSVTable {
  typealias Field = UnsafeBufferPointer<UInt8>

  private let lines: LineReader
  private let header: [String]
  /// The fields of the current row, by column.
  private var fields: [Field] = []

  /// Reads the header.
  init(path: String) throws(MarketDataError) {
    lines = try LineReader(path: path)
    guard try lines.advance() else {
      throw MarketDataError(path: path, message: "has no header row")
    }
    var cursor = FieldCursor(lines.line)
    var names: [String] = []
    while let name = cursor.next() { names.append(String(decoding: name, as: UTF8.self)) }
    header = names
  }

  var path: String { lines.path }
  var lineNumber: Int { lines.lineNumber }

  /// The place of a column, or nil.
  func find(_ name: String) -> Int? { header.firstIndex(of: name) }

  /// The place of a column that must be there.
  func column(_ name: String) throws(MarketDataError) -> Int {
    guard let place = find(name) else {
      throw MarketDataError(
        path: path, line: 1,
        message: "no column \"\(name)\"; found \(header.prefix(20).joined(separator: ", "))"
          + (header.count > 20 ? ", ..." : ""))
    }
    return place
  }

  /// Moves to the next row.
  ///
  /// - Returns: False at the end.
  /// - Throws: A `MarketDataError` where the row has not as many columns as the header.
  func advance() throws(MarketDataError) -> Bool {
    guard try lines.advance() else { return false }
    fields.removeAll(keepingCapacity: true)
    var cursor = FieldCursor(lines.line)
    while let field = cursor.next() { fields.append(field) }
    guard fields.count == header.count else {
      throw lines.failure("\(fields.count) columns; the header has \(header.count)")
    }
    return true
  }

  /// A field of the current row; valid until the next `advance`.
  subscript(column: Int) -> Field { fields[column] }

  /// A fault of a field of the current row.
  func refused(_ column: Int, _ allowed: String) -> MarketDataError {
    lines.failure("\(header[column]) \(FieldCursor.quoted(fields[column])); allowed: \(allowed)")
  }

  /// A fault of the current row.
  func failure(_ message: String) -> MarketDataError { lines.failure(message) }
}
