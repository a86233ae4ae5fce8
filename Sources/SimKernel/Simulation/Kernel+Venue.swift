// A message at a venue: the engine handles it, and the kernel sends what came of it.

extension Kernel {
  /// Handles the arrival of a message at a venue.
  mutating func arrive(_ word: EventWord, sequence: UInt64) {
    let mail = venueMail[word.slot]
    let index = VenueBook.index(
      venue: mail.pointee.order.venue.value, instrument: mail.pointee.order.instrument.value,
      instruments: instrumentCount)
    deliveries.arrivals &+= 1
    let place = RecordHead.halves(
      UInt32(mail.pointee.order.venue.value), UInt32(mail.pointee.order.instrument.value))
    journal.writeEvent(
      RecordHead.word(.event, words: 4, EventWord.Kind.arrival.rawValue, agent: word.agent),
      UInt64(bitPattern: now), sequence, place)
    handle(mail, from: word.agent, at: index)
    if mail.pointee.isForEveryBook { handle(mail, from: word.agent, atBooksBehind: index) }
    venueMail.release(word.slot)
  }

  @inline(__always)
  private mutating func handle(
    _ mail: UnsafeMutablePointer<VenueMail>, from agent: UInt32, at index: Int
  ) {
    // Onlookers leave expiries to their own event, so that they change nothing for the others.
    if mail.pointee.kind.concernsOrders { expireDueOrders(index) }
    apply(mail, from: agent, to: index)
    settle(index)
  }

  /// Takes a message to the venue's other books, in the order of instruments, each announced by a
  /// record; an empty book has nothing to tell.
  @inline(never)
  private mutating func handle(
    _ mail: UnsafeMutablePointer<VenueMail>, from agent: UInt32, atBooksBehind first: Int
  ) {
    for instrument in 1..<max(1, instrumentCount) {
      let index = first + instrument
      if books[index].engine.liveOrderCount == 0 { continue }
      journal.write(
        RecordHead.word(.book, words: 4),
        RecordHead.halves(UInt32(mail.pointee.order.venue.value), UInt32(instrument)), 0, 0)
      handle(mail, from: agent, at: index)
    }
  }

  /// Handles the moment at which a book's earliest expiry comes.
  mutating func expire(_ word: EventWord, sequence: UInt64) {
    let index = Int(word.slot)
    let book = books + index
    book.pointee.expiryEvent = nil
    book.pointee.expiryTime = .max
    let place = RecordHead.halves(
      UInt32(book.pointee.venue.value), UInt32(book.pointee.instrument.value))
    journal.writeEvent(
      RecordHead.word(.event, words: 4, EventWord.Kind.expiry.rawValue),
      UInt64(bitPattern: now), sequence, place)
    expireDueOrders(index)
    settle(index)
  }

  /// Ends orders whose time has come before a message of the same moment is matched.
  @inline(__always)
  private mutating func expireDueOrders(_ index: Int) {
    let book = books + index
    guard book.pointee.expiryTime <= now || book.pointee.expiryEvent == nil else { return }
    guard let next = book.pointee.engine.nextExpiry, next.nanoseconds <= now else { return }
    book.pointee.engine.expireOrders(at: SimTime(nanoseconds: now))
    report(index)
  }

  /// Lets the engine or the market data handle a message, which stays in its room meanwhile.
  @inline(__always)
  private mutating func apply(
    _ mail: UnsafeMutablePointer<VenueMail>, from agent: UInt32, to index: Int
  ) {
    let book = books + index
    let owner = AgentIndex(agent)
    switch mail.pointee.kind {
    case .submit:
      arrivingLots = mail.pointee.order.quantity.lots
      book.pointee.engine.submit(mail.pointee.order, owner: owner, at: SimTime(nanoseconds: now))
      report(index)
      countRested(mail, owner, book)
    case .cancel:
      book.pointee.engine.cancel(
        CancelRequest(
          id: mail.pointee.order.id, venue: mail.pointee.order.venue,
          instrument: mail.pointee.order.instrument), owner: owner)
      report(index, isNewOrder: false)
    case .replace:
      replace(mail.pointee, owner: owner, at: index)
    case .cancelAll:
      book.pointee.engine.cancelAll(
        MassCancelRequest(
          venue: mail.pointee.order.venue, instrument: book.pointee.instrument,
          side: mail.pointee.hasSide ? mail.pointee.order.side : nil), owner: owner)
      report(index)
    case .subscribe:
      takeSubscription(mail.pointee.order, of: agent, to: index)
    case .unsubscribe:
      endSubscription(mail.pointee.order, of: agent, to: index)
    case .requestSnapshot:
      if isCut(agent) { return leaveUnanswered(mail.pointee, of: agent, to: index) }
      sendSnapshot(
        to: agent, of: index, depth: mail.pointee.order.quantity.lots,
        window: mail.pointee.order.price.ticks)
    case .requestOrders:
      if isCut(agent) { return leaveUnanswered(mail.pointee, of: agent, to: index) }
      sendOrders(to: agent, of: index)
    case .watchImbalance:
      if isCut(agent) { return repeatDisconnected(agent, index) }
      watchImbalance(agent, of: index, millionths: mail.pointee.order.price.ticks)
    case .unwatchImbalance:
      unwatchImbalance(agent, of: index)
    }
  }

  /// Replaces an order; the change of its open quantity enters the owner's exposure.
  private mutating func replace(_ mail: VenueMail, owner: AgentIndex, at index: Int) {
    let book = books + index
    let order = mail.order
    let live = book.pointee.engine.order(order.id, owner: owner)
    if let live, let reason = growthRefusal(of: mail, live) {
      var outcome = MatchingOutcome(kind: .rejected, side: live.side, owner: owner, order: order.id)
      outcome.reasonCode = reason.rawValue
      reportRefusedChange(outcome, book)
      return
    }
    let before = live?.open.lots ?? 0
    if watchesBooks, let live { noteLevel(of: live, index) }
    book.pointee.engine.replace(
      ReplaceRequest(
        id: order.id, venue: order.venue, instrument: order.instrument,
        quantity: mail.hasQuantity ? order.quantity : nil,
        price: mail.hasPrice ? order.price : nil), owner: owner)
    let first = book.pointee.engine.outcome(at: 0)
    if first.kind == .replaced {
      release(
        before - first.remaining.lots, side: first.side, agent: owner.value,
        instrument: book.pointee.instrument, isFinal: false)
    }
    report(index, isNewOrder: false)
  }

  /// Why the owner's risk limits refuse to let an order grow; nil where it does not.
  ///
  /// Asked at the venue, where the order's open quantity is known, before the engine's own checks.
  private func growthRefusal(of mail: VenueMail, _ live: BookOrder) -> RejectReason? {
    let lots = mail.order.quantity.lots
    let growth = lots.subtractingReportingOverflow(live.open.lots)
    guard mail.hasQuantity, !growth.overflow, growth.partialValue > 0, lots < Quantity.orderLimit
    else { return nil }
    let owner = Int(live.owner.value)
    if lots > states.base[owner].limits.orderQuantity { return .riskOrderQuantity }
    let account = account(of: live.owner.value, mail.order.instrument).pointee
    let limit = states.base[owner].limits.position
    return account.exposure(live.side) + growth.partialValue > limit ? .riskPosition : nil
  }

  /// Publishes what changed and keeps the book's expiry scheduled.
  @inline(__always)
  private mutating func settle(_ index: Int) {
    publish(index)
    if watchesBooks { tellWatchers(index) }
    let book = books + index
    let earliest = book.pointee.engine.nextExpiry?.nanoseconds ?? .max
    // What lies beyond the end of the run cannot happen in it.
    let next = earliest <= plan.end.nanoseconds ? earliest : .max
    if next != book.pointee.expiryTime { reschedule(index, at: next) }
  }

  @inline(never)
  private mutating func tellWatchers(_ index: Int) {
    sendFeeds(index)
    if !imbalanceWatches.isEmpty { noteImbalance(index) }
  }

  private mutating func reschedule(_ index: Int, at time: Int64) {
    let book = books + index
    if let pending = book.pointee.expiryEvent {
      let wasPending = cancelEvent(pending)
      precondition(wasPending, "the expiry event of book \(index) was lost")
    }
    book.pointee.expiryTime = time
    book.pointee.expiryEvent = nil
    guard time != .max, hasRoom() else { return }
    book.pointee.expiryEvent = queue.pushCancellable(
      at: SimTime(nanoseconds: max(time, now)),
      EventWord(.expiry, agent: 0, slot: UInt32(index)).payload)
  }

  private mutating func cancelEvent(_ handle: EventHandle) -> Bool {
    if shuffler != nil { return shuffler!.cancel(handle, in: &queue) }
    return queue.cancel(handle)
  }
}
