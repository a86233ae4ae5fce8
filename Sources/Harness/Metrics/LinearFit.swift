/// The straight line of least squares through points, from the sums that determine it.
struct LinearFit {
  let slope: Double
  /// The squared correlation: the share of the variance of y that the line explains.
  let rSquared: Double

  /// - Parameter sums: Of 1, x, y, x^2, y^2 and x y over the points.
  init?(sums: [Double]) {
    let count = sums[0]
    let (xMean, yMean) = (sums[1] / count, sums[2] / count)
    let xVariance = sums[3] / count - xMean * xMean
    let yVariance = sums[4] / count - yMean * yMean
    let covariance = sums[5] / count - xMean * yMean
    guard xVariance > 1e-12 * sums[3] / count, yVariance > 1e-12 * sums[4] / count else {
      return nil
    }
    slope = covariance / xVariance
    rSquared = covariance * covariance / (xVariance * yVariance)
  }

  init?(_ points: [(x: Double, y: Double)]) {
    self.init(sums: LinearFit.table(points).sums(over: [0..<points.count]))
  }

  /// The features of points, whose means are taken off first: slope and fit do not depend on them.
  static func table(_ points: [(x: Double, y: Double)]) -> FeatureTable {
    let count = Double(max(1, points.count))
    let xMean = points.reduce(0) { $0 + $1.x } / count
    let yMean = points.reduce(0) { $0 + $1.y } / count
    return FeatureTable(count: points.count, width: 6) { item, row in
      let (x, y) = (points[item].x - xMean, points[item].y - yMean)
      row[0] = 1
      row[1] = x
      row[2] = y
      row[3] = x * x
      row[4] = y * y
      row[5] = x * y
    }
  }
}
