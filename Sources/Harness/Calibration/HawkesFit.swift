import Foundation

/// Exponential Hawkes kernels fitted to events by maximum likelihood.
///
/// The likelihood falls apart by the type that is excited, so that each type is fitted by itself,
/// with decays of its own. Newton's method on the logarithms of the parameters, which keeps them
/// positive, damped until each step goes uphill. Intervals are those of the logarithm from the
/// observed information (Ogata 1978, "The asymptotic behaviour of maximum likelihood estimators for
/// stationary point processes"): estimate x exp(+-1.96 s), which stays positive.
public struct HawkesFit: Hashable, Sendable {
  /// One parameter with its 95 % interval.
  public struct Estimate: Hashable, Sendable {
    public var value: Double
    /// Standard deviation of the estimate's logarithm; nil where the estimate is at zero, where the
    /// observed information says nothing.
    public var logStandardError: Double?

    /// Nil where there is no standard error.
    public var interval: ClosedRange<Double>? {
      logStandardError.map { error in
        let factor = exp(HawkesFit.quantile * error)
        return value / factor...value * factor
      }
    }
  }

  /// What excites one type.
  public struct Target: Hashable, Sendable {
    /// Baseline, per unit of time.
    public var mu: Estimate
    /// a_jm: what an event of type j adds through decay m; shape [types, decays].
    public var jumps: [[Estimate]]
    /// b_m, per unit of time.
    public var decays: [Estimate]
    public var logLikelihood: Double
  }

  /// By excited type.
  public var targets: [Target]

  /// The 97.5 % quantile of the normal distribution.
  fileprivate static let quantile = 1.959963984540054

  public var logLikelihood: Double { targets.reduce(0) { $0 + $1.logLikelihood } }

  /// Fits kernels with as many exponentials as starting values for their decays.
  ///
  /// The likelihood may have several maxima in the decays; the best is found from starting values
  /// within some factor of ten of it.
  ///
  /// - Parameter startDecays: Per unit of time, positive, each different.
  /// - Throws: `HawkesFitError.noEvents` for a type without events, `.notConverged` where 200 steps
  ///   find no maximum.
  /// - Complexity: O(events x types x decays) for each of some ten steps.
  public init(_ sample: HawkesSample, startDecays: [Double]) throws(HawkesFitError) {
    precondition(!startDecays.isEmpty && startDecays.allSatisfy { $0 > 0 }, "\(startDecays)")
    targets = []
    for type in 0..<sample.typeCount {
      targets.append(try HawkesFit.target(type, of: sample, startDecays))
    }
  }

  private static func target(
    _ type: Int, of sample: HawkesSample, _ startDecays: [Double]
  ) throws(HawkesFitError) -> Target {
    let count = sample.types.count { $0 == type }
    guard count > 0 else { throw .noEvents(type: type) }
    let likelihood = HawkesLikelihood(
      sample: sample, target: type, decayCount: startDecays.count)
    var start = [Double(count) / sample.horizon / 2]
    let share = 0.5 / Double(sample.typeCount * startDecays.count)
    for _ in 0..<sample.typeCount { start += startDecays.map { $0 * share } }
    guard let maximum = LogNewton.maximum(from: start + startDecays, of: likelihood.evaluate)
    else { throw .notConverged(type: type) }
    return Target(maximum, likelihood)
  }
}

/// Why there is no fit.
public enum HawkesFitError: Error, Hashable, Sendable {
  case noEvents(type: Int)
  case notConverged(type: Int)
}

extension HawkesFit.Target {
  fileprivate init(_ maximum: LogNewton.Maximum, _ likelihood: HawkesLikelihood) {
    let estimates = zip(maximum.parameters, maximum.logStandardErrors)
      .map { HawkesFit.Estimate(value: $0, logStandardError: $1) }
    mu = estimates[0]
    jumps = (0..<likelihood.sample.typeCount).map { exciting in
      (0..<likelihood.decayCount).map { estimates[likelihood.jumpPlace(exciting, $0)] }
    }
    decays = (0..<likelihood.decayCount).map { estimates[likelihood.decayPlace($0)] }
    logLikelihood = maximum.value
  }
}
