/// The displayed levels of one book to a depth: L2, as answered to a request.
public struct BookSnapshot: Hashable, Sendable {
  public var venue: VenueIndex
  public var instrument: InstrumentIndex
  /// Best first.
  public var bids: [BookLevel]
  /// Best first.
  public var asks: [BookLevel]
  public var lastTradePrice: Price?
  /// Lots traded in the window that the request named; nil where it named none.
  public var traded: TradedVolume?
  /// When it was so at the venue.
  public var time: SimTime
  /// Of an answer to a request: the number of the asker's last level update that it contains; 0
  /// before the first, and where it has never subscribed to levels.
  public var levelNumber: UInt64 = 0

  public init(
    venue: VenueIndex, instrument: InstrumentIndex, bids: [BookLevel], asks: [BookLevel],
    lastTradePrice: Price?, traded: TradedVolume?, time: SimTime, levelNumber: UInt64 = 0
  ) {
    self.venue = venue
    self.instrument = instrument
    self.bids = bids
    self.asks = asks
    self.lastTradePrice = lastTradePrice
    self.traded = traded
    self.time = time
    self.levelNumber = levelNumber
  }
}
