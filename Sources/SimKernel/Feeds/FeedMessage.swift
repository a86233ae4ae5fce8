/// Market data beyond quotes and snapshots, and what happens to the line on which it comes.
///
/// Updates of one feed are numbered for each subscriber by themselves, 1, 2, 3 and so on for as
/// long as the run lasts: a number that was left out is a message that was lost. What one message
/// at the venue has changed comes together, under one number; `isLast` marks its last part, behind
/// which the book is whole.
public enum FeedMessage: Hashable, Sendable {
  case level(LevelUpdate)
  case order(OrderUpdate)
  case orders(OrderSnapshot)
  case trade(TradePrint)
  /// The line has failed: all subscriptions have ended, and requests for market data are answered
  /// by this message again. Sent when it fails, by the agent's own side. What comes behind it was
  /// under way when the line failed.
  case disconnected
  /// The line is up again, and the agent's own side has just asked again for all that the failure
  /// has ended or left unanswered: each feed and watch that the agent has not ended, and the last
  /// request of each kind and book. Messages that left before this moment may still come.
  case connected
}

/// What a displayed price level has become: L2.
@frozen public struct LevelUpdate: Hashable, Sendable, BitwiseCopyable {
  public var venue: VenueIndex
  public var instrument: InstrumentIndex
  public var side: Side
  public var isLast: Bool
  public var orderCount: UInt32
  public var price: Price
  /// Displayed lots; zero for a level that is gone.
  public var quantity: Quantity
  public var number: UInt64
  /// When it was so at the venue.
  public var time: SimTime

  public init(
    venue: VenueIndex, instrument: InstrumentIndex, side: Side, isLast: Bool, orderCount: UInt32,
    price: Price, quantity: Quantity, number: UInt64, time: SimTime
  ) {
    self.venue = venue
    self.instrument = instrument
    self.side = side
    self.isLast = isLast
    self.orderCount = orderCount
    self.price = price
    self.quantity = quantity
    self.number = number
    self.time = time
  }
}

/// What has happened to a displayed order: L3.
@frozen public struct OrderUpdate: Hashable, Sendable, BitwiseCopyable {
  @frozen public enum Action: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
    /// It stands at the back of the queue of its price, with `quantity`.
    case add = 1
    /// `quantity` was taken off it, and it keeps its place.
    case reduce
    /// It is gone, with the `quantity` that it had.
    case delete
    /// `quantity` of it traded; it is gone where nothing is left.
    case execute
  }

  public var venue: VenueIndex
  public var instrument: InstrumentIndex
  public var action: Action
  public var side: Side
  public var isLast: Bool
  /// The order's name at the venue, which tells nothing of its owner. One that loses its place, as
  /// an iceberg does for its next slice, goes on under another.
  public var order: UInt64
  public var price: Price
  public var quantity: Quantity
  public var number: UInt64
  /// When it happened at the venue.
  public var time: SimTime
}

/// A trade as everybody sees it.
@frozen public struct TradePrint: Hashable, Sendable, BitwiseCopyable {
  public var venue: VenueIndex
  public var instrument: InstrumentIndex
  public var aggressor: Side
  public var isLast: Bool
  public var price: Price
  public var quantity: Quantity
  public var number: UInt64
  /// When it happened at the venue.
  public var time: SimTime
}

/// The displayed orders of one book: L3, as sent to a new subscriber and on request.
public struct OrderSnapshot: Hashable, Sendable {
  public struct Order: Hashable, Sendable, BitwiseCopyable {
    public var order: UInt64
    public var side: Side
    public var price: Price
    public var quantity: Quantity
  }

  public var venue: VenueIndex
  public var instrument: InstrumentIndex
  /// Bids, then asks, each in priority order.
  public var orders: [Order]
  /// The number of the receiver's last order update that it contains.
  public var number: UInt64
  /// When it was so at the venue.
  public var time: SimTime
}
