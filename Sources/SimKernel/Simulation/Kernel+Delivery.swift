// Messages to agents: at once to an idle one, through its inbox to one that thinks.

extension Kernel {
  /// Schedules a wake-up.
  mutating func wake(_ agent: UInt32, at time: Int64, tag: UInt32) {
    guard time >= now else {
      note(.wakeInThePast, of: agent)
      return
    }
    // What lies beyond the end of the run cannot happen in it.
    guard time <= plan.end.nanoseconds, hasRoom() else { return }
    queue.push(at: SimTime(nanoseconds: time), EventWord(.wake, agent: agent, slot: tag).payload)
  }

  /// Whether a message has to wait because its agent thinks or others wait already.
  @inline(__always)
  mutating func mustWait(_ agent: UInt32) -> Bool {
    let state = states.base + Int(agent)
    return state.pointee.busyUntil > now || state.pointee.inboxHead != 0
  }

  /// Puts a message into its agent's inbox, and schedules the end of its thinking if it is the
  /// first.
  ///
  /// The inbox bounds quotes alone. They come without being asked for one by one, as fast as the
  /// others trade, and a later one says what a lost one did. All else answers something of the
  /// agent's own, so that there is no more of it than it asked for; and to lose a wake-up, a report
  /// or a snapshot would leave an agent waiting for ever, or wrong about its orders. The limit of
  /// pending events bounds all of it.
  mutating func queueForLater(_ word: EventWord, sequence: UInt64) {
    let state = states.base + Int(word.agent)
    if word.kind == .quote {
      if Int(state.pointee.waitingQuotes) >= plan.inboxLimit {
        loseQuote(word, sequence: sequence)
        return
      }
      state.pointee.waitingQuotes += 1
    }
    let slot = inbox.put(InboxItem(payload: word.payload, sequence: sequence, next: 0)) + 1
    if state.pointee.inboxTail == 0 {
      state.pointee.inboxHead = slot
      if hasRoom() {
        queue.push(
          at: SimTime(nanoseconds: max(now, state.pointee.busyUntil)),
          EventWord(.free, agent: word.agent, slot: 0).payload)
      }
    } else {
      inbox[state.pointee.inboxTail - 1].pointee.next = slot
    }
    state.pointee.inboxTail = slot
  }

  /// The next waiting message of an agent, or nil.
  mutating func takeFromInbox(_ agent: UInt32) -> (word: EventWord, sequence: UInt64)? {
    let state = states.base + Int(agent)
    guard state.pointee.inboxHead != 0 else { return nil }
    let slot = state.pointee.inboxHead - 1
    let item = inbox[slot].pointee
    inbox.release(slot)
    state.pointee.inboxHead = item.next
    if item.next == 0 { state.pointee.inboxTail = 0 }
    let word = EventWord(item.payload)
    if word.kind == .quote { state.pointee.waitingQuotes -= 1 }
    return (word, item.sequence)
  }

  /// Journals a delivery and takes the message out of its room.
  @inline(__always)
  mutating func open(_ word: EventWord, sequence: UInt64) -> AgentMessage {
    states.base[Int(word.agent)].deliveries += 1
    mark(word.agent)
    switch word.kind {
    case .wake:
      deliveries.wakes += 1
      journalDelivery(word, sequence, detail: UInt64(word.slot), isKept: plan.recordsDeliveries)
      return .wake(tag: word.slot)
    case .report:
      deliveries.reports += 1
      let report = reports[word.slot].pointee
      reports.release(word.slot)
      journalDelivery(word, sequence, detail: report.cause, isKept: true)
      if report.isTrade { bookReported(report, agent: word.agent) }
      return .report(report)
    case .quote:
      deliveries.quotes += 1
      let quote = quotes[word.slot].pointee.quote
      leaveQuote(word.slot)
      journalDelivery(word, sequence, detail: quote.number, isKept: plan.recordsDeliveries)
      return .quote(quote)
    case .snapshot:
      deliveries.snapshots += 1
      return .snapshot(openSnapshot(word, sequence))
    case .arrival, .free, .expiry:
      preconditionFailure("an event of kind \(word.kind) is not for an agent")
    }
  }

  private mutating func openSnapshot(_ word: EventWord, _ sequence: UInt64) -> BookSnapshot {
    guard let snapshot = snapshots[Int(word.slot)] else {
      preconditionFailure("snapshot \(word.slot) is gone")
    }
    snapshots[Int(word.slot)] = nil
    journalDelivery(
      word, sequence, detail: UInt64(bitPattern: snapshot.time.nanoseconds), isKept: true)
    return snapshot
  }

  @inline(__always)
  private mutating func journalDelivery(
    _ word: EventWord, _ sequence: UInt64, detail: UInt64, isKept: Bool
  ) {
    let head = RecordHead.word(.event, words: 4, word.kind.rawValue, agent: word.agent)
    if isKept {
      journal.writeEvent(head, UInt64(bitPattern: now), sequence, detail)
    } else {
      journal.holdEvent(head, UInt64(bitPattern: now), sequence, detail)
    }
  }

  private mutating func loseQuote(_ word: EventWord, sequence: UInt64) {
    journalDelivery(word, sequence, detail: 0, isKept: true)
    note(.inboxOverflow, of: word.agent)
    leaveQuote(word.slot)
  }

  /// One delivery less of a quote that travels to several.
  @inline(__always)
  private mutating func leaveQuote(_ slot: UInt32) {
    quotes[slot].pointee.pending -= 1
    if quotes[slot].pointee.pending == 0 { quotes.release(slot) }
  }
}
