import SimKernel

/// The new orders of a journal, by owner and id; records of triggers belong to the order before.
public struct SentOrders {
  public struct Name: Hashable, Sendable {
    public var owner: UInt32
    public var id: UInt64

    public init(owner: UInt32, id: UInt64) {
      self.owner = owner
      self.id = id
    }
  }

  private var orders: [Name: NewOrder] = [:]
  private var last: Name?

  public init() {}

  public subscript(owner: UInt32, id: UInt64) -> NewOrder? { orders[Name(owner: owner, id: id)] }

  public mutating func apply(_ line: JournalLine) {
    switch line.kind {
    case .sent:
      last = nil
      guard line.detail == 0, let order = SentOrders.order(line) else { return }
      let name = Name(owner: line.agent, id: line.words[3])
      orders[name] = order
      last = name
    case .sentTriggers:
      guard let last else { return }
      if line.signed(1) != .min { orders[last]?.stopPrice = Price(ticks: line.signed(1)) }
      if line.signed(2) != .min { orders[last]?.protectionPrice = Price(ticks: line.signed(2)) }
      if line.signed(3) != .min { orders[last]?.expiry = SimTime(nanoseconds: line.signed(3)) }
    default: break
    }
  }

  /// The order of a sent record, without triggers and expiry.
  public static func order(_ line: JournalLine) -> NewOrder? {
    let word = line.words[6]
    guard let side = Side(rawValue: UInt8(truncatingIfNeeded: word >> 32)),
      let type = OrderType(rawValue: UInt8(truncatingIfNeeded: word >> 40)),
      let life = TimeInForce(rawValue: UInt8(truncatingIfNeeded: word >> 48))
    else { return nil }
    return NewOrder(
      id: ClientOrderID(line.words[3]), venue: VenueIndex(UInt16(truncatingIfNeeded: word)),
      instrument: InstrumentIndex(UInt16(truncatingIfNeeded: word >> 16)), side: side, type: type,
      timeInForce: life, quantity: Quantity(lots: line.signed(5)),
      price: Price(ticks: line.signed(4)),
      displayQuantity: line.signed(7) == .min ? nil : Quantity(lots: line.signed(7)),
      isHidden: line.second & 4 != 0, isPostOnly: line.second & 8 != 0)
  }
}
