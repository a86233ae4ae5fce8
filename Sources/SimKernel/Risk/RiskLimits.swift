/// What an agent's own risk gate lets through, and the venue where a replace grows an order. A
/// refusal is an execution report, not an error.
///
/// The gate counts with every trade that has happened, reported to the agent or not, so that no
/// delay of a report lets a position pass its limit.
public struct RiskLimits: Hashable, Sendable, BitwiseCopyable {
  /// Lots in one order at the most.
  public var orderQuantity: Int64
  /// Orders sent and not gone at the most.
  public var openOrders: Int
  /// Lots long or short at the most, if all open orders of a side traded.
  public var position: Int64

  /// The largest limits: a position of 2^40 - 1 lots cannot overflow anything.
  public static let positionCeiling: Int64 = (1 << 40) - 1

  public init(
    orderQuantity: Int64 = Quantity.orderLimit - 1, openOrders: Int = 10_000,
    position: Int64 = positionCeiling
  ) {
    self.orderQuantity = orderQuantity
    self.openOrders = openOrders
    self.position = position
  }
}
