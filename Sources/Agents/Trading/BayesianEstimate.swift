import SimKernel

/// What a trader believes of a value that it observes with errors: a normal estimate.
///
/// It takes the value to be an Ornstein-Uhlenbeck process about a mean. Between observations, a
/// time d apart, with a = exp(-reversion d), estimate and variance move by
///
///     r' = mean + (r - mean) a,   s' = a^2 s + (1 - a^2) / (2 reversion) x assumed variance,
///
/// and an observation o with error variance n turns them into
///
///     r = (n r' + s' o) / (n + s'),   s = n s' / (n + s')
///
/// (Kalman 1960 for one dimension; Chakraborty and Kearns 2011; ABIDES-Markets, `ValueAgent`, which
/// computes the last line with the variance before the move and so never leaves its 0).
struct BayesianEstimate: Hashable, Sendable {
  /// Ticks.
  let mean: Double
  /// Per second; at least 0.
  let reversion: Double
  /// What the value's variance is taken to grow by, square ticks per second.
  let assumedVariance: Double
  /// Of an observation's error, square ticks.
  let noiseVariance: Double
  /// Ticks.
  private(set) var value: Double
  /// Square ticks.
  private(set) var variance = 0.0

  init(mean: Double, reversion: Double, assumedVariance: Double, noiseVariance: Double) {
    self.mean = mean
    self.reversion = reversion
    self.assumedVariance = assumedVariance
    self.noiseVariance = noiseVariance
    value = mean
  }

  /// Takes in an observation, ticks, so many seconds after the one before.
  mutating func observe(_ observation: Double, after seconds: Double) {
    let exponent = 2 * reversion * seconds
    let growth = exponent == 0 ? seconds : -DetMath.expm1(-exponent) / (2 * reversion)
    let moved = expected(after: seconds)
    let spread = DetMath.exp(-exponent) * variance + growth * assumedVariance
    // Without any uncertainty, of either kind, there is nothing to learn.
    guard noiseVariance + spread > 0 else {
      value = moved
      return
    }
    value = (noiseVariance * moved + spread * observation) / (noiseVariance + spread)
    variance = noiseVariance * spread / (noiseVariance + spread)
  }

  /// What the value is expected to be so many seconds later, ticks.
  func expected(after seconds: Double) -> Double {
    mean + (value - mean) * DetMath.exp(-reversion * seconds)
  }
}
