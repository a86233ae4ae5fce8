/// The one gate through which floating-point numbers reach the market.
///
/// A finite number is clamped to the range and rounded to the nearest integer, halves to even. What
/// is not finite has no integer: the caller turns the nil into an agent fault.
public enum Quantiser {
  /// - Parameters:
  ///   - value: In the unit of the result.
  ///   - range: The integers allowed; any, also those beyond 2^53.
  @inlinable public static func integer(_ value: Double, in range: ClosedRange<Int64>) -> Int64? {
    guard value.isFinite else { return nil }
    guard value < 0x1p63 else { return range.upperBound }
    guard value >= -0x1p63 else { return range.lowerBound }
    let nearest = Int64(value.rounded(.toNearestOrEven))
    return min(max(nearest, range.lowerBound), range.upperBound)
  }

  /// A price from a number of ticks.
  @inlinable public static func price(
    ticks: Double, in range: ClosedRange<Int64> = (1 - Price.limit)...(Price.limit - 1)
  ) -> Price? {
    integer(ticks, in: range).map(Price.init(ticks:))
  }

  /// An order's quantity from a number of lots; 0 where less than half a lot is wanted.
  @inlinable public static func quantity(
    lots: Double, in range: ClosedRange<Int64> = 0...(Quantity.orderLimit - 1)
  ) -> Quantity? {
    integer(lots, in: range).map(Quantity.init(lots:))
  }

  /// A duration from a number of nanoseconds; not negative unless the range allows it.
  @inlinable public static func duration(
    nanoseconds: Double, in range: ClosedRange<Int64> = 0...SimTime.distantFuture.nanoseconds
  ) -> SimDuration? {
    integer(nanoseconds, in: range).map(SimDuration.init(nanoseconds:))
  }
}
