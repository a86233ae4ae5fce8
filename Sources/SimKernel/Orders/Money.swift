/// An amount of money in units of smallest tick x lot x 10^-4 of one instrument.
///
/// A trade of q lots at p ticks is worth exactly p x q x 10,000 units, so a fee quoted in
/// hundredths of a basis point of the value rounds at the last unit only.
@frozen public struct Money: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Smallest tick x lot x 10^-4.
  public var units: Int64

  @inlinable public init(units: Int64) { self.units = units }

  @inlinable public static var zero: Money { Money(units: 0) }

  /// Units in one tick of one lot.
  @inlinable public static var unitsPerTickLot: Int64 { 10_000 }

  /// The value of a trade, or nil where it does not fit in 64 bits.
  @inlinable public static func value(_ price: Price, _ quantity: Quantity) -> Money? {
    let (tickLots, first) = price.ticks.multipliedReportingOverflow(by: quantity.lots)
    let (units, second) = tickLots.multipliedReportingOverflow(by: unitsPerTickLot)
    return first || second ? nil : Money(units: units)
  }

  @inlinable public static func < (left: Money, right: Money) -> Bool { left.units < right.units }
}
