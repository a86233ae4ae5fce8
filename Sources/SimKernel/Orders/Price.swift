/// A price as a whole number of the instrument's smallest tick.
///
/// Any sign is allowed (crude oil closed at -37.63 dollars on 20 April 2020); the magnitude stays
/// under `Price.limit`.
@frozen public struct Price: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Smallest ticks.
  public var ticks: Int64

  @inlinable public init(ticks: Int64) { self.ticks = ticks }

  /// Prices of orders satisfy |ticks| < 2^31.
  @inlinable public static var limit: Int64 { 1 << 31 }

  @inlinable public var isWithinLimit: Bool { ticks > -Price.limit && ticks < Price.limit }

  @inlinable public static func < (left: Price, right: Price) -> Bool { left.ticks < right.ticks }
}
