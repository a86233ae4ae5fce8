/// The ratio of two sums along one run, with the standard error that batches of the run show.
///
/// Batches must be long against the run's memory: then they are nearly independent, and the
/// residuals A - R B of a batch have the variance that the ratio's error comes from (Asmussen and
/// Glynn 2007, "Stochastic Simulation", IV.3).
struct BatchedRatio {
  private var batches: [(numerator: Double, denominator: Double)] = []
  private var numerator = CompensatedSum()
  private var denominator = CompensatedSum()

  mutating func add(_ numerator: Double, over denominator: Double) {
    self.numerator.add(numerator)
    self.denominator.add(denominator)
  }

  mutating func closeBatch() {
    batches.append((numerator.value, denominator.value))
    (numerator, denominator) = (CompensatedSum(), CompensatedSum())
  }

  /// - Precondition: two batches at least, a positive sum of denominators.
  var value: SimulatedValue {
    let count = Double(batches.count)
    let total = batches.reduce(0) { $0 + $1.denominator }
    precondition(count >= 2 && total > 0, "\(count) batches, denominator \(total)")
    let ratio = batches.reduce(0) { $0 + $1.numerator } / total
    let squares = batches.reduce(0) {
      let residual = $1.numerator - ratio * $1.denominator
      return $0 + residual * residual
    }
    return SimulatedValue(
      value: ratio, standardError: (count / (count - 1) * squares).squareRoot() / total)
  }
}
