/// What an engine did with its last message, in order; reused, so a message allocates nothing.
struct OutcomeBuffer: ~Copyable {
  private var outcomes = Slab<MatchingOutcome>()

  init() {
    _ = outcomes.appendInPlace()
    outcomes.removeAll()
  }

  var count: Int { outcomes.count }

  subscript(index: Int) -> MatchingOutcome { outcomes.base[index] }

  var storage: UnsafeBufferPointer<MatchingOutcome> {
    UnsafeBufferPointer(start: outcomes.base, count: outcomes.count)
  }

  @inline(__always)
  mutating func removeAll() { outcomes.removeAll() }

  /// A new outcome with kind and side set and no reason; the caller sets the other fields.
  @inline(__always)
  mutating func appendInPlace(
    _ kind: MatchingOutcome.Kind, side: Side
  ) -> UnsafeMutablePointer<MatchingOutcome> {
    let outcome = outcomes.appendInPlace()
    outcome.pointee.kind = kind
    outcome.pointee.side = side
    outcome.pointee.reasonCode = 0
    outcome.pointee.reserved = 0
    return outcome
  }

  /// An outcome about one order.
  @inline(__always)
  mutating func append(
    _ kind: MatchingOutcome.Kind, side: Side, owner: UInt32, id: UInt64, priceTicks: Int32,
    quantity: UInt32, remaining: UInt32, reason: UInt8 = 0, ahead: Int64 = 0
  ) {
    OutcomeBuffer.fill(
      outcomes.appendInPlace(), kind, side: side, owner: owner, id: id, priceTicks: priceTicks,
      quantity: quantity, remaining: remaining, reason: reason, ahead: ahead)
  }

  /// The first outcome of a message, in place of those of the message before.
  @inline(__always)
  mutating func startOver(
    _ kind: MatchingOutcome.Kind, side: Side, owner: UInt32, id: UInt64, priceTicks: Int32,
    quantity: UInt32, remaining: UInt32, reason: UInt8 = 0, ahead: Int64 = 0
  ) {
    OutcomeBuffer.fill(
      outcomes.startOver(), kind, side: side, owner: owner, id: id, priceTicks: priceTicks,
      quantity: quantity, remaining: remaining, reason: reason, ahead: ahead)
  }

  @inline(__always)
  private static func fill(
    _ outcome: UnsafeMutablePointer<MatchingOutcome>, _ kind: MatchingOutcome.Kind, side: Side,
    owner: UInt32, id: UInt64, priceTicks: Int32, quantity: UInt32, remaining: UInt32,
    reason: UInt8, ahead: Int64
  ) {
    outcome.pointee.kind = kind
    outcome.pointee.side = side
    outcome.pointee.reasonCode = reason
    outcome.pointee.restingIsHidden = false
    outcome.pointee.owner = AgentIndex(owner)
    outcome.pointee.order = ClientOrderID(id)
    outcome.pointee.otherOwner = AgentIndex(0)
    outcome.pointee.priceTicks = priceTicks
    outcome.pointee.other = ClientOrderID(0)
    outcome.pointee.quantityLots = quantity
    outcome.pointee.remainingLots = remaining
    outcome.pointee.otherRemainingLots = 0
    outcome.pointee.reserved = 0
    outcome.pointee.aheadAtEntryLots = ahead
    outcome.pointee.tradedAheadLots = 0
  }
}

extension OutcomeBuffer {
  /// Fills in how much stands ahead of an order that has come to rest.
  @inline(__always)
  mutating func noteQueuePosition(_ ahead: Int64, at index: Int) {
    outcomes.base[index].aheadAtEntryLots = ahead
  }
}
