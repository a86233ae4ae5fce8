/// One trading place and its rules; it lists every instrument of the simulation.
public struct VenueDescription: Hashable, Sendable {
  public var name: String
  /// From a message's arrival to the departure of its reports and market data.
  public var processing: SimDuration
  public var fees: FeeSchedule
  public var selfTradePrevention: SelfTradePrevention

  public init(
    name: String, processing: SimDuration = .zero, fees: FeeSchedule = FeeSchedule(),
    selfTradePrevention: SelfTradePrevention = .off
  ) {
    self.name = name
    self.processing = processing
    self.fees = fees
    self.selfTradePrevention = selfTradePrevention
  }
}
