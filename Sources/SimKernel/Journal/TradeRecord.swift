/// A trade as the journal tells it: the event in which it happened and the record of the trade.
public struct TradeRecord: Hashable, Sendable {
  public var time: SimTime
  public var venue: VenueIndex
  public var instrument: InstrumentIndex
  /// Side of the aggressor.
  public var side: Side
  public var price: Price
  public var quantity: Quantity
  public var aggressor: AgentIndex
  public var order: ClientOrderID
  public var resting: AgentIndex
  public var restingOrder: ClientOrderID
  public var restingIsHidden: Bool
  /// Open quantities afterwards, of the aggressor's order and of the resting one.
  public var remaining: Quantity
  public var restingRemaining: Quantity
  /// Lots before the resting order when it entered its queue, and those of them traded before.
  public var aheadAtEntry: Quantity
  public var tradedAhead: Quantity

  /// Takes the two records apart.
  ///
  /// - Parameters:
  ///   - event: Time and last word of the `event` record before the trade.
  ///   - trade: The words of the `trade` record.
  /// - Precondition: `trade` is a whole record of that kind.
  public init(event: (time: UInt64, place: UInt64), trade: UnsafeBufferPointer<UInt64>) {
    precondition(
      trade.count == RecordKind.trade.wordCount && RecordKind(head: trade[0]) == .trade,
      "a record with the head \(trade[0]) is no trade")
    time = SimTime(nanoseconds: Int64(bitPattern: event.time))
    venue = VenueIndex(UInt16(truncatingIfNeeded: event.place))
    instrument = InstrumentIndex(UInt16(truncatingIfNeeded: event.place >> 32))
    side = UInt8(truncatingIfNeeded: trade[0] >> 16) == Side.buy.rawValue ? .buy : .sell
    restingIsHidden = UInt8(truncatingIfNeeded: trade[0] >> 24) == 1
    aggressor = AgentIndex(UInt32(trade[0] >> 32))
    order = ClientOrderID(trade[1])
    price = Price(ticks: Int64(Int32(truncatingIfNeeded: trade[2])))
    quantity = Quantity(lots: Int64(trade[2] >> 32))
    remaining = Quantity(lots: Int64(UInt32(truncatingIfNeeded: trade[3])))
    restingRemaining = Quantity(lots: Int64(trade[3] >> 32))
    resting = AgentIndex(UInt32(truncatingIfNeeded: trade[4]))
    restingOrder = ClientOrderID(trade[5])
    aheadAtEntry = Quantity(lots: Int64(bitPattern: trade[6]))
    tradedAhead = Quantity(lots: Int64(bitPattern: trade[7]))
  }
}
