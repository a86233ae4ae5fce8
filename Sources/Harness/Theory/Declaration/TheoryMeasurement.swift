import Foundation
import Scenarios

/// A figure that was measured by simulation, beside the exact one where there is one.
public struct TheoryMeasurement: Sendable {
  /// The measured figure, in the shape of the exact one.
  enum Content: Sendable {
    case value(exact: Double?, SimulatedValue)
    /// Figures of which there is no exact one, each with its heading.
    case list([SimulatedValue], rows: [String])
    /// Headings are those of the rows and of the columns.
    case table(exact: [[Double]], SimulatedTable, rows: [String], columns: [String])
  }

  /// Where the figure stands in the JSON, the outermost key first; that of the exact one.
  let keys: [String]
  let title: String
  let content: Content

  init(_ keys: String..., title: String, exact: Double? = nil, _ value: SimulatedValue) {
    self.keys = keys
    self.title = title
    content = .value(exact: exact, value)
  }

  init(_ keys: String..., title: String, _ values: [SimulatedValue], rows: [String]) {
    precondition(values.count == rows.count, "\(values.count) values, \(rows.count) headings")
    self.keys = keys
    self.title = title
    content = .list(values, rows: rows)
  }

  init(
    _ key: String, title: String, exact: [[Double]], _ table: SimulatedTable, rows: [String],
    columns: [String]
  ) {
    keys = [key]
    self.title = title
    content = .table(exact: exact, table, rows: rows, columns: columns)
  }
}

// MARK: - JSON

extension TheoryMeasurement {
  /// One number of each measured value, under the keys of the exact figures.
  static func json(
    _ measurements: [TheoryMeasurement], _ number: (SimulatedValue) -> Double
  ) -> JSONValue {
    var members: [String: JSONValue] = [:]
    for measurement in measurements {
      insert(measurement.json(number), at: measurement.keys[...], into: &members)
    }
    return .object(members)
  }

  private static func insert(
    _ value: JSONValue, at keys: ArraySlice<String>, into members: inout [String: JSONValue]
  ) {
    guard let key = keys.first else { preconditionFailure("a measurement without a key") }
    if keys.count == 1 {
      members[key] = value
      return
    }
    var inner: [String: JSONValue] = [:]
    if case .object(let found)? = members[key] { inner = found }
    insert(value, at: keys.dropFirst(), into: &inner)
    members[key] = .object(inner)
  }

  private func json(_ number: (SimulatedValue) -> Double) -> JSONValue {
    switch content {
    case .value(_, let value): .number(number(value))
    case .list(let values, _): .array(values.map { .number(number($0)) })
    case .table(_, let table, _, _):
      .array(table.rows.map { .array($0.map { .number(number($0)) }) })
    }
  }
}

// MARK: - Text

extension TheoryMeasurement {
  /// All single figures in one table, and each table of figures under its title, an entry a row.
  static func text(_ measurements: [TheoryMeasurement]) -> String {
    var values = emptyTable
    var tables: [String] = []
    for measurement in measurements {
      switch measurement.content {
      case .value(let exact, let value):
        values.append(cells(measurement.title, exact, value))
      case .list(let list, let rows):
        var table = emptyTable
        for (row, value) in zip(rows, list) { table.append(cells(row, nil, value)) }
        tables.append(measurement.title + "\n" + table.text)
      case .table(let exact, let table, let rows, let columns):
        tables.append(
          measurement.title + "\n" + entries(exact, table, rows: rows, columns: columns))
      }
    }
    let hasValues = tables.count < measurements.count
    return ((hasValues ? [values.text] : []) + tables).joined(separator: "\n")
  }

  private static var emptyTable: Table {
    Table(["", "exact", "simulated", "standard error", "z"])
  }

  private static func entries(
    _ exact: [[Double]], _ measured: SimulatedTable, rows: [String], columns: [String]
  ) -> String {
    var table = emptyTable
    for (row, heading) in rows.enumerated() {
      for (column, other) in columns.enumerated() {
        table.append(
          cells("\(heading), \(other)", exact[row][column], measured.rows[row][column]))
      }
    }
    return table.text
  }

  /// A figure in which there is no chance, or of which there is no exact one, has no z.
  private static func cells(
    _ title: String, _ exact: Double?, _ value: SimulatedValue
  ) -> [String] {
    let deviation = exact.map { value.deviation(from: $0) } ?? .nan
    return [
      title, exact.map(TheoryText.fixed) ?? "-", TheoryText.fixed(value.value),
      TheoryText.fixed(value.standardError),
      deviation.isFinite ? String(format: "%.2f", deviation) : "-",
    ]
  }
}
