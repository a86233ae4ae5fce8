/// What decides the price at which an order may trade.
///
/// Display (`NewOrder.displayQuantity`, `isHidden`) and `isPostOnly` are modifiers of limit and
/// stop-limit orders, not types of their own. Pegs, all-or-none and auction orders will be further
/// cases; the switches over this enum have no `default`, so the compiler lists what they touch.
@frozen public enum OrderType: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
  /// Trades at its price or better; the remainder rests.
  case limit = 0
  /// Trades at any price, or up to its protection price; the remainder is cancelled.
  case market = 1
  /// Becomes a market order once a trade prints at or through its stop price.
  case stop = 2
  /// Becomes a limit order once a trade prints at or through its stop price.
  case stopLimit = 3
}
