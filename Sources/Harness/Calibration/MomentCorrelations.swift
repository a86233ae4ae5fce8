import Foundation

/// Correlations of moments from window to window.
enum MomentCorrelations {
  /// A moment that a window does not determine stands at its mean there; one that does not differ
  /// goes with no other.
  ///
  /// - Returns: Shape [moments, moments], ones on the diagonal.
  static func of(_ windows: [EcologyMoments]) -> SquareMatrix {
    let count = windows.first?.values.count ?? 0
    let scores = (0..<count).map { moment in
      standardised(windows.map { $0.isKnown[moment] ? $0.values[moment] : nil })
    }
    var matrix = SquareMatrix(count: count)
    for row in 0..<count {
      for column in 0..<count {
        matrix[row, column] =
          row == column ? 1 : zip(scores[row], scores[column]).map(*).reduce(0, +)
      }
    }
    return matrix
  }

  /// Deviations from the mean, of which the squares add up to one; zeros if nothing differs.
  private static func standardised(_ values: [Double?]) -> [Double] {
    let known = values.compactMap { $0 }
    let mean = known.reduce(0, +) / Double(max(1, known.count))
    let deviations = values.map { ($0 ?? mean) - mean }
    let length = deviations.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let differs = length > 1e-12 * max(1, abs(mean))
    return deviations.map { differs ? $0 / length : 0 }
  }
}
