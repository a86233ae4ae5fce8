/// Numbers the instruments of order-by-order files, by the columns that both files have:
/// publisher and instrument id, else the symbol, else all rows are of one instrument.
final class BookNames {
  private let columns: [String]
  private var numbers: [[String]: Int] = [:]

  init(shared tables: [CSVTable]) {
    func isShared(_ name: String) -> Bool { tables.allSatisfy { $0.find(name) != nil } }
    if isShared("instrument_id") {
      columns = ["publisher_id", "instrument_id"].filter(isShared)
    } else {
      columns = ["publisher_id", "symbol"].filter(isShared)
    }
  }

  /// How many instruments there were.
  var count: Int { numbers.count }

  /// The places of the naming columns in a file.
  func places(in table: CSVTable) -> [Int] { columns.compactMap { table.find($0) } }

  /// The number of the instrument of the current row, from 0 in order of appearance.
  func number(_ table: CSVTable, _ places: [Int]) -> Int {
    let name = places.map { String(decoding: table[$0], as: UTF8.self) }
    if let number = numbers[name] { return number }
    numbers[name] = numbers.count
    return numbers.count - 1
  }
}
