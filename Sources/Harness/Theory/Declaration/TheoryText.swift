import Foundation

/// How figures of closed forms are written.
enum TheoryText {
  /// Ten significant digits, without superfluous zeros.
  static func number(_ value: Double) -> String { String(format: "%.10g", value) }

  /// Six digits after the point, for tables of probabilities and quotes.
  static func fixed(_ value: Double?) -> String {
    value.map { String(format: "%.6f", $0) } ?? "-"
  }

  /// One row a figure.
  static func list(_ rows: KeyValuePairs<String, String>) -> String {
    var table = Table(["", ""])
    for (name, value) in rows { table.append([name, value]) }
    return table.text
  }

  /// A table under a title, with headings above and before.
  ///
  /// - Precondition: One heading a row and one a column.
  static func grid(
    _ title: String, rows: [String], columns: [String], _ values: [[Double]]
  ) -> String {
    precondition(rows.count == values.count, "\(rows.count) headings, \(values.count) rows")
    var table = Table([""] + columns)
    for (heading, row) in zip(rows, values) { table.append([heading] + row.map { fixed($0) }) }
    return title + "\n" + table.text
  }

  /// Words between commas, in lines of at most 100 columns.
  static func wrapped(_ words: [String]) -> String {
    var lines: [String] = []
    for (index, word) in words.enumerated() {
      let piece = index + 1 < words.count ? word + "," : word
      if let last = lines.last, last.count + piece.count < 100 {
        lines[lines.count - 1] = last + " " + piece
      } else {
        lines.append(piece)
      }
    }
    return lines.joined(separator: "\n")
  }
}
