/// How long an order lives.
@frozen public enum TimeInForce: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
  /// Until the end of the venue's session.
  case day = 0
  case goodTillCancel = 1
  /// Until `NewOrder.expiry`.
  case goodTillTime = 2
  /// Trades what it can at once; the remainder is cancelled.
  case immediateOrCancel = 3
  /// Trades its whole quantity at once or nothing.
  case fillOrKill = 4
}
