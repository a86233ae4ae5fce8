/// A value tied to another instrument's: intercept + slope x the other's + a spread that reverts.
///
/// The two wander for ever and their combination does not: they are cointegrated (Engle and Granger
/// 1987, "Co-integration and error correction"). The spread is an Ornstein-Uhlenbeck process about
/// zero; shocks move the spread.
public struct Cointegration: FundamentalProcess, Hashable {
  public let other: InstrumentIndex
  /// Ticks.
  public let intercept: Double
  /// Ticks per tick of the other's.
  public let slope: Double
  private var spread: OrnsteinUhlenbeck

  /// - Parameter spread: The spread's law, with mean 0.
  public init(
    other: InstrumentIndex, intercept: Double, slope: Double, spread: OrnsteinUhlenbeck
  ) {
    self.other = other
    self.intercept = intercept
    self.slope = slope
    self.spread = spread
  }

  public var base: InstrumentIndex? { other }

  public mutating func prepare(step: SimDuration) { spread.prepare(step: step) }

  public mutating func adapt(volatility: Double, reversion: Double) {
    spread.adapt(volatility: volatility, reversion: reversion)
  }

  public mutating func move(_ normal: Double, _ stream: inout RandomStream) {
    spread.move(normal, &stream)
  }

  public mutating func jump(_ ticks: Double) { spread.jump(ticks) }

  public func value(at time: SimTime, base: Double) -> Double {
    intercept + slope * base + spread.value(at: time, base: 0)
  }
}

extension FundamentalDeclaration {
  public static var cointegrated: FundamentalDeclaration {
    FundamentalDeclaration(
      name: "cointegrated", summary: "follows another instrument's value, with a reverting spread",
      parameters: [
        Parameter("with", .instrument, "the other instrument, which stands before it"),
        Parameter(
          "intercept", .number(-1e12...1e12), "ticks where the other's value is zero",
          default: .number(0)),
        Parameter(
          "slope", .number(-1e6...1e6), "ticks for each tick of the other's", default: .number(1)),
        reversion(default: .number(0)),
        Parameter("volatility", .number(0...1e9), "of the spread, ticks per root of a second"),
      ],
      make: { assignment in
        let values = assignment.parameters
        return Cointegration(
          other: values.instrument("with"), intercept: values.number("intercept"),
          slope: values.number("slope"),
          spread: OrnsteinUhlenbeck(
            mean: 0, start: 0, reversionPerSecond: values.number("reversion"),
            volatility: values.number("volatility")))
      })
  }
}
