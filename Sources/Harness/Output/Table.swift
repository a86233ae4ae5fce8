/// A table of text with aligned columns; columns of numbers are aligned to the right.
public struct Table: Sendable {
  private let headings: [String]
  private var rows: [[String]] = []

  /// - Parameter headings: One a column; no line of headings is printed where all are empty.
  public init(_ headings: [String]) { self.headings = headings }

  /// Adds a row.
  ///
  /// - Precondition: One cell a column.
  public mutating func append(_ cells: [String]) {
    precondition(
      cells.count == headings.count, "\(cells.count) cells in a table of \(headings.count) columns")
    rows.append(cells)
  }

  /// The lines of the table, each ended by a line break, without spaces at their ends.
  public var text: String {
    let hasHeadings = headings.contains { !$0.isEmpty }
    let lines = (hasHeadings ? [headings] : []) + rows
    let widths = headings.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    let isNumeric = headings.indices.map(isNumericColumn)
    var text = ""
    for line in lines {
      let cells = line.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - line[column].count)
        return isNumeric[column] ? padding + line[column] : line[column] + padding
      }
      var joined = cells.joined(separator: "  ")
      while joined.last == " " { joined.removeLast() }
      text += joined + "\n"
    }
    return text
  }

  private func isNumericColumn(_ column: Int) -> Bool {
    let cells = rows.map { $0[column] }.filter { !$0.isEmpty && $0 != "-" }
    return !cells.isEmpty && cells.allSatisfy(Self.readsAsNumber)
  }

  private static func readsAsNumber(_ cell: String) -> Bool {
    guard let first = cell.first, first.isNumber || "+-.".contains(first) else { return false }
    return cell.contains(where: \.isNumber)
      && cell.allSatisfy { $0.isNumber || "+-.,_%eE".contains($0) }
  }
}
