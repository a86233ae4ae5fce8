/// The best displayed prices of one book and its last trade: L1.
@frozen public struct Quote: Hashable, Sendable, BitwiseCopyable {
  public var venue: VenueIndex
  public var instrument: InstrumentIndex
  var bidTicks: Int32
  var askTicks: Int32
  var lastTicks: Int32
  /// Lots at the best bid; zero for none.
  public var bidQuantity: Quantity
  /// Lots at the best ask; zero for none.
  public var askQuantity: Quantity
  /// Lots of the last trade; zero before the first.
  public var lastQuantity: Quantity
  /// When it was so at the venue.
  public var time: SimTime
  /// Counts the publications of a run.
  public var number: UInt64

  public var bid: Price? { bidQuantity == .zero ? nil : Price(ticks: Int64(bidTicks)) }
  public var ask: Price? { askQuantity == .zero ? nil : Price(ticks: Int64(askTicks)) }
  public var last: Price? { lastQuantity == .zero ? nil : Price(ticks: Int64(lastTicks)) }

  /// Bid plus ask, in half ticks twice the mid price; nil for a one-sided book.
  public var midHalfTicks: Int64? {
    guard let bid, let ask else { return nil }
    return bid.ticks + ask.ticks
  }
}
