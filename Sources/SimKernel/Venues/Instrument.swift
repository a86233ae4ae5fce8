/// What is traded, with the meaning of its integers.
public struct Instrument: Hashable, Sendable {
  public var symbol: String
  /// Currency amount of one tick, in units of 10^-9.
  public var tickNanos: Int64
  /// Units of the instrument in one lot.
  public var lotUnits: Int64
  /// ISO 4217 code, or any other name of the money it trades in.
  public var currency: String
  /// Where agents without better knowledge start.
  public var openPrice: Price

  public init(
    symbol: String, tickNanos: Int64, lotUnits: Int64, currency: String, openPrice: Price
  ) {
    self.symbol = symbol
    self.tickNanos = tickNanos
    self.lotUnits = lotUnits
    self.currency = currency
    self.openPrice = openPrice
  }
}
