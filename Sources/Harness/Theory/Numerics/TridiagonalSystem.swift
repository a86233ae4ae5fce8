/// Linear equations whose matrix has a main diagonal and one on each side.
struct TridiagonalSystem {
  /// Before the diagonal; the first is not used.
  let lower: [Double]
  let diagonal: [Double]
  /// After the diagonal; the last is not used.
  let upper: [Double]

  /// The solution by elimination without pivoting (Thomas), which is stable for the matrices of
  /// birth and death chains: their diagonals dominate.
  ///
  /// - Precondition: One right side a row.
  /// - Complexity: O(rows).
  func solution(of right: [Double]) -> [Double] {
    precondition(right.count == diagonal.count, "\(right.count) of \(diagonal.count) right sides")
    var factor = upper
    var values = right
    for row in diagonal.indices {
      let before = row > 0 ? lower[row] : 0
      let pivot = row > 0 ? diagonal[row] - before * factor[row - 1] : diagonal[row]
      factor[row] = upper[row] / pivot
      values[row] = (row > 0 ? values[row] - before * values[row - 1] : values[row]) / pivot
    }
    for row in diagonal.indices.dropLast().reversed() {
      values[row] -= factor[row] * values[row + 1]
    }
    return values
  }
}
