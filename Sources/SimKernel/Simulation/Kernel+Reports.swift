// What an engine did, as accounts, journal records and execution reports.

extension Kernel {
  /// Turns the outcomes of a book's last message into records, account changes and reports.
  ///
  /// - Parameter isNewOrder: Whether a reject concerns an order that counts as open, as opposed to
  ///   a request about another order.
  mutating func report(_ index: Int, isNewOrder: Bool = true) {
    let book = books + index
    // Handed on where they stand: to copy whole what was just written field by field is slow.
    let outcomes = book.pointee.engine.outcomeStorage
    for position in 0..<outcomes.count {
      let place = outcomes.baseAddress! + position
      switch place.pointee.kind {
      case .trade: reportTrade(place, book)
      case .decremented: reportDecrement(place, book)
      case .accepted, .replaced, .triggered, .refreshed: reportOne(place, book)
      case .rejected:
        if isNewOrder {
          reportRejected(place, book)
        } else {
          reportRefusedChange(place.pointee, book)
        }
      case .cancelled, .expired:
        reportOne(place, book)
        let outcome = place.pointee
        if outcome.isOwnersCancel { book.pointee.cancels &+= 1 }
        release(
          outcome.quantity.lots, side: outcome.side, agent: outcome.owner.value,
          instrument: book.pointee.instrument, isFinal: true)
      }
    }
    if watchesBooks { noteOutcomes(index) }
  }

  /// Reports a rejected new order. Its open quantity is in the mail that is being handled.
  private mutating func reportRejected(
    _ place: UnsafePointer<MatchingOutcome>, _ book: UnsafeMutablePointer<VenueBook>
  ) {
    reportOne(place, book)
    let outcome = place.pointee
    states.base[Int(outcome.owner.value)].ordersRejected &+= 1
    release(
      arrivingLots, side: outcome.side, agent: outcome.owner.value,
      instrument: book.pointee.instrument, isFinal: true)
  }

  /// Reports that a request about another order was refused, with that order as it still stands.
  @inline(never)
  mutating func reportRefusedChange(
    _ refusal: MatchingOutcome, _ book: UnsafeMutablePointer<VenueBook>
  ) {
    journalOutcome(refusal, ofChange: true)
    var outcome = refusal
    if let live = book.pointee.engine.order(refusal.order, owner: refusal.owner) {
      outcome.priceTicks = Int32(truncatingIfNeeded: live.price.ticks)
      outcome.quantityLots = UInt32(truncatingIfNeeded: live.open.lots)
      outcome.remainingLots = outcome.quantityLots
    }
    sendReport(
      outcome, book, to: outcome.owner.value, kind: .changeRejected, order: outcome.order,
      side: outcome.side, remaining: outcome.remaining, isAggressor: false, fee: .zero)
  }

  /// - Parameter ofChange: Whether it is a refusal that ends no order, which the record tells.
  @inline(__always)
  private mutating func journalOutcome(_ outcome: MatchingOutcome, ofChange: Bool = false) {
    journal.write(
      RecordHead.word(
        .outcome, words: 6, outcome.kind.rawValue, outcome.reasonCode, agent: outcome.owner.value),
      outcome.order.value,
      RecordHead.halves(UInt32(bitPattern: outcome.priceTicks), outcome.quantityLots),
      RecordHead.halves(
        outcome.remainingLots,
        UInt32(outcome.side.rawValue) | (ofChange ? RecordHead.changeMark : 0)),
      outcome.kind == .decremented
        ? outcome.other.value : UInt64(bitPattern: outcome.aheadAtEntryLots),
      RecordHead.halves(outcome.otherRemainingLots, outcome.otherOwner.value))
  }

  mutating func reportOne(
    _ place: UnsafePointer<MatchingOutcome>, _ book: UnsafeMutablePointer<VenueBook>
  ) {
    let outcome = place.pointee
    journalOutcome(outcome)
    sendReport(
      outcome, book, to: outcome.owner.value, kind: Kernel.reportKind(outcome.kind),
      order: outcome.order, side: outcome.side, remaining: outcome.remaining, isAggressor: false,
      fee: .zero)
  }

  private static func reportKind(_ kind: MatchingOutcome.Kind) -> ExecutionReport.Kind {
    switch kind {
    case .accepted: .new
    case .rejected: .rejected
    case .trade: .partialFill
    case .cancelled: .cancelled
    case .replaced: .replaced
    case .triggered: .triggered
    case .expired: .expired
    case .refreshed: .refreshed
    case .decremented: .decremented
    }
  }

  private mutating func reportDecrement(
    _ place: UnsafePointer<MatchingOutcome>, _ book: UnsafeMutablePointer<VenueBook>
  ) {
    let outcome = place.pointee
    journalOutcome(outcome)
    let lots = outcome.quantity.lots
    let instrument = book.pointee.instrument
    release(
      lots, side: outcome.side, agent: outcome.owner.value, instrument: instrument,
      isFinal: outcome.remainingLots == 0)
    release(
      lots, side: outcome.side.opposite, agent: outcome.otherOwner.value, instrument: instrument,
      isFinal: outcome.otherRemainingLots == 0)
    sendReport(
      outcome, book, to: outcome.otherOwner.value, kind: .decremented, order: outcome.other,
      side: outcome.side.opposite, remaining: outcome.otherRemaining, isAggressor: false,
      fee: .zero)
    sendReport(
      outcome, book, to: outcome.owner.value, kind: .decremented, order: outcome.order,
      side: outcome.side, remaining: outcome.remaining, isAggressor: true, fee: .zero)
  }

  /// Books a trade on both accounts and reports it, to the resting side first.
  private mutating func reportTrade(
    _ place: UnsafePointer<MatchingOutcome>, _ book: UnsafeMutablePointer<VenueBook>
  ) {
    let outcome = place.pointee
    journal.write(
      RecordHead.word(
        .trade, words: 8, outcome.side.rawValue, outcome.restingIsHidden ? 1 : 0,
        agent: outcome.owner.value),
      outcome.order.value,
      RecordHead.halves(UInt32(bitPattern: outcome.priceTicks), outcome.quantityLots),
      RecordHead.halves(outcome.remainingLots, outcome.otherRemainingLots),
      UInt64(outcome.otherOwner.value), outcome.other.value,
      UInt64(bitPattern: outcome.aheadAtEntryLots), UInt64(bitPattern: outcome.tradedAheadLots))
    book.pointee.trades += 1
    book.pointee.lastTradeLots = outcome.quantityLots
    if keepsTrades { keepTrade(outcome, book) }
    guard let value = Money.value(outcome.price, outcome.quantity) else {
      preconditionFailure("a trade of \(outcome.quantityLots) lots at \(outcome.priceTicks) ticks")
    }
    let makerFee = FeeSchedule.fee(on: Kernel.magnitude(value), rate: book.pointee.fees.maker)
    let takerFee = FeeSchedule.fee(on: Kernel.magnitude(value), rate: book.pointee.fees.taker)
    journal.hashFees(maker: makerFee.units, taker: takerFee.units)
    bookFill(outcome, book, resting: true, value: value, fee: makerFee)
    bookFill(outcome, book, resting: false, value: value, fee: takerFee)
    take(fees: makerFee, takerFee, book)
  }

  @inline(__always)
  private mutating func take(
    fees maker: Money, _ taker: Money, _ book: UnsafeMutablePointer<VenueBook>
  ) {
    let (some, first) = book.pointee.feesTaken.addingReportingOverflow(maker.units)
    let (all, second) = some.addingReportingOverflow(taker.units)
    if first || second {
      fault = .feeOverflow(venue: plan.venues[Int(book.pointee.venue.value)].name)
      return
    }
    book.pointee.feesTaken = all
  }

  private static func magnitude(_ value: Money) -> Money {
    Money(units: Int64(clamping: value.units.magnitude))
  }

  @inline(__always)
  private mutating func bookFill(
    _ outcome: MatchingOutcome, _ book: UnsafeMutablePointer<VenueBook>, resting: Bool,
    value: Money, fee: Money
  ) {
    let agent = resting ? outcome.otherOwner.value : outcome.owner.value
    let side = resting ? outcome.side.opposite : outcome.side
    let remaining = resting ? outcome.otherRemaining : outcome.remaining
    let account = account(of: agent, book.pointee.instrument)
    account.pointee.position += side.sign * outcome.quantity.lots
    pay(&account.pointee.cash, units: -side.sign * value.units, fee: fee.units, agent: agent)
    states.base[Int(agent)].fills += 1
    release(
      outcome.quantity.lots, side: side, agent: agent, instrument: book.pointee.instrument,
      isFinal: remaining == .zero)
    sendReport(
      outcome, book, to: agent, kind: remaining == .zero ? .fill : .partialFill,
      order: resting ? outcome.other : outcome.order, side: side, remaining: remaining,
      isAggressor: !resting, fee: fee)
  }

  @inline(__always)
  private mutating func pay(_ cash: inout Int64, units: Int64, fee: Int64, agent: UInt32) {
    let (paid, first) = cash.addingReportingOverflow(units)
    let (left, second) = paid.subtractingReportingOverflow(fee)
    if first || second {
      fault = .cashOverflow(agent: plan.participants[Int(agent)].name)
      return
    }
    cash = left
  }

  /// Takes a trade into what its party knows of its account, when it handles the report.
  mutating func bookReported(_ report: UnsafePointer<ExecutionReport>, agent: UInt32) {
    let (price, quantity) = (report.pointee.price, report.pointee.quantity)
    guard let value = Money.value(price, quantity) else {
      preconditionFailure("a report of \(quantity.lots) lots at \(price.ticks) ticks")
    }
    let account = account(of: agent, report.pointee.instrument)
    let sign = report.pointee.side.sign
    account.pointee.reportedPosition += sign * quantity.lots
    pay(
      &account.pointee.reportedCash, units: -sign * value.units, fee: report.pointee.fee.units,
      agent: agent)
  }

  @inline(__always)
  private mutating func sendReport(
    _ outcome: MatchingOutcome, _ book: UnsafeMutablePointer<VenueBook>, to agent: UInt32,
    kind: ExecutionReport.Kind, order: ClientOrderID, side: Side, remaining: Quantity,
    isAggressor: Bool, fee: Money
  ) {
    guard hasRoom() else { return }
    let slot = reports.reserve()
    let report = reports[slot]
    report.pointee.kind = kind
    report.pointee.side = side
    report.pointee.isAggressor = isAggressor
    report.pointee.reasonCode = outcome.reasonCode
    report.pointee.venue = book.pointee.venue
    report.pointee.instrument = book.pointee.instrument
    report.pointee.order = order
    report.pointee.price = outcome.price
    report.pointee.quantity = outcome.quantity
    report.pointee.remaining = remaining
    report.pointee.fee = fee
    report.pointee.aheadAtEntry = Quantity(lots: isAggressor ? 0 : outcome.aheadAtEntryLots)
    report.pointee.tradedAhead = Quantity(lots: isAggressor ? 0 : outcome.tradedAheadLots)
    report.pointee.time = SimTime(nanoseconds: now)
    report.pointee.cause = cause
    mark(agent)
    let leaves = now &+ book.pointee.processing
    let latency = drawLatency(agent, .response, venue: book.pointee.venue, leaves: leaves)
    let lane = lane(of: agent, book.pointee.venue)
    let arrival = max(leaves &+ latency, lane.pointee.response)
    lane.pointee.response = arrival
    queue.push(
      at: SimTime(nanoseconds: arrival), EventWord(.report, agent: agent, slot: slot).payload)
  }
}
