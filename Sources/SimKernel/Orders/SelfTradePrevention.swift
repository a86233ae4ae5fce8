/// What a venue does when an order would trade against an order of the same owner.
@frozen public enum SelfTradePrevention: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
  /// The trade happens.
  case off = 0
  /// The incoming order's remainder is cancelled.
  case cancelNewest = 1
  /// The resting order is cancelled and matching goes on.
  case cancelOldest = 2
  /// Both are cancelled.
  case cancelBoth = 3
  /// Both shrink by the smaller quantity without a trade, and matching goes on.
  case decrement = 4
}
