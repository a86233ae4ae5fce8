/// What a venue, or the agent's own side, tells an agent about one of its orders.
///
/// Every refusal is one, with a `RejectReason`: the agent's own side refuses new orders that its
/// risk gate does not let through and what is addressed to a venue or instrument that does not
/// exist; the venue refuses the rest, with it a replace that grows an order past its owner's risk
/// limits.
@frozen public struct ExecutionReport: Hashable, Sendable, BitwiseCopyable {
  @frozen public enum Kind: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
    case new = 1
    case partialFill
    case fill
    case cancelled
    case replaced
    case rejected
    case triggered
    case expired
    /// Self-trade prevention took `quantity` off the order without a trade.
    case decremented
    /// An iceberg shows its next slice, `quantity`, at the back of the queue.
    case refreshed
    /// A cancel, replace or mass cancel was refused; an order that it named is as it was.
    ///
    /// Side, price and both quantities are the live order's: its limit and its open quantity. Where
    /// there is none (`unknownOrder`) or the agent's own side refused (`unknownVenue`,
    /// `unknownInstrument`), which knows no book, they mean nothing.
    case changeRejected
  }

  public var kind: Kind
  public var side: Side
  /// Whether the order was the incoming one of a trade.
  public var isAggressor: Bool
  /// Raw value of the `RejectReason` (rejected, changeRejected) or `CancelReason` (cancelled); 0
  /// otherwise.
  public var reasonCode: UInt8
  public var venue: VenueIndex
  public var instrument: InstrumentIndex
  public var order: ClientOrderID
  /// The trade's price, or the order's limit.
  public var price: Price
  /// Traded, accepted, taken back or newly shown, by kind.
  public var quantity: Quantity
  /// Open quantity afterwards; see `Kind.changeRejected`.
  public var remaining: Quantity
  /// Charged for a trade; negative for a rebate.
  public var fee: Money
  /// Resting fills: lots ahead when the order entered its queue. `new`, `replaced` and `refreshed`:
  /// the same, zero for an order that is not in a queue when its message is done.
  public var aheadAtEntry: Quantity
  /// Resting fills: of these and of what overtook, lots that traded before this fill.
  public var tradedAhead: Quantity
  /// When it happened at the venue.
  public var time: SimTime
  /// Sequence of the event that caused it.
  public var cause: UInt64

  public var rejectReason: RejectReason? {
    kind == .rejected || kind == .changeRejected ? RejectReason(rawValue: reasonCode) : nil
  }

  public var cancelReason: CancelReason? {
    kind == .cancelled ? CancelReason(rawValue: reasonCode) : nil
  }

  /// Resting fills: lots that stood ahead on entry and left without trading before this fill.
  ///
  /// Orders that overtook (displayed before hidden) can trade first, which makes it a lower bound.
  public var cancelledAhead: Quantity { max(.zero, aheadAtEntry - tradedAhead) }

  @inlinable @inline(__always) public var isTrade: Bool { kind == .partialFill || kind == .fill }

  /// Whether the order is gone.
  @inlinable public var isFinal: Bool {
    switch kind {
    case .fill, .cancelled, .rejected, .expired: true
    case .decremented: remaining == .zero
    case .new, .partialFill, .replaced, .triggered, .refreshed, .changeRejected: false
    }
  }
}
