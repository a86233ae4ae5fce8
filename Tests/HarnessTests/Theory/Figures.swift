import Foundation
import Harness
import Testing

/// Expects a value with the digits that a table prints, within one half of the last.
func expectPrinted(
  _ value: Double, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let digits = text.filter { $0 != "," }
  let printed = try #require(Double(digits), sourceLocation: sourceLocation)
  let decimals = digits.split(separator: ".").dropFirst().first?.count ?? 0
  let tolerance = 0.5000001 * pow(10, -Double(decimals)) + 1e-15
  #expect(
    abs(value - printed) <= tolerance, "\(value) is printed as \(text)",
    sourceLocation: sourceLocation)
}

/// Expects two values that differ by rounding alone.
func expectClose(
  _ value: Double, _ expected: Double, relative: Double = 1e-9, _ place: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    abs(value - expected) <= relative * max(abs(expected), 1e-300),
    "\(place) \(value), expected \(expected)", sourceLocation: sourceLocation)
}

/// Expects a model with one parameter changed to be refused on account of a parameter or a figure.
func expectRefusal<Model: TheoryModel>(
  _ name: String, of type: Model.Type, sourceLocation: SourceLocation = #_sourceLocation,
  _ change: (inout Model) -> Void
) {
  var model = Model()
  change(&model)
  let fault = #expect(throws: TheoryFault.self, sourceLocation: sourceLocation) {
    try model.solve()
  }
  #expect(fault?.parameter == name, sourceLocation: sourceLocation)
}

/// Solves dense linear equations by elimination with pivoting, the slow and sure way.
func solveDense(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
  var rows = zip(matrix, right).map { $0 + [$1] }
  let count = rows.count
  for column in 0..<count {
    let pivot = (column..<count).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
    rows.swapAt(column, pivot)
    for row in (column + 1)..<max(count, column + 1) {
      let factor = rows[row][column] / rows[column][column]
      for place in column...count { rows[row][place] -= factor * rows[column][place] }
    }
  }
  var solution = [Double](repeating: 0, count: count)
  for row in (0..<count).reversed() {
    let known = (row + 1..<max(count, row + 1)).reduce(0) { $0 + rows[row][$1] * solution[$1] }
    solution[row] = (rows[row][count] - known) / rows[row][row]
  }
  return solution
}
