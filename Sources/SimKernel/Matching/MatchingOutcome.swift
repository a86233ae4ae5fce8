/// One thing that a matching engine did while it handled one message; the kernel turns it into
/// execution reports and market data.
///
/// A plain 64-byte value, so that the buffer of outcomes is reused without allocation. Which fields
/// hold what, by `kind`:
///
/// | kind | order | other | quantity | remaining |
/// |---|---|---|---|---|
/// | accepted | the order | - | its quantity | its quantity |
/// | rejected | the request's order | - | 0 | 0 |
/// | trade | the aggressor | the resting order | traded | aggressor's open quantity after |
/// | cancelled | the order | - | taken back | 0 |
/// | replaced | the order | - | new open quantity | the same |
/// | triggered | the stop order | - | its quantity | the same |
/// | expired | the order | - | taken back | 0 |
/// | refreshed | the iceberg | - | the new slice | its open quantity |
/// | decremented | the incoming order | the resting order | taken off both | incoming's after |
@frozen public struct MatchingOutcome: Hashable, Sendable, BitwiseCopyable {
  @frozen public enum Kind: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
    case accepted = 1
    case rejected
    case trade
    case cancelled
    case replaced
    case triggered
    case expired
    case refreshed
    case decremented
  }

  public var kind: Kind
  /// Side of `order`.
  public var side: Side
  /// Raw value of the `RejectReason` (rejected) or `CancelReason` (cancelled); 0 otherwise.
  public var reasonCode: UInt8
  /// Whether the resting order of a trade or decrement was hidden.
  public var restingIsHidden: Bool
  public var owner: AgentIndex
  public var order: ClientOrderID
  public var otherOwner: AgentIndex
  /// Price, ticks: the resting order's for a trade or decrement, else the order's limit; 0 where it
  /// has none and for rejects. |ticks| < 2^31.
  public var priceTicks: Int32
  public var other: ClientOrderID
  /// Lots.
  public var quantityLots: UInt32
  /// Open quantity of `order` afterwards, lots.
  public var remainingLots: UInt32
  /// Open quantity of `other` afterwards, lots.
  public var otherRemainingLots: UInt32
  /// Padding, always 0.
  public var reserved: UInt32
  /// trade: lots that stood before the resting order at its price when it entered its queue;
  /// accepted, replaced, refreshed: the same for `order` where it rests now, else 0.
  public var aheadAtEntryLots: Int64
  /// trade: of those, and of what overtook, the lots that traded before this fill.
  public var tradedAheadLots: Int64

  public var price: Price { Price(ticks: Int64(priceTicks)) }
  public var quantity: Quantity { Quantity(lots: Int64(quantityLots)) }
  public var remaining: Quantity { Quantity(lots: Int64(remainingLots)) }
  public var otherRemaining: Quantity { Quantity(lots: Int64(otherRemainingLots)) }
  public var rejectReason: RejectReason? {
    kind == .rejected ? RejectReason(rawValue: reasonCode) : nil
  }
  public var cancelReason: CancelReason? {
    kind == .cancelled ? CancelReason(rawValue: reasonCode) : nil
  }
}

extension MatchingOutcome {
  /// An outcome of one kind about one order, every figure 0 until its maker fills it in.
  public init(kind: Kind, side: Side, owner: AgentIndex, order: ClientOrderID) {
    self.init(
      kind: kind, side: side, reasonCode: 0, restingIsHidden: false, owner: owner, order: order,
      otherOwner: AgentIndex(0), priceTicks: 0, other: ClientOrderID(0), quantityLots: 0,
      remainingLots: 0, otherRemainingLots: 0, reserved: 0, aheadAtEntryLots: 0,
      tradedAheadLots: 0)
  }
}
