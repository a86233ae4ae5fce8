/// An amount of an instrument in whole lots.
@frozen public struct Quantity: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Lots.
  public var lots: Int64

  @inlinable public init(lots: Int64) { self.lots = lots }

  @inlinable public static var zero: Quantity { Quantity(lots: 0) }

  /// Quantities of orders satisfy 0 < lots < 2^31.
  @inlinable public static var orderLimit: Int64 { 1 << 31 }

  @inlinable public static func < (left: Quantity, right: Quantity) -> Bool {
    left.lots < right.lots
  }
  @inlinable public static func + (left: Quantity, right: Quantity) -> Quantity {
    Quantity(lots: left.lots + right.lots)
  }
  @inlinable public static func - (left: Quantity, right: Quantity) -> Quantity {
    Quantity(lots: left.lots - right.lots)
  }
}
