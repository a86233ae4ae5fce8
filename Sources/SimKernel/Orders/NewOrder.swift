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
  /// Optional fields are stored as plain numbers with one value that means none: 72 bytes, not 112.
  @usableFromInline var displayLots: Int64
  @usableFromInline var stopTicks: Int64
  @usableFromInline var protectionTicks: Int64
  @usableFromInline var expiryNanoseconds: Int64
  @usableFromInline static var none: Int64 { Int64.min }

  @inlinable public init(
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
    displayLots = displayQuantity?.lots ?? NewOrder.none
    stopTicks = stopPrice?.ticks ?? NewOrder.none
    protectionTicks = protectionPrice?.ticks ?? NewOrder.none
    expiryNanoseconds = expiry?.nanoseconds ?? NewOrder.none
  }
}

extension NewOrder {
  /// Whether none of the optional fields that only some orders have is set.
  @inlinable
  var hasNoTrigger: Bool { (stopTicks ^ NewOrder.none) | (protectionTicks ^ NewOrder.none) == 0 }

  /// Whether it also shows itself in full and never ends by itself at a moment of its own.
  @inlinable
  var hasNoOption: Bool {
    hasNoTrigger && (displayLots ^ NewOrder.none) | (expiryNanoseconds ^ NewOrder.none) == 0
  }

  /// The displayed slice of an iceberg; nil for an order shown in full.
  @inlinable public var displayQuantity: Quantity? {
    get { displayLots == NewOrder.none ? nil : Quantity(lots: displayLots) }
    set { displayLots = newValue?.lots ?? NewOrder.none }
  }

  /// The trigger, for `.stop` and `.stopLimit`.
  @inlinable public var stopPrice: Price? {
    get { stopTicks == NewOrder.none ? nil : Price(ticks: stopTicks) }
    set { stopTicks = newValue?.ticks ?? NewOrder.none }
  }

  /// The worst price at which a `.market` or triggered `.stop` order may trade.
  @inlinable public var protectionPrice: Price? {
    get { protectionTicks == NewOrder.none ? nil : Price(ticks: protectionTicks) }
    set { protectionTicks = newValue?.ticks ?? NewOrder.none }
  }

  /// When a `.goodTillTime` order ends.
  @inlinable public var expiry: SimTime? {
    get {
      expiryNanoseconds == NewOrder.none ? nil : SimTime(nanoseconds: expiryNanoseconds)
    }
    set { expiryNanoseconds = newValue?.nanoseconds ?? NewOrder.none }
  }

  /// Whether it is a limit order, good till cancelled or immediate, without any modifier: what most
  /// orders are, and what `MatchingEngine` handles on a way of its own.
  @inlinable @inline(__always) var isPlain: Bool {
    type == .limit && (timeInForce == .goodTillCancel || timeInForce == .immediateOrCancel)
      && !isHidden && !isPostOnly && hasNoOption
  }
}
