/// What a venue charges for a trade, as a share of its value.
public struct FeeSchedule: Hashable, Sendable, BitwiseCopyable {
  /// Charged to the resting side, in 10^-4 basis points; negative for a rebate.
  public var maker: Int64
  /// Charged to the aggressor, in 10^-4 basis points.
  public var taker: Int64

  /// A rate of 1: 10,000 basis points.
  public static var unit: Int64 { 100_000_000 }

  public init(maker: Int64 = 0, taker: Int64 = 0) {
    self.maker = maker
    self.taker = taker
  }

  /// The fee for a trade value, rounded half to even at the last unit of money.
  ///
  /// - Precondition: |rate| is at most `unit`, so that the fee fits wherever the value does.
  public static func fee(on value: Money, rate: Int64) -> Money {
    precondition(rate.magnitude <= unit.magnitude, "a fee rate of \(rate)")
    let product = Int128(value.units) * Int128(rate)
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: Int128(unit))
    let twice = 2 * remainder.magnitude
    let isOdd = quotient & 1 != 0
    let rounds = twice > unit.magnitude || (twice == unit.magnitude && isOdd)
    let away: Int128 = product < 0 ? -1 : 1
    return Money(units: Int64(rounds ? quotient + away : quotient))
  }
}
