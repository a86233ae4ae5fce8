/// News that a book's displayed lots have become lopsided, or no longer are.
///
/// The imbalance is 1 - fewer / more lots of the two sides: 0 for equal ones, 1 for an empty one.
public struct BookImbalance: Hashable, Sendable, BitwiseCopyable {
  public enum Stage: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
    case start = 1
    case finish
  }

  public var venue: VenueIndex
  public var instrument: InstrumentIndex
  public var stage: Stage
  /// The side that has, or had, more lots.
  public var side: Side
  /// Displayed lots of all bids.
  public var bidQuantity: Quantity
  /// Displayed lots of all asks.
  public var askQuantity: Quantity
  /// When it was so at the venue.
  public var time: SimTime
}
