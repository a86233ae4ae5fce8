import Foundation

/// How the moments of an ecology answer to its coordinates, and what that says of errors.
///
/// The sum that is minimised weighs each moment by its own error and knows nothing of their
/// correlations, nor that the simulated moments have errors too. Its rise along a direction u of
/// the coordinates is then no chi-square but chi-square times (1 + 1/S) u'J'RJu / u'J'Ju, with S
/// seeds and the correlations R of the moments (Kent 1982, "Robust properties of likelihood ratio
/// tests"; the 1/S of McFadden 1989).
struct EcologySensitivity: Sendable {
  /// J: weighted differences of the moments over one unit; shape [coordinates, moments].
  let columns: [[Double]]
  /// Shape [moments, moments].
  let correlations: SquareMatrix
  let seeds: Int
  /// J'J without what the jumps of the simulated moments add to it; shape [coordinates,
  /// coordinates].
  let information: SquareMatrix
  /// Root mean square of the jumps of simulated moments, in units of their errors.
  let roughness: Double

  /// - Parameter noise: What jumps add to each entry of the diagonal of J'J.
  init(
    columns: [[Double]], correlations: SquareMatrix, seeds: Int, noise: [Double],
    roughness: Double
  ) {
    self.columns = columns
    self.correlations = correlations
    self.seeds = seeds
    self.roughness = roughness
    information = EcologySensitivity.information(columns, noise)
  }

  /// From curves along each coordinate.
  init(_ curves: [MomentCurve], correlations: SquareMatrix, seeds: Int) {
    let residuals = curves.reduce(0) { $0 + $1.residuals.reduce(0, +) }
    let freedom = curves.reduce(0) { $0 + $1.freedom }
    let jumps = residuals / Double(freedom)
    self.init(
      columns: curves.map(\.slopes), correlations: correlations, seeds: seeds,
      noise: curves.map { $0.slopeVariance * jumps },
      roughness: (jumps / Double(correlations.count)).squareRoot())
  }

  /// As much of the noise is taken away as leaves no eigenvalue below zero.
  private static func information(_ columns: [[Double]], _ noise: [Double]) -> SquareMatrix {
    var whole = SquareMatrix(count: columns.count)
    for row in columns.indices {
      for column in columns.indices {
        whole[row, column] = zip(columns[row], columns[column]).map(*).reduce(0, +)
      }
    }
    for tenths in stride(from: 10, through: 1, by: -1) {
      var cleared = whole
      for place in columns.indices { cleared[place, place] -= noise[place] * Double(tenths) / 10 }
      if SymmetricEigenvalues.of(cleared).allSatisfy({ $0 >= 0 }) { return cleared }
    }
    return whole
  }

  /// Per unit of one coordinate, the others moved by one step of Gauss and Newton so that the sum
  /// stays as small as it can. A direction that the moments do not fix is not followed far: the
  /// others are held as by a standard error of 2, e^2-fold.
  func direction(along place: Int) -> [Double] {
    let others = columns.indices.filter { $0 != place }
    var held = information.restricted(to: others)
    for other in others.indices {
      held[other, other] += FittedDirections.least * FittedDirections.least
    }
    guard let factor = CholeskyFactor(held) else { preconditionFailure("\(columns)") }
    var direction = [Double](repeating: 0, count: columns.count)
    direction[place] = 1
    for (other, change) in zip(others, factor.solve(others.map { -information[$0, place] })) {
      direction[other] = change
    }
    return direction
  }

  /// How fast the sum is expected to rise with the square of the way.
  func curvature(along direction: [Double]) -> Double {
    var sum = 0.0
    for (row, left) in direction.enumerated() {
      for (column, right) in direction.enumerated() {
        sum += left * information[row, column] * right
      }
    }
    return max(0, sum)
  }

  /// By how much the rise of the sum is larger than chi-square.
  func inflation(along direction: [Double]) -> Double {
    let answer = columns[0].indices.map { moment in
      zip(columns, direction).reduce(0) { $0 + $1.0[moment] * $1.1 }
    }
    var spread = 0.0
    for (row, left) in answer.enumerated() {
      for (column, right) in answer.enumerated() {
        spread += left * correlations[row, column] * right
      }
    }
    let rise = answer.reduce(0) { $0 + $1 * $1 }
    return (1 + 1 / Double(seeds)) * (rise > 0 ? spread / rise : 1)
  }

  /// Standard deviation of each coordinate; nil where the moments do not fix them all.
  var standardErrors: [Double]? {
    CholeskyFactor(information)?.inverseDiagonal.enumerated().map { place, variance in
      (variance * inflation(along: direction(along: place))).squareRoot()
    }
  }
}
