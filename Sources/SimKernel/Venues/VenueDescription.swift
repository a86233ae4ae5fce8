/// One trading place and its rules; it lists every instrument of the simulation.
public struct VenueDescription: Hashable, Sendable {
  public var name: String
  /// From a message's arrival to the departure of its reports and market data.
  public var processing: SimDuration
  public var fees: FeeSchedule
  public var selfTradePrevention: SelfTradePrevention
  /// Prices of orders are multiples of it, in the smallest ticks of each instrument; at least 1.
  public var tickSize: Int64
  /// Quantities of orders are multiples of it, lots; at least 1.
  public var lotSize: Int64
  /// Whether it takes back the orders of an agent whose line for market data fails.
  public var cancelsOnDisconnect = false

  public init(
    name: String, processing: SimDuration = .zero, fees: FeeSchedule = FeeSchedule(),
    selfTradePrevention: SelfTradePrevention = .off, tickSize: Int64 = 1, lotSize: Int64 = 1
  ) {
    self.name = name
    self.processing = processing
    self.fees = fees
    self.selfTradePrevention = selfTradePrevention
    self.tickSize = tickSize
    self.lotSize = lotSize
  }
}
