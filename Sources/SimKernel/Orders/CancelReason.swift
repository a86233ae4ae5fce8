/// Why the rest of an order left the book without a trade.
@frozen public enum CancelReason: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
  /// Its owner asked.
  case requested = 1
  /// Its owner cancelled a whole side or instrument.
  case massCancel
  /// An immediate-or-cancel remainder.
  case immediateOrCancel
  /// A fill-or-kill order that could not trade its whole quantity.
  case fillOrKill
  /// A market order found nothing more to trade with.
  case noLiquidity
  /// A market order reached its protection price.
  case protectionPrice
  /// Self-trade prevention.
  case selfTrade
  /// A triggered post-only stop-limit order that would have traded.
  case postOnlyWouldTrade
}
