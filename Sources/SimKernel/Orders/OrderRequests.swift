/// A request to take back one order.
@frozen public struct CancelRequest: Hashable, Sendable, BitwiseCopyable {
  public var id: ClientOrderID
  public var venue: VenueIndex
  public var instrument: InstrumentIndex

  public init(
    id: ClientOrderID, venue: VenueIndex = VenueIndex(0),
    instrument: InstrumentIndex = InstrumentIndex(0)
  ) {
    self.id = id
    self.venue = venue
    self.instrument = instrument
  }
}

/// A request to change an order's open quantity, its limit price, or both.
///
/// A smaller quantity at the same price keeps its place in the queue; any other change goes to the
/// back, and may trade.
@frozen public struct ReplaceRequest: Hashable, Sendable, BitwiseCopyable {
  public var id: ClientOrderID
  public var venue: VenueIndex
  public var instrument: InstrumentIndex
  /// The new open quantity; nil keeps it.
  public var quantity: Quantity?
  /// The new limit; nil keeps it.
  public var price: Price?

  public init(
    id: ClientOrderID, venue: VenueIndex = VenueIndex(0),
    instrument: InstrumentIndex = InstrumentIndex(0), quantity: Quantity? = nil,
    price: Price? = nil
  ) {
    self.id = id
    self.venue = venue
    self.instrument = instrument
    self.quantity = quantity
    self.price = price
  }
}

/// A request to take back all of an agent's orders at a venue, or those in one instrument, or those
/// of one side.
@frozen public struct MassCancelRequest: Hashable, Sendable, BitwiseCopyable {
  public var venue: VenueIndex
  /// The instrument whose orders are cancelled; nil for every instrument of the venue.
  public var instrument: InstrumentIndex?
  /// The side whose orders are cancelled; nil for both.
  public var side: Side?

  public init(
    venue: VenueIndex = VenueIndex(0), instrument: InstrumentIndex? = nil, side: Side? = nil
  ) {
    self.venue = venue
    self.instrument = instrument
    self.side = side
  }
}
