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
}
