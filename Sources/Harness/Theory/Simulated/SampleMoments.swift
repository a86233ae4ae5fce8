/// Mean, variance and standard deviation of independent numbers, with their standard errors.
struct SampleMoments {
  let mean: SimulatedValue
  let variance: SimulatedValue
  let deviation: SimulatedValue

  /// The squared error of the variance is (m4 - s^4) / n; that of the deviation follows by the
  /// delta method.
  ///
  /// - Precondition: Two numbers at least.
  init(_ values: [Double]) {
    let count = Double(values.count)
    precondition(count >= 2, "a deviation of \(values.count) numbers")
    let mean = values.reduce(0, +) / count
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    let variance = squares.reduce(0, +) / (count - 1)
    let deviation = variance.squareRoot()
    let spread = squares.reduce(0) { $0 + ($1 - variance) * ($1 - variance) } / count
    let error = (max(spread, 0) / count).squareRoot()
    self.mean = SimulatedValue(value: mean, standardError: deviation / count.squareRoot())
    self.variance = SimulatedValue(value: variance, standardError: error)
    self.deviation = SimulatedValue(
      value: deviation, standardError: deviation > 0 ? error / (2 * deviation) : 0)
  }
}
