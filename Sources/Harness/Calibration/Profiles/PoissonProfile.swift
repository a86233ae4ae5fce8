import Foundation

/// The profile interval of a Poisson rate.
///
/// The likelihood of independent counts falls apart by rate, so that nothing is fitted anew: with n
/// events in an exposure E the deviance of a rate l is 2 (l E - n - n log(l E / n)). Its two
/// crossings are l = -(n / E) W(-exp(-1 - 3.841 / 2n)) on the two branches of Lambert's function.
enum PoissonProfile {
  private static let steps = 100

  /// Without events the lower end is open, and the upper one is 3.841 / 2E; without exposure both
  /// are open.
  ///
  /// - Parameter exposure: In units of the rate, not negative.
  static func interval(events: Int, exposure: Double) -> ProfileInterval {
    guard exposure > 0 else { return .open }
    let half = ProfileInterval.threshold / 2
    guard events > 0 else { return ProfileInterval(lower: nil, upper: half / exposure) }
    let rate = Double(events) / exposure
    let height = half / Double(events)
    return ProfileInterval(
      lower: rate * exp(root(height, from: -1 - height)),
      upper: rate * exp(root(height, from: (2 * height).squareRoot())))
  }

  /// The x with exp(x) - 1 - x = height, by Newton's method from beyond it: the function is convex,
  /// so that steps go one way.
  private static func root(_ height: Double, from start: Double) -> Double {
    var x = start
    for _ in 0..<steps {
      let change = (expm1(x) - x - height) / expm1(x)
      x -= change
      if abs(change) <= 1e-15 * abs(x) { break }
    }
    return x
  }
}
