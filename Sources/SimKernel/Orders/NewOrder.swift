/// A request to enter an order, as it travels from an agent to a venue.
@frozen public struct NewOrder: Hashable, Sendable, BitwiseCopyable {
  public var id: ClientOrderID
  public var venue: VenueIndex
  public var instrument: InstrumentIndex
  public var side: Side
  public var type: OrderType
  public var timeInForce: TimeInForce
  /// Rests out of sight, behind displayed orders at its price.
  public var isHidden: Bool
  /// Is rejected rather than trade on entry.
  public var isPostOnly: Bool
  /// Lots.
  public var quantity: Quantity
  /// The limit, for `.limit` and `.stopLimit`; ignored for the others.
  public var price: Price
  /// The displayed slice of an iceberg; nil for an order shown in full.
  public var displayQuantity: Quantity?
  /// The trigger, for `.stop` and `.stopLimit`.
  public var stopPrice: Price?
  /// The worst price at which a `.market` or triggered `.stop` order may trade.
  public var protectionPrice: Price?
  /// When a `.goodTillTime` order ends.
  public var expiry: SimTime?

  public init(
    id: ClientOrderID, venue: VenueIndex = VenueIndex(0),
    instrument: InstrumentIndex = InstrumentIndex(0), side: Side, type: OrderType = .limit,
    timeInForce: TimeInForce = .goodTillCancel, quantity: Quantity, price: Price = Price(ticks: 0),
    displayQuantity: Quantity? = nil, isHidden: Bool = false, isPostOnly: Bool = false,
    stopPrice: Price? = nil, protectionPrice: Price? = nil, expiry: SimTime? = nil
  ) {
    self.id = id
    self.venue = venue
    self.instrument = instrument
    self.side = side
    self.type = type
    self.timeInForce = timeInForce
    self.isHidden = isHidden
    self.isPostOnly = isPostOnly
    self.quantity = quantity
    self.price = price
    self.displayQuantity = displayQuantity
    self.stopPrice = stopPrice
    self.protectionPrice = protectionPrice
    self.expiry = expiry
  }
}
