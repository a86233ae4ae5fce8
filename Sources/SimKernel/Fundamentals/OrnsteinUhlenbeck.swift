/// A value that wanders and is pulled back to its mean.
///
/// dX = reversion (mean - X) dt + volatility dW, and each step is exact (Uhlenbeck and Ornstein
/// 1930; Gillespie 1996, "Exact numerical simulation of the Ornstein-Uhlenbeck process and its
/// integral"): with a = exp(-reversion h),
///
///     X' = mean + (X - mean) a + volatility sqrt((1 - a^2) / (2 reversion)) Z.
///
/// Without reversion it is a Brownian motion, and with random shocks a jump diffusion.
public struct OrnsteinUhlenbeck: FundamentalProcess, Hashable {
  /// Ticks.
  public let mean: Double
  /// A second's share of the way back; at least 0.
  public let reversionPerSecond: Double
  /// Ticks per square root of a second; at least 0.
  public let volatility: Double
  private var level: Double
  private var step = SimDuration.zero
  private var decay = 1.0
  private var deviation = 0.0

  /// - Parameter start: The value at the start of the run, ticks.
  public init(mean: Double, start: Double, reversionPerSecond: Double, volatility: Double) {
    self.mean = mean
    self.reversionPerSecond = reversionPerSecond
    self.volatility = volatility
    level = start
  }

  public mutating func prepare(step: SimDuration) {
    self.step = step
    adapt(volatility: 1, reversion: 1)
  }

  public mutating func adapt(volatility factor: Double, reversion: Double) {
    let seconds = Double(step.nanoseconds) / 1e9
    let rate = reversion * reversionPerSecond
    let exponent = rate * seconds
    decay = DetMath.exp(-exponent)
    let spread = exponent == 0 ? seconds : -DetMath.expm1(-2 * exponent) / (2 * rate)
    deviation = factor * volatility * spread.squareRoot()
  }

  public mutating func move(_ normal: Double, _ stream: inout RandomStream) {
    level = mean + (level - mean) * decay + deviation * normal
  }

  public mutating func jump(_ ticks: Double) { level += ticks }

  public func value(at time: SimTime, base: Double) -> Double { level }
}

extension FundamentalDeclaration {
  public static var ornsteinUhlenbeck: FundamentalDeclaration {
    FundamentalDeclaration(
      name: "ornstein_uhlenbeck",
      summary: "wanders and reverts; without reversion a Brownian motion, with shocks a jump "
        + "diffusion",
      parameters: [
        Parameter(
          "mean", .price, "what it reverts to, the opening price if left out", default: .absent),
        Parameter(
          "start", .price, "where it starts, the opening price if left out", default: .absent),
        reversion(default: .number(0)),
        Parameter("volatility", .number(0...1e9), "ticks per square root of a second"),
      ],
      make: { assignment in
        OrnsteinUhlenbeck(
          mean: assignment.level("mean"), start: assignment.level("start"),
          reversionPerSecond: assignment.parameters.number("reversion"),
          volatility: assignment.parameters.number("volatility"))
      })
  }

  static func reversion(default value: ParameterValue?) -> Parameter {
    Parameter(
      "reversion", .number(0...1e6), "share of the way back, per second", default: value)
  }
}
