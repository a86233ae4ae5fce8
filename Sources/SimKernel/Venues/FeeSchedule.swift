/// What a venue charges for a trade, as a share of its value.
public struct FeeSchedule: Hashable, Sendable, BitwiseCopyable {
  /// Charged to the resting side; negative for a rebate.
  public var maker: BasisPoints
  /// Charged to the aggressor.
  public var taker: BasisPoints

  public init(maker: BasisPoints = .zero, taker: BasisPoints = .zero) {
    self.maker = maker
    self.taker = taker
  }

  /// The fee for a trade value, rounded half to even at the last unit of money.
  ///
  /// - Precondition: |rate| is at most `BasisPoints.limit`, so that the fee fits wherever the value
  ///   does.
  public static func fee(on value: Money, rate: BasisPoints) -> Money {
    rate == .zero ? .zero : roundedFee(on: value, rate: rate)
  }

  private static func roundedFee(on value: Money, rate: BasisPoints) -> Money {
    let unit = BasisPoints.limit.tenThousandths
    precondition(rate.tenThousandths.magnitude <= unit.magnitude, "a fee rate of \(rate)")
    let product = Int128(value.units) * Int128(rate.tenThousandths)
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: Int128(unit))
    let twice = 2 * remainder.magnitude
    let isOdd = quotient & 1 != 0
    let rounds = twice > unit.magnitude || (twice == unit.magnitude && isOdd)
    let away: Int128 = product < 0 ? -1 : 1
    return Money(units: Int64(rounds ? quotient + away : quotient))
  }
}
