/// The direction of an order.
@frozen public enum Side: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
  case buy = 0
  case sell = 1

  @inlinable public var opposite: Side { self == .buy ? .sell : .buy }

  /// +1 for a buy, -1 for a sell.
  @inlinable public var sign: Int64 { self == .buy ? 1 : -1 }
}
