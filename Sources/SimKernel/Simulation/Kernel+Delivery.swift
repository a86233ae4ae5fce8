// Messages to agents, each journalled and taken out of its room when it is handed over.

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

  /// Counts a delivery.
  @inline(__always)
  mutating func noteDelivery(to agent: UInt32) {
    states.base[Int(agent)].deliveries &+= 1
    mark(agent)
  }

  /// Journals a wake-up and returns its tag.
  @inline(__always)
  mutating func openWake(_ word: EventWord, sequence: UInt64) -> UInt32 {
    deliveries.wakes &+= 1
    states.base[Int(word.agent)].wakes &+= 1
    journalDelivery(word, sequence, detail: UInt64(word.slot), isKept: plan.recordsDeliveries)
    return word.slot
  }

  /// Journals the delivery of a report and takes it out of its room.
  @inline(__always)
  mutating func openReport(_ word: EventWord, sequence: UInt64) -> ExecutionReport {
    deliveries.reports &+= 1
    // Read where it stands and copied once; its slot is not taken again before the agent has it.
    let report = reports[word.slot]
    reports.release(word.slot)
    journalDelivery(word, sequence, detail: report.pointee.cause, isKept: true)
    if report.pointee.isTrade { bookReported(report, agent: word.agent) }
    return report.pointee
  }

  /// Journals the delivery of a quote.
  @inline(__always)
  mutating func openQuote(_ word: EventWord, sequence: UInt64) -> Quote {
    deliveries.quotes &+= 1
    let quote = quotes[word.slot].pointee.quote
    leaveQuote(word.slot)
    journalDelivery(word, sequence, detail: quote.number, isKept: plan.recordsDeliveries)
    return quote
  }

  /// Journals the delivery of a snapshot and takes it out of its place.
  mutating func openSnapshot(_ word: EventWord, sequence: UInt64) -> BookSnapshot {
    deliveries.snapshots += 1
    let snapshot = snapshots.take(word.slot)
    journalDelivery(
      word, sequence, detail: UInt64(bitPattern: snapshot.time.nanoseconds), isKept: true)
    return snapshot
  }

  @inline(__always)
  mutating func journalDelivery(
    _ word: EventWord, _ sequence: UInt64, detail: UInt64, isKept: Bool
  ) {
    let head = RecordHead.word(.event, words: 4, word.kind.rawValue, agent: word.agent)
    if isKept {
      journal.writeEvent(head, UInt64(bitPattern: now), sequence, detail)
    } else {
      journal.holdEvent(head, UInt64(bitPattern: now), sequence, detail)
    }
  }

  /// Journals that a quote was lost in its agent's inbox.
  mutating func loseQuote(_ word: EventWord, sequence: UInt64) {
    let number = quotes[word.slot].pointee.quote.number
    journalDelivery(word, sequence, detail: number, isKept: true)
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
