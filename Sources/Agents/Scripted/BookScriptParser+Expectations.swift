import SimKernel

extension BookScriptParser {
  /// `-> EVENT, EVENT ...`, `-> nothing`, or after `show`: `-> bids: LEVELS | asks: LEVELS`.
  mutating func parseExpectation(isShow: Bool) throws(BookScriptFault) -> BookScriptExpectation? {
    if !take("->") {
      if current == nil { return nil }
      throw fault("\(foundText), expected \"->\" or the end of the line", at: position)
    }
    let expectation = isShow ? try parseBook() : try parseEvents()
    if current != nil {
      throw fault("\(foundText), expected \",\" or the end of the line", at: position)
    }
    return expectation
  }

  private mutating func parseBook() throws(BookScriptFault) -> BookScriptExpectation {
    _ = try word("the book", among: ["bids"])
    _ = try word("a colon", among: [":"])
    let bids = try parseLevels()
    _ = try word("the asks", among: ["|"])
    _ = try word("the asks", among: ["asks"])
    _ = try word("a colon", among: [":"])
    return .book(bids: bids, asks: try parseLevels())
  }

  /// `none`, or `QTY @ PRICE (COUNT), ...`.
  private mutating func parseLevels() throws(BookScriptFault) -> [BookScriptExpectedLevel] {
    if take("none") { return [] }
    var levels: [BookScriptExpectedLevel] = []
    repeat {
      let quantity = try parseNumber("a quantity or \"none\"")
      _ = try word("a price", among: ["@"])
      var level = BookScriptExpectedLevel(quantity: quantity, price: try parseNumber("a price"))
      if take("(") {
        level.count = try parseNumber("a number of orders")
        _ = try word("the end of the number of orders", among: [")"])
      }
      levels.append(level)
    } while take(",")
    return levels
  }

  private mutating func parseEvents() throws(BookScriptFault) -> BookScriptExpectation {
    if take("nothing") { return .events([]) }
    var events: [BookScriptExpectedEvent] = []
    repeat { events.append(try parseEvent()) } while take(",")
    return .events(events)
  }

  /// `[ID] EVENT` and its details.
  private mutating func parseEvent() throws(BookScriptFault) -> BookScriptExpectedEvent {
    var name: String?
    if let next, let current, BookScriptKeyword.events.contains(next),
      !BookScriptKeyword.events.contains(current)
    {
      name = try parseName("an order")
    }
    let word = try word("an event", among: BookScriptKeyword.events + ["nothing"])
    guard let kind = BookScriptEventKind(rawValue: word) else {
      throw fault("found \"nothing\" beside an event", at: position - 1)
    }
    var event = BookScriptExpectedEvent(order: name, kind: kind)
    switch kind {
    case .accepted, .triggered:
      break
    case .rejected:
      event.reason = try self.word("a reason", among: RejectReason.allCases.map { "\($0)" })
    case .filled:
      event.quantity = try parseNumber("a quantity")
      _ = try self.word("a price", among: ["@"])
      event.price = try parseNumber("a price")
      try parseOther(&event)
    case .decremented:
      event.quantity = try parseNumber("a quantity")
      try parseEventPrice(&event)
      try parseOther(&event)
    case .replaced:
      if isNumberNext { event.quantity = try parseNumber("a quantity") }
      try parseEventPrice(&event)
    case .expired, .refreshed:
      event.quantity = try parseNumber("a quantity")
    case .cancelled:
      event.quantity = try parseNumber("a quantity")
      if let current, current != "," {
        event.reason = try self.word("a reason", among: CancelReason.allCases.map { "\($0)" })
      }
    }
    return event
  }

  private var isNumberNext: Bool { current.flatMap { Int64($0) } != nil }

  private mutating func parseEventPrice(
    _ event: inout BookScriptExpectedEvent
  ) throws(BookScriptFault) {
    if take("@") { event.price = try parseNumber("a price") }
  }

  private mutating func parseOther(
    _ event: inout BookScriptExpectedEvent
  ) throws(BookScriptFault) {
    if take("with") { event.other = try parseName("the resting order") }
  }
}
