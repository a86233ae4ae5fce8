/// One line of a table in CSV (RFC 4180), put together cell by cell.
struct CSVLine {
  private(set) var bytes: [UInt8] = []

  mutating func begin() { bytes.removeAll(keepingCapacity: true) }

  /// Appends a cell that needs no quotes, or has them.
  mutating func append(_ cell: [UInt8]) {
    bytes += cell
    bytes.append(UInt8(ascii: ","))
  }

  mutating func append(_ number: some BinaryInteger) { append(Array("\(number)".utf8)) }

  /// - Precondition: There is a cell.
  mutating func end() { bytes[bytes.count - 1] = UInt8(ascii: "\n") }

  /// The text of a cell, between quotes where the format demands them.
  static func cell(_ text: String) -> [UInt8] {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return Array(text.utf8) }
    let quoted = text.split(separator: "\"", omittingEmptySubsequences: false)
    return Array(("\"" + quoted.joined(separator: "\"\"") + "\"").utf8)
  }
}
