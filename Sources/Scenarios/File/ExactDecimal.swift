/// A decimal number held exactly: digits x 10^-decimals.
///
/// Prices, ticks, durations and rates are read through it, never through floating point.
public struct ExactDecimal: Hashable, Sendable {
  /// The number without its decimal point.
  public let digits: Int64
  /// Digits after the decimal point, 0 to 18; the last of them is not zero.
  public let decimals: Int

  /// The number digits x 10^-decimals, with trailing zeros taken away.
  ///
  /// - Precondition: `decimals` is from 0 to 18.
  public init(digits: Int64, decimals: Int) {
    precondition(decimals >= 0 && decimals <= 18, "\(decimals) decimals")
    var (digits, decimals) = (digits, decimals)
    while decimals > 0 && digits % 10 == 0 {
      digits /= 10
      decimals -= 1
    }
    self.digits = digits
    self.decimals = decimals
  }

  /// The number that a text such as `-1_000.25` writes, or nil where it writes none.
  ///
  /// A sign, digits in groups joined by single underscores, a point and more digits; at most 18
  /// digits in all.
  public init?(_ text: some StringProtocol) {
    var digits: Int64 = 0
    var count = 0
    var decimals: Int?
    var previousWasDigit = false
    var rest = text.utf8[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    for byte in rest {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        count += 1
        guard count <= 18 else { return nil }
        digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
        decimals = decimals.map { $0 + 1 }
        previousWasDigit = true
      case UInt8(ascii: "_") where previousWasDigit: previousWasDigit = false
      case UInt8(ascii: ".") where previousWasDigit && decimals == nil:
        decimals = 0
        previousWasDigit = false
      default: return nil
      }
    }
    guard previousWasDigit else { return nil }
    self.init(digits: isNegative ? -digits : digits, decimals: decimals ?? 0)
  }

  /// The number times a factor, where the result is whole and fits.
  public func whole(times factor: Int64) -> Int64? {
    quotient(digits, factor, ExactDecimal.power(decimals))
  }

  /// The number divided by another one, where the result is whole and fits.
  ///
  /// - Precondition: `divisor` is positive.
  public func whole(dividedBy divisor: ExactDecimal) -> Int64? {
    precondition(divisor.digits > 0, "division by \(divisor)")
    // The powers of ten of both sides cancel down to one of their difference.
    let shift = divisor.decimals - decimals
    if shift >= 0 { return quotient(digits, ExactDecimal.power(shift), divisor.digits) }
    let (scaled, overflow) =
      divisor.digits.multipliedReportingOverflow(by: ExactDecimal.power(-shift))
    return overflow ? nil : quotient(digits, 1, scaled)
  }

  /// left x right / divisor where it is whole and fits in 64 bits.
  private func quotient(_ left: Int64, _ right: Int64, _ divisor: Int64) -> Int64? {
    let product = left.multipliedFullWidth(by: right)
    let magnitude = left.magnitude.multipliedFullWidth(by: right.magnitude)
    guard magnitude.high < divisor.magnitude else { return nil }
    let (result, remainder) = divisor.magnitude.dividingFullWidth(magnitude)
    guard remainder == 0, result <= UInt64(Int64.max) else { return nil }
    return product.high < 0 ? -Int64(result) : Int64(result)
  }

  private static func power(_ exponent: Int) -> Int64 {
    var result: Int64 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }
}

extension ExactDecimal: CustomStringConvertible {
  public var description: String {
    guard decimals > 0 else { return String(digits) }
    let text = String(digits.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
    let sign = digits < 0 ? "-" : ""
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
