import Foundation

/// Rates k i^-a at the distances i of a range, from Poisson counts: the likeliest, and profile
/// intervals.
///
/// log L = n log k - a sum of log i over events - k S(a), S(a) the sum of E_i i^-a over the range
/// with the exposures E_i: an exponential family in (log k, a), so that there is one maximum over
/// either of them. Over k with a given it is at k = n / S(a); over a with k given it is where k
/// times the sum of E_i i^-a log i is the events' sum of log i.
struct PowerTail {
  /// Logarithms of the distances of the range.
  private let logs: [Double]
  /// Of each distance.
  private let exposure: [Double]
  let events: Double
  /// Sum over events of log i.
  private let logSum: Double

  /// Exponents that are looked at.
  static let exponents = 0.0...10.0
  /// Of log k, either way from its estimate.
  private static let scaleReach = 60.0

  /// - Parameter exposure: Of each distance, in seconds; one where only the exponent is asked for.
  /// - Precondition: distances in the range, at least one; an exposure for each distance of the
  ///   range, positive where there are events.
  init(_ distances: [Int], _ range: ClosedRange<Int>, exposure: [Double]) {
    precondition(!distances.isEmpty, "no events")
    precondition(distances.allSatisfy(range.contains), "distances outside \(range)")
    precondition(exposure.count == range.count, "\(exposure.count) exposures of \(range)")
    precondition(
      distances.allSatisfy { exposure[$0 - range.lowerBound] > 0 }, "events without exposure")
    logs = range.map { log(Double($0)) }
    events = Double(distances.count)
    logSum = distances.reduce(0) { $0 + log(Double($1)) }
    self.exposure = exposure
  }

  /// Of all exponents that are looked at.
  var likeliestExponent: Double { likeliestExponent(scale) }

  /// The likeliest k with an exponent given.
  func scale(_ exponent: Double) -> Double { events / sums(exponent).power }

  /// Mean and variance of the logarithm of an event's distance.
  func logDistance(_ exponent: Double) -> (mean: Double, variance: Double) {
    let (power, weighted, squared) = sums(exponent)
    let mean = weighted / power
    return (mean, squared / power - mean * mean)
  }

  /// Those of k and of a.
  var intervals: (scale: ProfileInterval, exponent: ProfileInterval) {
    let exponent = likeliestExponent
    let scale = log(scale(exponent))
    let most = logLikelihood(scale, exponent)
    func scaleEnd(_ sign: Double) -> Double? {
      ProfileCrossing.distance(step: 0.1, reach: Self.scaleReach) { distance in
        let logScale = scale + sign * distance
        return 2 * (most - logLikelihood(logScale, likeliestExponent { _ in exp(logScale) }))
      }.map { exp(scale + sign * $0) }
    }
    func exponentEnd(_ sign: Double, _ reach: Double) -> Double? {
      guard reach > 0 else { return nil }
      return ProfileCrossing.distance(step: 0.1, reach: reach) { distance in
        let moved = exponent + sign * distance
        return 2 * (most - logLikelihood(log(self.scale(moved)), moved))
      }.map { exponent + sign * $0 }
    }
    return (
      ProfileInterval(lower: scaleEnd(-1), upper: scaleEnd(1)),
      ProfileInterval(
        lower: exponentEnd(-1, exponent - Self.exponents.lowerBound),
        upper: exponentEnd(1, Self.exponents.upperBound - exponent))
    )
  }

  private func logLikelihood(_ logScale: Double, _ exponent: Double) -> Double {
    events * logScale - exponent * logSum - exp(logScale) * sums(exponent).power
  }

  /// The sums of E_i i^-a times 1, log i and its square.
  private func sums(_ exponent: Double) -> (power: Double, weighted: Double, squared: Double) {
    var sums = (0.0, 0.0, 0.0)
    for (value, exposed) in zip(logs, exposure) {
      let power = exposed * exp(-exponent * value)
      sums.0 += power
      sums.1 += power * value
      sums.2 += power * value * value
    }
    return sums
  }

  /// The exponent at which the slope of the likelihood by it changes sign, for k as a function of
  /// it: the slope falls.
  private func likeliestExponent(_ scale: (Double) -> Double) -> Double {
    var (low, high) = (Self.exponents.lowerBound, Self.exponents.upperBound)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if scale(middle) * sums(middle).weighted > logSum {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }
}
