/// The time in which a queue shrinks by its last order, as a mixture of exponential times.
///
/// From a queue of some orders the chain, killed where it falls below, has real negative rates; the
/// time's density is a sum of exponentials with weights that are all positive, since it starts
/// where it ends (a Stieltjes transform, whose continued fraction is the paper's). So nothing
/// cancels.
struct QueueStage {
  /// Per unit of time.
  let rates: [Double]
  /// Of the exponential times, of sum 1.
  let weights: [Double]

  /// - Parameters:
  ///   - orders: Before the stage.
  ///   - depth: The length beyond which the queue does not grow.
  ///   - mean: Of the stage's time.
  /// - Returns: Nil where the spectrum does not converge.
  init?(_ queue: QueueRates, orders: Int, depth: Int, mean: Double) {
    let deaths = (orders...depth).map(queue.death)
    let matrix = SymmetricTridiagonal(
      diagonal: deaths.indices.map { deaths[$0] + ($0 + 1 < deaths.count ? queue.birth : 0) },
      besides: deaths.dropFirst().map { -(queue.birth * $0).squareRoot() })
    guard let spectrum = matrix.spectrum() else { return nil }
    var rates = spectrum.map(\.value)
    var weights = spectrum.map { deaths[0] * $0.weight / $0.value }
    (rates[0], weights[0]) = Self.slowest(rates, weights, mean: mean)
    let total = weights.reduce(0, +)
    self.rates = rates
    self.weights = weights.map { $0 / total }
  }

  /// One that ends at a constant rate.
  init(rate: Double) {
    rates = [rate]
    weights = [1]
  }

  /// The slowest rate and its weight, from what they must add up to.
  ///
  /// A queue that hardly ever empties has a rate far below the others, which the spectrum gives
  /// with the absolute error of the largest; the sum of the weights and the mean give it to its
  /// last digit.
  private static func slowest(
    _ rates: [Double], _ weights: [Double], mean: Double
  ) -> (rate: Double, weight: Double) {
    let weight = max(0, 1 - weights.dropFirst().reduce(0, +))
    let others = zip(rates, weights).dropFirst().reduce(0) { $0 + $1.1 / $1.0 }
    let left = mean - others
    guard weight > 0, left > 0 else { return (1 / mean, 0) }
    return (weight / left, weight)
  }
}
