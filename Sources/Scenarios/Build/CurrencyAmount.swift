import SimKernel

/// An amount of currency, held exactly: digits x 10^-decimals.
public struct CurrencyAmount: Hashable, Sendable {
  /// The amount without its decimal point.
  public let digits: Int128
  /// Digits after the decimal point; at most `decimalLimit`.
  public let decimals: Int

  static let decimalLimit = 24
  /// Decimal places of a money unit beyond those of the tick: 10^-4.
  private static let unitDecimals = 4

  public static var zero: CurrencyAmount { CurrencyAmount(digits: 0, decimals: 0) }

  /// - Precondition: `decimals` is from 0 to 24.
  public init(digits: Int128, decimals: Int) {
    precondition(decimals >= 0 && decimals <= Self.decimalLimit, "\(decimals) decimals")
    self.digits = digits
    self.decimals = decimals
  }

  /// What an amount of money in one instrument is worth in that instrument's currency.
  ///
  /// units x tick x lot x 10^-4; nil where that exceeds 127 bits.
  public init?(_ money: Money, in instrument: Instrument) {
    let (unit, first) = Int128(instrument.tickDigits)
      .multipliedReportingOverflow(by: Int128(instrument.lotUnits))
    let (digits, second) = unit.multipliedReportingOverflow(by: Int128(money.units))
    if first || second { return nil }
    self.init(digits: digits, decimals: instrument.tickDecimals + Self.unitDecimals)
  }

  /// A price of one unit of an instrument.
  public init(_ price: Price, in instrument: Instrument) {
    self.init(
      digits: Int128(price.ticks) * Int128(instrument.tickDigits),
      decimals: instrument.tickDecimals)
  }

  /// The sum, or nil where it exceeds 127 bits.
  public func adding(_ other: CurrencyAmount) -> CurrencyAmount? {
    let decimals = max(decimals, other.decimals)
    guard let left = scaled(to: decimals), let right = other.scaled(to: decimals) else {
      return nil
    }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : CurrencyAmount(digits: sum, decimals: decimals)
  }

  private func scaled(to places: Int) -> Int128? {
    var result = digits
    for _ in decimals..<places {
      let (next, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result = next
    }
    return result
  }
}

extension CurrencyAmount: CustomStringConvertible {
  /// All digits, without zeros at the end of the decimals.
  public var description: String { text(leastDecimals: 0) }

  /// All digits, with at least so many decimals: `1000.50` and not `1000.5`.
  public func text(leastDecimals: Int) -> String {
    let magnitude = String(digits.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - magnitude.count)) + magnitude
    var fraction = padded.suffix(decimals)
    while fraction.count > leastDecimals && fraction.last == "0" { fraction.removeLast() }
    let sign = digits < 0 ? "-" : ""
    return sign + padded.dropLast(decimals) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
