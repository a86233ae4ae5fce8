/// A value whose variance moves by itself (Heston 1993, "A closed-form solution for options with
/// stochastic volatility").
///
/// dS / S = sqrt(v) dW and dv = reversion (mean - v) dt + xi sqrt(v) dB with correlation rho
/// between W and B. The variance's step is exact: v' is a multiple of a noncentral chi-square of
/// d = 4 reversion mean / xi^2 degrees (Cox, Ingersoll and Ross 1985), drawn as
/// (Z + sqrt(lambda))^2 + chi-square of d - 1. The value's step is exact given the variance
/// integrated over the step (Broadie and Kaya 2006, eq. 7), which is taken as h (v + v') / 2
/// (Andersen 2008, eq. 33, central): good where reversion x h is small. Conditions multiply the
/// volatility sqrt(v) of the value and leave the variance's own law, its reversion with it.
///
/// A step's normal number W is the value's. The variance's is Z = rho W + sqrt(1 - rho^2) Y, Y its
/// own, and what of W is independent of Z moves the value besides: sqrt(1 - rho^2) W - rho Y. So a
/// loading on a common factor is the correlation of the value's moves with it whatever rho is, for
/// steps that are short against the variance's reversion, and every loading goes with every rho.
public struct HestonValue: FundamentalProcess, Hashable {
  /// What the law needs; variances are of the logarithm, per second.
  public struct Parameters: Hashable, Sendable {
    public var startVariance: Double
    public var meanVariance: Double
    public var reversionPerSecond: Double
    /// xi, the volatility of the variance.
    public var varianceVolatility: Double
    /// rho, -1 to 1.
    public var correlation: Double

    public init(
      startVariance: Double, meanVariance: Double, reversionPerSecond: Double,
      varianceVolatility: Double, correlation: Double
    ) {
      self.startVariance = startVariance
      self.meanVariance = meanVariance
      self.reversionPerSecond = reversionPerSecond
      self.varianceVolatility = varianceVolatility
      self.correlation = correlation
    }

    /// Degrees of freedom of the variance's law; it must exceed 1.
    public var degrees: Double {
      4 * reversionPerSecond * meanVariance / (varianceVolatility * varianceVolatility)
    }
  }

  public let parameters: Parameters
  private var level: Double
  /// Of the logarithm, per second.
  public private(set) var variance: Double
  private var seconds = 0.0
  /// exp(-reversion h), and the factor of the chi-square.
  private var decay = 1.0
  private var scale = 0.0
  /// Multiplies the value's volatility.
  private var factor = 1.0

  /// - Parameter start: The value at the start of the run, ticks.
  /// - Precondition: `parameters.degrees` exceeds 1.
  public init(start: Double, _ parameters: Parameters) {
    precondition(parameters.degrees > 1, "\(parameters.degrees) degrees of freedom")
    self.parameters = parameters
    level = start
    variance = parameters.startVariance
  }

  public mutating func prepare(step: SimDuration) {
    seconds = Double(step.nanoseconds) / 1e9
    let exponent = parameters.reversionPerSecond * seconds
    decay = DetMath.exp(-exponent)
    let xi = parameters.varianceVolatility
    scale = -xi * xi * DetMath.expm1(-exponent) / (4 * parameters.reversionPerSecond)
  }

  public mutating func adapt(volatility: Double, reversion: Double) { factor = volatility }

  public mutating func move(_ normal: Double, _ stream: inout RandomStream) {
    let (kappa, rho) = (parameters.reversionPerSecond, parameters.correlation)
    let (own, rest) = (stream.normal(), (1 - rho * rho).squareRoot())
    let next = nextVariance(rho * normal + rest * own, &stream)
    let residual = rest * normal - rho * own
    let integral = seconds * (variance + next) / 2
    let drift = next - variance - kappa * (parameters.meanVariance * seconds - integral)
    let gain =
      factor * rho / parameters.varianceVolatility * drift - factor * factor * integral / 2
      + factor * rest * integral.squareRoot() * residual
    level *= DetMath.exp(gain)
    variance = next
  }

  private func nextVariance(_ normal: Double, _ stream: inout RandomStream) -> Double {
    let shifted = normal + (variance * decay / scale).squareRoot()
    let rest = stream.gamma(shape: (parameters.degrees - 1) / 2, scale: 2)
    return scale * (shifted * shifted + rest)
  }

  public mutating func jump(_ ticks: Double) { level += ticks }

  public func value(at time: SimTime, base: Double) -> Double { level }
}

extension HestonValue.Parameters {
  init(_ values: ParameterValues) {
    self.init(
      startVariance: values.number(values.has("start_variance") ? "start_variance" : "variance"),
      meanVariance: values.number("variance"), reversionPerSecond: values.number("reversion"),
      varianceVolatility: values.number("variance_volatility"),
      correlation: values.number("correlation"))
  }
}

extension FundamentalDeclaration {
  public static var heston: FundamentalDeclaration {
    FundamentalDeclaration(
      name: "heston", summary: "moves with a variance that moves by itself",
      parameters: [
        Parameter(
          "start", .price, "where it starts, the opening price if left out", default: .absent),
        Parameter(
          "variance", .number(1e-18...1), "mean variance of the logarithm, per second"),
        Parameter(
          "start_variance", .number(0...1), "variance at the start, the mean if left out",
          default: .absent),
        Parameter("reversion", .number(1e-9...1e6), "of the variance, per second"),
        Parameter(
          "variance_volatility", .number(1e-18...1e3),
          "of the variance, per second and root of the variance"),
        Parameter(
          "correlation", .number(-1...1), "of the variance's moves with the value's",
          default: .number(0)),
      ],
      check: { values in
        let degrees = HestonValue.Parameters(values).degrees
        guard degrees <= 1 else { return [] }
        return [
          ParameterFault(
            parameter: "variance_volatility",
            message: "4 x reversion x variance / variance_volatility^2 is \(degrees), allowed is "
              + "more than 1")
        ]
      },
      make: {
        HestonValue(start: $0.level("start"), HestonValue.Parameters($0.parameters))
      })
  }
}
