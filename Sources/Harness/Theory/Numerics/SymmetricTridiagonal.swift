import Foundation

/// A symmetric matrix with a main diagonal and an equal one on each side.
struct SymmetricTridiagonal {
  let diagonal: [Double]
  /// Between neighbours, one fewer than on the diagonal.
  let besides: [Double]

  /// An eigenvalue, and the first component of its eigenvector of length 1, squared.
  struct Pair {
    let value: Double
    let weight: Double
  }

  /// Eigenvalues in ascending order with the squares of first components, which are the nodes and
  /// weights of Gauss's quadrature.
  ///
  /// The QL method with implicit shifts, carrying the first row of the eigenvectors alone (Golub
  /// and Welsch 1969).
  ///
  /// - Returns: Nil where an eigenvalue does not converge, as for entries that are not finite.
  /// - Complexity: O(rows squared).
  func spectrum() -> [Pair]? {
    var sweep = Sweep(diagonal: diagonal, besides: besides + [0])
    for row in diagonal.indices {
      guard sweep.isolate(row) else { return nil }
    }
    return zip(sweep.diagonal, sweep.first).map { Pair(value: $0, weight: $1 * $1) }
      .sorted { $0.value < $1.value }
  }

  /// The matrix on its way to a diagonal one.
  private struct Sweep {
    var diagonal: [Double]
    var besides: [Double]
    /// The first components of the eigenvectors so far.
    var first: [Double]

    init(diagonal: [Double], besides: [Double]) {
      self.diagonal = diagonal
      self.besides = besides
      first = diagonal.indices.map { $0 == 0 ? 1 : 0 }
    }

    /// Repeats shifted steps until nothing stands beside a row's diagonal.
    mutating func isolate(_ row: Int) -> Bool {
      for _ in 0..<100 {
        let end = endOfBlock(from: row)
        if end == row { return true }
        step(row, end)
      }
      return false
    }

    private func endOfBlock(from row: Int) -> Int {
      for place in row..<(diagonal.count - 1) {
        let scale = abs(diagonal[place]) + abs(diagonal[place + 1])
        if abs(besides[place]) <= scale * Double.ulpOfOne / 2 { return place }
      }
      return diagonal.count - 1
    }

    /// One step with Wilkinson's shift on the block from `row` to `end`.
    private mutating func step(_ row: Int, _ end: Int) {
      var shift = (diagonal[row + 1] - diagonal[row]) / (2 * besides[row])
      let root = hypot(shift, 1)
      shift = diagonal[end] - diagonal[row] + besides[row] / (shift + (shift < 0 ? -root : root))
      var (sine, cosine, carried) = (1.0, 1.0, 0.0)
      for place in stride(from: end - 1, through: row, by: -1) {
        let f = sine * besides[place]
        let b = cosine * besides[place]
        let length = hypot(f, shift)
        besides[place + 1] = length
        if length == 0 {
          diagonal[place + 1] -= carried
          besides[end] = 0
          return
        }
        sine = f / length
        cosine = shift / length
        shift = diagonal[place + 1] - carried
        let turn = (diagonal[place] - shift) * sine + 2 * cosine * b
        carried = sine * turn
        diagonal[place + 1] = shift + carried
        shift = cosine * turn - b
        rotate(place, sine, cosine)
      }
      diagonal[row] -= carried
      besides[row] = shift
      besides[end] = 0
    }

    private mutating func rotate(_ place: Int, _ sine: Double, _ cosine: Double) {
      let next = first[place + 1]
      first[place + 1] = sine * first[place] + cosine * next
      first[place] = cosine * first[place] - sine * next
    }
  }
}
