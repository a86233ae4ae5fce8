/// What one venue demands of the orders in one instrument.
public struct MatchingRules: Hashable, Sendable, BitwiseCopyable {
  /// Prices are multiples of it, ticks.
  public var tickSize: Int64
  /// Quantities are multiples of it, lots.
  public var lotSize: Int64
  public var selfTradePrevention: SelfTradePrevention
  /// Whether an order that only becomes smaller keeps its place, as at most venues.
  public var reductionKeepsPlace: Bool
  /// When day orders end.
  public var sessionEnd: SimTime
  /// Live orders that the engine takes at the most.
  public var liveOrderLimit: Int

  public init(
    tickSize: Int64 = 1, lotSize: Int64 = 1, selfTradePrevention: SelfTradePrevention = .off,
    reductionKeepsPlace: Bool = true, sessionEnd: SimTime = .distantFuture,
    liveOrderLimit: Int = 1 << 24
  ) {
    self.tickSize = tickSize
    self.lotSize = lotSize
    self.selfTradePrevention = selfTradePrevention
    self.reductionKeepsPlace = reductionKeepsPlace
    self.sessionEnd = sessionEnd
    self.liveOrderLimit = liveOrderLimit
  }
}
