/// Why a venue or the agent's own side refused a request. The raw text is what reports and
/// BookScript print.
@frozen public enum RejectReason: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
  /// Quantity not positive, or not under 2^31 lots; of a new order, answered at the agent's side.
  case invalidQuantity = 1
  /// Quantity (or displayed quantity) not a multiple of the instrument's lot size.
  case lotSize
  /// Limit, stop or protection price missing, superfluous, or not under 2^31 ticks in magnitude.
  case invalidPrice
  /// Price not a multiple of the instrument's tick size.
  case tickSize
  /// Price x quantity does not fit the money type.
  case notionalLimit
  /// Modifiers that exclude one another, or that the order type does not have.
  case invalidCombination
  /// Displayed quantity not positive, above the quantity, or under a thousandth of it.
  case invalidDisplayQuantity
  /// Good-till-time without a time later than now, or a time without good-till-time.
  case invalidExpiry
  /// The agent has a live order with this id.
  case duplicateOrderID
  /// The agent has no live order with this id.
  case unknownOrder
  /// A post-only order, or a replace of one, that would trade on entry.
  case postOnlyWouldTrade
  /// The venue holds as many live orders as it can.
  case bookFull
  /// There is no such venue; answered at the agent's side.
  case unknownVenue
  /// There is no such instrument at the venue; answered at the agent's side.
  case unknownInstrument
  /// The agent's risk limits: order quantity. Answered at the agent's side for a new order, at the
  /// venue for a replace that grows one, as is `riskPosition`.
  case riskOrderQuantity
  /// The agent's risk limits: number of live orders. Answered at the agent's side.
  case riskOpenOrders
  /// The agent's risk limits: position including open orders.
  case riskPosition
}
