import Foundation

/// Where a deviance that rises from 0 first reaches its threshold, going one way.
enum ProfileCrossing {
  private static let stepLimit = 60

  /// The distance of the crossing; nil where the threshold is not reached.
  ///
  /// Distances are doubled until one lies beyond; between the two, false position with Illinois'
  /// correction on the root of the deviance, which is nearly a straight line.
  ///
  /// - Parameters:
  ///   - step: The first distance to look at, positive.
  ///   - reach: The farthest one.
  ///   - tolerance: Of the result, relative.
  static func distance(
    step: Double, reach: Double, tolerance: Double = 1e-6,
    threshold: Double = ProfileInterval.threshold, of deviance: (Double) throws -> Double
  ) rethrows -> Double? {
    func height(_ distance: Double) throws -> Double {
      let value = try deviance(distance)
      return max(0, value).squareRoot() - threshold.squareRoot()
    }
    var (low, lowHeight) = (0.0, -threshold.squareRoot())
    var high = min(step, reach)
    var highHeight = try height(high)
    while highHeight < 0 {
      guard high < reach else { return nil }
      (low, lowHeight) = (high, highHeight)
      high = min(2 * high, reach)
      highHeight = try height(high)
    }
    for _ in 0..<stepLimit where high - low > tolerance * high && highHeight != 0 {
      let place = (low * highHeight - high * lowHeight) / (highHeight - lowHeight)
      let found = try height(place)
      if abs(found) < tolerance { return place }
      if found < 0 {
        (low, lowHeight) = (place, found)
        highHeight /= 2
      } else {
        (high, highHeight) = (place, found)
        lowHeight /= 2
      }
    }
    return high
  }
}
