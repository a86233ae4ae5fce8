import SimKernel

/// The book in which an agent trades: how it reads its prices and what it sends there.
public struct TradedBook: Hashable, Sendable {
  public let venue: VenueIndex
  public let instrument: InstrumentIndex
  /// The price to assume before there is one.
  public let openPrice: Price

  public init(venue: VenueIndex, instrument: InstrumentIndex, openPrice: Price) {
    self.venue = venue
    self.instrument = instrument
    self.openPrice = openPrice
  }

  init(_ assignment: AgentType.Assignment) {
    self.init(
      venue: assignment.venue, instrument: assignment.instrument, openPrice: assignment.openPrice)
  }

  /// Twice the mid price, ticks; of a one-sided or empty book twice the last trade's price, and
  /// before the first trade twice the opening price.
  func twiceMid(_ snapshot: BookSnapshot) -> Int64 {
    if let bid = snapshot.bids.first, let ask = snapshot.asks.first {
      return bid.price.ticks + ask.price.ticks
    }
    return 2 * (snapshot.lastTradePrice ?? openPrice).ticks
  }

  /// Asks to be told the best prices whenever they change.
  func follow(_ context: inout AgentContext) { context.subscribe(venue, instrument) }

  /// Asks for the best prices.
  func look(depth: Int = 1, _ context: inout AgentContext) {
    context.requestSnapshot(venue, instrument, depth: depth)
  }

  /// Sends an order that trades at once or not at all: at any price, or up to a limit.
  @discardableResult
  func take(_ side: Side, _ lots: Int64, limit: Price? = nil, _ context: inout AgentContext)
    -> ClientOrderID
  {
    let id = context.nextOrderID()
    context.submit(
      NewOrder(
        id: id, venue: venue, instrument: instrument, side: side,
        type: limit == nil ? .market : .limit, timeInForce: .immediateOrCancel,
        quantity: Quantity(lots: lots), price: limit ?? Price(ticks: 0)))
    return id
  }

  /// Sends a limit order that rests, for ever or up to a moment, displayed or hidden.
  func rest(
    _ side: Side, _ lots: Int64, at price: Price, until expiry: SimTime? = nil,
    isHidden: Bool = false, _ context: inout AgentContext
  ) -> ClientOrderID {
    let id = context.nextOrderID()
    context.submit(
      NewOrder(
        id: id, venue: venue, instrument: instrument, side: side,
        timeInForce: expiry == nil ? .goodTillCancel : .goodTillTime,
        quantity: Quantity(lots: lots), price: price, isHidden: isHidden, expiry: expiry))
    return id
  }

  /// Asks to take back an order.
  func cancel(_ id: ClientOrderID, _ context: inout AgentContext) {
    context.cancel(CancelRequest(id: id, venue: venue, instrument: instrument))
  }

  /// The agent's position, lots, as far as it has been told.
  func position(_ context: borrowing AgentContext) -> Int64 { context.position(instrument).lots }
}
