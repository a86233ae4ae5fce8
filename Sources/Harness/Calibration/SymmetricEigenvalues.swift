/// The eigenvalues of a symmetric matrix, by Jacobi's rotations.
enum SymmetricEigenvalues {
  private static let sweeps = 60

  /// In descending order.
  ///
  /// - Complexity: O(count^3) for each of some ten sweeps.
  static func of(_ matrix: SquareMatrix) -> [Double] {
    var work = matrix
    for _ in 0..<sweeps {
      for row in 0..<work.count {
        for column in (row + 1)..<max(row + 1, work.count) { rotate(&work, row, column) }
      }
    }
    return (0..<work.count).map { work[$0, $0] }.sorted(by: >)
  }

  /// Makes the entry at a row and a column zero.
  private static func rotate(_ work: inout SquareMatrix, _ row: Int, _ column: Int) {
    let entry = work[row, column]
    guard entry != 0 else { return }
    let ratio = (work[column, column] - work[row, row]) / (2 * entry)
    let tangent =
      (ratio >= 0 ? 1.0 : -1.0) / (ratio.magnitude + (1 + ratio * ratio).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    for other in 0..<work.count {
      let (left, right) = (work[other, row], work[other, column])
      work[other, row] = cosine * left - sine * right
      work[other, column] = sine * left + cosine * right
    }
    for other in 0..<work.count {
      let (left, right) = (work[row, other], work[column, other])
      work[row, other] = cosine * left - sine * right
      work[column, other] = sine * left + cosine * right
    }
  }
}
