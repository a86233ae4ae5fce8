import Foundation

/// The deviations of simulated moments along a line, made smooth: a parabola for each moment by
/// least squares.
///
/// The market that is simulated answers to the smallest change of a parameter with other trades at
/// other moments, so that its moments jump about a smooth curve even with the same seeds. Their
/// parabolas take the jumps away; the residuals tell how large they were.
struct MomentCurve: Sendable {
  /// Shape [moments, 3]: constant, slope, curvature.
  let coefficients: [[Double]]
  /// Sum of squared residuals by moment.
  let residuals: [Double]
  /// Points beyond the three that determine a parabola.
  let freedom: Int
  /// What the variance of a slope is for jumps of variance one.
  let slopeVariance: Double

  /// - Parameters:
  ///   - offsets: Along the line, five or more different ones.
  ///   - deviations: (Simulated - recorded) / error; shape [offsets, moments].
  init(offsets: [Double], deviations: [[Double]]) {
    precondition(offsets.count >= 5 && offsets.count == deviations.count, "\(offsets)")
    let powers = offsets.map { [1, $0, $0 * $0] }
    var normal = SquareMatrix(count: 3)
    for row in 0..<3 {
      for column in 0..<3 {
        normal[row, column] = powers.reduce(0) { $0 + $1[row] * $1[column] }
      }
    }
    guard let factor = CholeskyFactor(normal) else { preconditionFailure("\(offsets)") }
    let coefficients = deviations[0].indices.map { moment in
      factor.solve(
        (0..<3).map { power in
          zip(powers, deviations).reduce(0) { $0 + $1.0[power] * $1.1[moment] }
        })
    }
    residuals = coefficients.enumerated().map { moment, curve in
      zip(offsets, deviations).reduce(0) { sum, point in
        let rest = point.1[moment] - Self.value(curve, point.0)
        return sum + rest * rest
      }
    }
    self.coefficients = coefficients
    freedom = offsets.count - 3
    slopeVariance = factor.inverseDiagonal[1]
  }

  /// By moment, per unit of the offset, at 0.
  var slopes: [Double] { coefficients.map { $0[1] } }

  /// The sum of squared deviations, without the jumps.
  func sum(at offset: Double) -> Double {
    EcologyTargets.sum(coefficients.map { Self.value($0, offset) })
  }

  private static func value(_ curve: [Double], _ offset: Double) -> Double {
    curve[0] + offset * (curve[1] + offset * curve[2])
  }
}
