/// What an event is, packed into the queue's eight bytes: kind 8 bits, agent 24, slot 32.
struct EventWord {
  enum Kind: UInt8, BitwiseCopyable {
    /// A wake-up; the slot is the agent's tag.
    case wake = 1
    /// A report to an agent; slot in the report room.
    case report
    /// A quote to a subscriber; slot in the quote room.
    case quote
    /// A snapshot to an agent; slot in the snapshot room.
    case snapshot
    /// A message at a venue; slot in the venue room.
    case arrival
    /// An agent with waiting messages has finished thinking.
    case free
    /// The earliest expiry of a book; the slot is the book.
    case expiry
    /// News of a book's imbalance; slot in its room.
    case imbalance
    /// Fundamental values jump of which somebody is to be told.
    case jump
    /// News of such a jump to an agent; slot in its room.
    case news
    /// Another regime holds; the slot is the number of its period.
    case regime
    /// A packet of a feed to a subscriber; slot in the room of feed mail.
    case feed
    /// A book's displayed orders to an agent; slot in their room.
    case orders
    /// An agent's line for market data; the slot is a `LineChange`.
    case line
    /// The interval of a subscription is over; the slot is feed and book.
    case merged
  }

  static let agentLimit = 1 << 24

  var kind: Kind
  var agent: UInt32
  var slot: UInt32

  @inline(__always)
  init(_ kind: Kind, agent: UInt32, slot: UInt32) {
    self.kind = kind
    self.agent = agent
    self.slot = slot
  }

  @inline(__always)
  init(_ payload: EventPayload) {
    let raw = UInt8(truncatingIfNeeded: payload.word &>> 56)
    // Only words made of a kind are ever queued, and the cases are numbered from 1 in their order.
    // The initialiser from a raw value is a call.
    kind = unsafeBitCast(raw &- 1, to: Kind.self)
    assert(Kind(rawValue: raw) == kind, "an event of kind \(raw)")
    agent = UInt32(truncatingIfNeeded: payload.word >> 32) & 0xFF_FFFF
    slot = UInt32(truncatingIfNeeded: payload.word)
  }

  @inline(__always)
  var payload: EventPayload {
    EventPayload(word: UInt64(kind.rawValue) << 56 | UInt64(agent) << 32 | UInt64(slot))
  }

  /// The session that a shuffle of ties must keep in order: an agent's way to the venues, its way
  /// back, each book's own clock, that of the fundamental
  /// values and that of the regimes.
  static func session(of payload: EventPayload) -> UInt64 {
    let word = EventWord(payload)
    switch word.kind {
    case .arrival: return 1 << 32 | UInt64(word.agent)
    case .expiry: return 2 << 32 | UInt64(word.slot)
    case .jump: return 3 << 32
    case .regime: return 4 << 32
    case .merged: return 5 << 32 | UInt64(word.agent)
    case .wake, .report, .quote, .snapshot, .free, .imbalance, .news, .feed, .orders, .line:
      return UInt64(word.agent)
    }
  }
}
