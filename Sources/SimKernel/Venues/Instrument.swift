/// What is traded, with the meaning of its integers.
public struct Instrument: Hashable, Sendable {
  public var symbol: String
  /// One tick is tickDigits x 10^-tickDecimals of the currency.
  public var tickDigits: Int64
  public var tickDecimals: Int
  /// Units of the instrument in one lot.
  public var lotUnits: Int64
  /// ISO 4217 code, or any other name of the money it trades in.
  public var currency: String
  /// Where agents without better knowledge start.
  public var openPrice: Price

  public init(
    symbol: String, tickDigits: Int64 = 1, tickDecimals: Int = 2, lotUnits: Int64 = 1,
    currency: String = "USD", openPrice: Price
  ) {
    self.symbol = symbol
    self.tickDigits = tickDigits
    self.tickDecimals = tickDecimals
    self.lotUnits = lotUnits
    self.currency = currency
    self.openPrice = openPrice
  }
}
