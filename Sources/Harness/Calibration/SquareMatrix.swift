/// A small square matrix of numbers, row by row.
struct SquareMatrix {
  let count: Int
  private var entries: [Double]

  init(count: Int) {
    self.count = count
    entries = Array(repeating: 0, count: count * count)
  }

  subscript(row: Int, column: Int) -> Double {
    get { entries[row * count + column] }
    set { entries[row * count + column] = newValue }
  }

  /// Adds a number at two different places that mirror each other.
  mutating func addSymmetric(_ row: Int, _ column: Int, _ number: Double) {
    self[row, column] += number
    self[column, row] += number
  }

  /// The rows and columns of some places only.
  func restricted(to places: [Int]) -> SquareMatrix {
    var part = SquareMatrix(count: places.count)
    for (row, from) in places.enumerated() {
      for (column, to) in places.enumerated() { part[row, column] = self[from, to] }
    }
    return part
  }
}

/// The lower triangle L of a positive definite matrix L L'.
struct CholeskyFactor {
  private let lower: SquareMatrix

  /// Nil where the matrix is not positive definite.
  ///
  /// - Complexity: O(count^3).
  init?(_ matrix: SquareMatrix) {
    var lower = SquareMatrix(count: matrix.count)
    for row in 0..<matrix.count {
      for column in 0...row {
        var rest = matrix[row, column]
        for place in 0..<column { rest -= lower[row, place] * lower[column, place] }
        if row != column {
          lower[row, column] = rest / lower[column, column]
        } else if rest > 1e-14 * matrix[row, row].magnitude {
          lower[row, row] = rest.squareRoot()
        } else {
          return nil
        }
      }
    }
    self.lower = lower
  }

  /// The x with L L' x = right.
  func solve(_ right: [Double]) -> [Double] {
    var x = right
    for row in x.indices {
      for place in 0..<row { x[row] -= lower[row, place] * x[place] }
      x[row] /= lower[row, row]
    }
    for row in x.indices.reversed() {
      for place in (row + 1)..<max(row + 1, x.count) { x[row] -= lower[place, row] * x[place] }
      x[row] /= lower[row, row]
    }
    return x
  }

  /// The diagonal of the inverse.
  var inverseDiagonal: [Double] {
    (0..<lower.count).map { place in
      var unit = [Double](repeating: 0, count: lower.count)
      unit[place] = 1
      return solve(unit)[place]
    }
  }
}
