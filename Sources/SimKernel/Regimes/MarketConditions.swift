/// How a market differs from its usual self: factors of what agents do and of how values move.
public struct MarketConditions: Hashable, Sendable {
  /// Multiplies the rates of background agents; at least 0.
  public var activity: Double
  /// Multiplies the lots of their orders; above 0.
  public var size: Double
  /// Multiplies the volatility of fundamental values; at least 0.
  public var volatility: Double
  /// Multiplies how fast fundamental values revert; at least 0.
  public var reversion: Double
  /// Added to fundamental values, ticks per second.
  public var drift: Double

  public init(
    activity: Double = 1, size: Double = 1, volatility: Double = 1, reversion: Double = 1,
    drift: Double = 0
  ) {
    self.activity = activity
    self.size = size
    self.volatility = volatility
    self.reversion = reversion
    self.drift = drift
  }

  /// Those of a market without regimes.
  public static var usual: MarketConditions { MarketConditions() }

  /// What each factor may be.
  public static var factors: ClosedRange<Double> { 0...1_000 }
  public static var sizes: ClosedRange<Double> { 0.001...1_000 }
  public static var drifts: ClosedRange<Double> { -1e6...1e6 }

  var isAllowed: Bool {
    Self.factors.contains(activity) && Self.factors.contains(volatility)
      && Self.factors.contains(reversion) && Self.sizes.contains(size)
      && Self.drifts.contains(drift)
  }
}

/// A state of the whole market that has a name.
public struct MarketRegime: Hashable, Sendable {
  public var name: String
  /// One sentence for `marketlab list regimes`.
  public var summary: String
  public var conditions: MarketConditions

  public init(_ name: String, _ summary: String = "", _ conditions: MarketConditions) {
    self.name = name
    self.summary = summary
    self.conditions = conditions
  }
}
