import Foundation

/// Profile intervals of the rates k i^-a at the distances i of a range, from Poisson counts.
///
/// log L = n log k - a sum of log i over events - E k S(a), S(a) the sum of i^-a over the range:
/// an exponential family in (log k, a), so that there is one maximum over either of them. Over k
/// with a given it is at k = n / (E S(a)); over a with k given it is where E k times the sum of
/// i^-a log i is the events' sum of log i.
struct PowerTailProfile {
  /// Logarithms of the distances of the range.
  private let logs: [Double]
  private let events: Double
  /// Sum over events of log i.
  private let logSum: Double
  private let exposure: Double

  /// Exponents that are looked at.
  static let exponents = 0.0...10.0
  /// Of log k, either way from its estimate.
  private static let scaleReach = 60.0

  /// - Precondition: distances in the range, at least one; exposure positive.
  init(_ distances: [Int], _ range: ClosedRange<Int>, exposure: Double) {
    precondition(!distances.isEmpty && exposure > 0, "\(distances.count) events in \(exposure)")
    precondition(distances.allSatisfy(range.contains), "distances outside \(range)")
    logs = range.map { log(Double($0)) }
    events = Double(distances.count)
    logSum = distances.reduce(0) { $0 + log(Double($1)) }
    self.exposure = exposure
  }

  /// Those of k and of a.
  var intervals: (scale: ProfileInterval, exponent: ProfileInterval) {
    let exponent = likeliestExponent { events / (exposure * sums($0).power) }
    let scale = log(events / (exposure * sums(exponent).power))
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
        return 2 * (most - logLikelihood(log(events / (exposure * sums(moved).power)), moved))
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
    events * logScale - exponent * logSum - exposure * exp(logScale) * sums(exponent).power
  }

  /// The sums of i^-a and of i^-a log i.
  private func sums(_ exponent: Double) -> (power: Double, weighted: Double) {
    logs.reduce((0, 0)) { sums, value in
      let power = exp(-exponent * value)
      return (sums.0 + power, sums.1 + power * value)
    }
  }

  /// The exponent at which the slope of the likelihood by it changes sign, for k as a function of
  /// it: the slope falls.
  private func likeliestExponent(_ scale: (Double) -> Double) -> Double {
    var (low, high) = (Self.exponents.lowerBound, Self.exponents.upperBound)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if exposure * scale(middle) * sums(middle).weighted > logSum {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }
}
