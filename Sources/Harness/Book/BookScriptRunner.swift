import Agents
import SimKernel

/// Plays a script against one matching engine and compares what happens with what it expects.
///
/// Time starts at midnight of day one; at 24:00:00 the session ends, and the script with it.
/// Whenever time moves, the orders that end by then expire first.
public struct BookScriptRunner: ~Copyable {
  private var engine: MatchingEngine
  private var names = BookScriptNames()
  private var now = SimTime.zero
  private var checks = BookCheckCadence()
  private var report = BookScriptReport()

  private init(_ rules: MatchingRules) { engine = MatchingEngine(rules: rules) }

  /// Plays a script to its end, through all mismatches.
  ///
  /// - Parameter rules: Sizes and limits of the venue; the session's end is the script's own.
  public static func run(
    _ script: BookScript, rules: MatchingRules = MatchingRules()
  ) -> BookScriptReport {
    var rules = rules
    rules.sessionEnd = BookScript.sessionEnd
    var runner = BookScriptRunner(rules)
    for line in script.lines { runner.play(line) }
    runner.engine.checkInvariants()
    runner.report.book = BookScriptLevels(runner.engine)
    return runner.report
  }

  private mutating func play(_ line: BookScriptLine) {
    var events: [BookScriptEvent] = []
    if line.time > now {
      now = line.time
      engine.expireOrders(at: now)
      events += takeEvents()
    }
    if let verb = line.verb {
      perform(verb, as: line.owner, &events)
      if checks.isDue(after: engine.liveOrderCount) { engine.checkInvariants() }
    }
    let picture = line.verb == .show ? BookScriptPicture.text(of: engine, names) : nil
    report.lines.append(
      BookScriptReport.Line(
        number: line.number, source: line.source, events: events, picture: picture))
    if let expectation = line.expectation { compare(expectation, line, events) }
  }

  // MARK: Verbs

  private mutating func perform(
    _ verb: BookScriptVerb, as name: String?, _ events: inout [BookScriptEvent]
  ) {
    switch verb {
    case .submit(let submitted):
      submit(submitted, as: name)
      events += takeEvents()
    case .cancel(let id):
      let owner = names.ownerOfRequest(id, as: name)
      engine.cancel(CancelRequest(id: names.order(named: id)), owner: owner)
      events += takeEvents()
    case .cancelAll(let side):
      let request = MassCancelRequest(side: side)
      if let name {
        engine.cancelAll(request, owner: names.owner(named: name))
      } else {
        engine.cancelAll(request)
      }
      events += takeEvents()
    case .replace(let id, let quantity, let price):
      let owner = names.ownerOfRequest(id, as: name)
      let request = ReplaceRequest(id: names.order(named: id), quantity: quantity, price: price)
      engine.replace(request, owner: owner)
      events += takeEvents()
    case .selfTrade(let mode):
      engine.rules.selfTradePrevention = mode
    case .advance, .show:
      break
    }
  }

  private mutating func submit(_ submitted: BookScriptOrder, as name: String?) {
    let owner = names.ownerOfNew(submitted.name, as: name)
    var order = submitted.order
    order.id = names.order(named: submitted.name)
    let isLive = engine.order(order.id, owner: owner) != nil
    engine.submit(order, owner: owner, at: now)
    if !isLive { names.remember(order, of: owner) }
  }

  // MARK: Events

  private func takeEvents() -> [BookScriptEvent] {
    (0..<engine.outcomeCount).map { event(engine.outcome(at: $0)) }
  }

  private func event(_ outcome: MatchingOutcome) -> BookScriptEvent {
    let order = names.name(of: outcome.order)
    var event = BookScriptEvent(
      event: BookScriptRunner.kind(outcome.kind), order: order, owner: names.name(of: outcome.owner)
    )
    event.reason = outcome.rejectReason.map { "\($0)" } ?? outcome.cancelReason.map { "\($0)" }
    switch outcome.kind {
    case .rejected:
      break
    case .trade, .decremented:
      event.resting = names.name(of: outcome.other)
      event.aggressor = order
      event.price = outcome.price.ticks
      event.quantity = outcome.quantity.lots
    case .accepted, .cancelled, .replaced, .triggered, .expired, .refreshed:
      let hasLimit = names.hasLimit(outcome.order, of: outcome.owner)
      event.price = hasLimit ? outcome.price.ticks : nil
      event.quantity = outcome.quantity.lots
    }
    return event
  }

  private static func kind(_ kind: MatchingOutcome.Kind) -> BookScriptEventKind {
    switch kind {
    case .accepted: .accepted
    case .rejected: .rejected
    case .trade: .filled
    case .cancelled: .cancelled
    case .replaced: .replaced
    case .triggered: .triggered
    case .expired: .expired
    case .refreshed: .refreshed
    case .decremented: .decremented
    }
  }

  // MARK: Expectations

  private mutating func compare(
    _ expectation: BookScriptExpectation, _ line: BookScriptLine, _ events: [BookScriptEvent]
  ) {
    let found: String
    switch expectation {
    case .events(let expected):
      let subject = BookScriptRunner.subject(of: line.verb)
      if BookScriptRunner.agree(events, expected, subject: subject) { return }
      found = BookScriptRunner.words(events, subject: subject)
    case .book(let bids, let asks):
      let book = BookScriptLevels(engine)
      let agrees =
        BookScriptRunner.agree(book.bids, bids) && BookScriptRunner.agree(book.asks, asks)
      if agrees { return }
      found = book.text
    }
    let arrow = line.source.range(ofArrow: "->")
    report.mismatches.append(
      BookScriptMismatch(
        line: line.number, source: arrow.before, expected: arrow.after, found: found))
  }

  /// The order that a line names.
  private static func subject(of verb: BookScriptVerb?) -> String? {
    switch verb {
    case .submit(let submitted): submitted.name
    case .cancel(let id): id
    case .replace(let id, _, _): id
    case .cancelAll, .selfTrade, .advance, .show, nil: nil
    }
  }

  /// Whether the events are the expected ones; the `accepted` of the line's own order need not be
  /// written where other events are.
  private static func agree(
    _ events: [BookScriptEvent], _ expected: [BookScriptExpectedEvent], subject: String?
  ) -> Bool {
    var rest = events
    if !expected.isEmpty, !expected.contains(where: { $0.kind == .accepted }),
      let own = rest.firstIndex(where: { $0.event == .accepted && $0.order == subject })
    {
      rest.remove(at: own)
    }
    guard rest.count == expected.count else { return false }
    return zip(rest, expected).allSatisfy { $0.fulfils($1, subject: subject) }
  }

  private static func agree(_ rows: [[Int64]], _ levels: [BookScriptExpectedLevel]) -> Bool {
    guard rows.count == levels.count else { return false }
    return zip(rows, levels).allSatisfy { row, level in
      row[0] == level.price && row[1] == level.quantity && row[2] == level.count ?? row[2]
    }
  }

  private static func words(_ events: [BookScriptEvent], subject: String?) -> String {
    if events.isEmpty { return "nothing" }
    return events.map { $0.order == subject ? $0.words : $0.text }.joined(separator: ", ")
  }
}

extension String {
  /// What stands before and after the first arrow, without the space around it.
  fileprivate func range(ofArrow arrow: String) -> (before: String, after: String) {
    var before = self[...]
    var after = ""[...]
    for place in indices where self[place...].hasPrefix(arrow) {
      before = self[..<place]
      after = self[place...].dropFirst(arrow.count).drop { $0 == " " }
      break
    }
    while before.last == " " { before.removeLast() }
    return (String(before), String(after))
  }
}
