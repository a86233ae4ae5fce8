/// What an engine did with its last message, in order; reused, so a message allocates nothing.
struct OutcomeBuffer: ~Copyable {
  fileprivate var outcomes = Slab<MatchingOutcome>()

  init() {}

  var count: Int { outcomes.count }

  subscript(index: Int) -> MatchingOutcome { outcomes.base[index] }

  @inline(__always)
  mutating func removeAll() { outcomes.removeAll() }

  @inline(__always)
  mutating func append(_ outcome: MatchingOutcome) { _ = outcomes.append(outcome) }

  /// An outcome about one order.
  @inline(__always)
  mutating func append(
    _ kind: MatchingOutcome.Kind, side: Side, owner: UInt32, id: UInt64, priceTicks: Int32,
    quantity: UInt32, remaining: UInt32, reason: UInt8 = 0, ahead: Int64 = 0
  ) {
    append(
      MatchingOutcome(
        kind: kind, side: side, reasonCode: reason, restingIsHidden: false,
        owner: AgentIndex(owner), order: ClientOrderID(id), otherOwner: AgentIndex(0),
        priceTicks: priceTicks, other: ClientOrderID(0), quantityLots: quantity,
        remainingLots: remaining, otherRemainingLots: 0, reserved: 0, aheadAtEntryLots: ahead,
        tradedAheadLots: 0))
  }
}

extension OutcomeBuffer {
  /// Fills in how much stands ahead of an order that has come to rest.
  @inline(__always)
  mutating func noteQueuePosition(_ ahead: Int64, at index: Int) {
    outcomes.base[index].aheadAtEntryLots = ahead
  }
}
