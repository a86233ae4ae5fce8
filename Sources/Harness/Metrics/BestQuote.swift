/// The best prices and the sizes displayed at them, on both sides, in the units of a file.
///
/// A side with size 0 is empty; its price then means nothing.
public struct BestQuote: Hashable, Sendable {
  /// Dollars x 10^4.
  public var askPrice: Int64
  /// Shares.
  public var askSize: Int64
  /// Dollars x 10^4.
  public var bidPrice: Int64
  /// Shares.
  public var bidSize: Int64

  public init(askPrice: Int64, askSize: Int64, bidPrice: Int64, bidSize: Int64) {
    self.askPrice = askPrice
    self.askSize = askSize
    self.bidPrice = bidPrice
    self.bidSize = bidSize
  }

  /// Whether somebody offers and somebody bids, so that there are a mid and a spread.
  public var isTwoSided: Bool { askSize > 0 && bidSize > 0 }

  /// Half of ask plus bid, dollars x 10^4.
  var mid: Double { Double(askPrice + bidPrice) / 2 }

  /// Ask less bid, dollars x 10^4.
  var spread: Int64 { askPrice - bidPrice }
}
