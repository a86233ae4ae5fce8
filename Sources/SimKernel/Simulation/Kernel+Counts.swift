// What became of orders, counted for reports on a run.

extension Kernel {
  /// Counts a new limit order that came to rest, by the outcomes of its message.
  @inline(__always)
  func countRested(
    _ mail: UnsafePointer<VenueMail>, _ owner: AgentIndex, _ book: UnsafeMutablePointer<VenueBook>
  ) {
    let outcomes = book.pointee.engine.outcomeStorage
    // An order that meets nobody has one outcome.
    if outcomes.count == 1 {
      let isAccepted = outcomes[0].kind == .accepted && mail.pointee.order.type == .limit
      book.pointee.rested &+= isAccepted ? 1 : 0
    } else if rests(mail.pointee.order, owner, outcomes) {
      book.pointee.rested &+= 1
    }
  }

  @inline(never)
  private func rests(
    _ order: NewOrder, _ owner: AgentIndex, _ outcomes: UnsafeBufferPointer<MatchingOutcome>
  ) -> Bool {
    guard order.type == .limit, outcomes.first?.kind == .accepted else { return false }
    return !outcomes.contains { outcome in
      guard outcome.order == order.id, outcome.owner == owner else { return false }
      switch outcome.kind {
      case .trade, .decremented: return outcome.remainingLots == 0
      case .cancelled, .expired, .rejected: return true
      case .accepted, .replaced, .triggered, .refreshed: return false
      }
    }
  }
}

extension MatchingOutcome {
  /// Whether an order went because its owner asked.
  @inline(__always)
  var isOwnersCancel: Bool {
    kind == .cancelled
      && (reasonCode == CancelReason.requested.rawValue
        || reasonCode == CancelReason.massCancel.rawValue)
  }
}
