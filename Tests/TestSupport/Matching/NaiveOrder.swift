import SimKernel

/// One live order of the naive book: resting, waiting for its trigger, or on its way in.
public struct NaiveOrder: Hashable, Sendable {
  public var owner: AgentIndex
  public var id: ClientOrderID
  public var side: Side
  public var timeInForce: TimeInForce
  /// nil for market and stop orders.
  public var limit: Price?
  public var stop: Price?
  public var protection: Price?
  public var isHidden: Bool
  public var isPostOnly: Bool
  /// The slice an iceberg shows, lots; nil for an order shown in full.
  public var display: Int64?
  /// Open quantity, lots.
  public var open: Int64
  /// What the book shows of it now, lots; 0 while hidden, waiting or incoming.
  public var shown: Int64 = 0
  /// When it ends: its own expiry, the session's end for a day order, nil for the others.
  public var end: SimTime?
  /// When it last entered its queue.
  public var arrival: UInt64
  /// When it first came.
  public var entry: UInt64
  /// Lots before it in its queue when it entered.
  public var aheadAtEntry: Int64 = 0
  /// Lots that traded before it in its queue since.
  public var tradedAhead: Int64 = 0

  init(
    _ order: NewOrder, owner: AgentIndex, arrival: UInt64, sessionEnd: SimTime
  ) {
    let hasLimit = order.type == .limit || order.type == .stopLimit
    self.owner = owner
    id = order.id
    side = order.side
    timeInForce = order.timeInForce
    limit = hasLimit ? order.price : nil
    stop = order.stopPrice
    protection = order.protectionPrice
    isHidden = order.isHidden
    isPostOnly = order.isPostOnly
    display = order.displayQuantity?.lots
    open = order.quantity.lots
    end = order.timeInForce == .day ? sessionEnd : order.expiry
    self.arrival = arrival
    entry = arrival
  }

  /// The worst price at which it may trade; nil for any.
  var bound: Price? { limit ?? protection }

  /// Lots that one meeting with it can take.
  var reachable: Int64 { isHidden ? open : shown }

  /// Whether an order with this bound trades at `price`.
  func accepts(_ price: Price) -> Bool {
    guard let bound else { return true }
    return side == .buy ? price <= bound : price >= bound
  }

  /// Whether a trade at `price` sets off this waiting order.
  func isReached(by price: Price) -> Bool {
    guard let stop else { return false }
    return side == .buy ? price >= stop : price <= stop
  }

  /// Whether it stands before `other`, an order of the same side, in priority.
  func precedes(_ other: NaiveOrder) -> Bool {
    guard let limit, let otherLimit = other.limit else { preconditionFailure("resting: a limit") }
    if limit != otherLimit { return side == .buy ? limit > otherLimit : limit < otherLimit }
    if isHidden != other.isHidden { return other.isHidden }
    return arrival < other.arrival
  }
}
