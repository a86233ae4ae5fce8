/// The kinds of journal records. Every record is whole little-endian 64-bit words, eight at the
/// most; the first is kind (8 bits), words (8), two detail bytes, and agent or owner (32).
///
/// The other words, by kind (details in brackets where there are any):
///
/// - event [event kind]: time, sequence, and of an arrival or expiry venue and instrument, of a
///   report its cause's sequence, of a snapshot when it was taken, of a quote its number, of a
///   wake-up its tag, of an imbalance its stage and the side with more lots (8 bits each), of
///   jumps of fundamental values their number, of news of one the value and the instrument, of a
///   regime its place among the plan's, of a packet of a feed its kind (8 bits) and number, of
///   displayed orders when they were taken, of a line its change.
/// - sent [mail kind, flags of `VenueMail.Flag`]: sequence and time of the arrival, order id (of
///   subscriptions the feed), price (snapshot: nanoseconds of trades, subscribe: nanoseconds
///   between two messages, watchImbalance: millionths), quantity (snapshot, subscribe to depth:
///   depth), modifiers, display; sentTriggers: stop price, protection price, expiry.
/// - refused [mail kind, reason]: sequence and time of the report, order id.
/// - outcome [outcome kind, reason]: order, price and quantity, remaining and side (with
///   `RecordHead.changeMark` where a cancel or replace was rejected and not a new order), lots
///   ahead (decremented: the resting order), the resting order's remaining and owner.
/// - trade [side, whether the resting order is hidden]: order, price and quantity, both remaining
///   quantities, resting owner, resting order, lots ahead at entry, lots traded ahead.
/// - quote: bid and ask, bid lots, ask lots, last price and lots, number.
/// - fault [fault]: time. Behind the event of a quote or of a message of a feed, an inbox overflow
///   says that it was not handed over but lost, at the event's time.
/// - checkpoint: time, events, rolling hash, sum of book hashes, streams hash, streams moved, hash
///   of these.
/// - positions [streams in it]: up to three of stream and decision, words drawn in it.
///
/// - book: venue and instrument of the book that the records behind it are about; written where one
///   message reaches several books, before each but the first.
///
/// Everything after an `event` up to the next is its consequence: that is each record's cause.
public enum RecordKind: UInt8, CaseIterable, Sendable {
  case event = 1
  case sent
  case sentTriggers
  case refused
  case outcome
  case trade
  case quote
  case fault
  case checkpoint
  case positions
  case book

  /// Words of a record of this kind, its head included.
  public var wordCount: Int {
    switch self {
    case .event, .sentTriggers, .refused, .fault, .book: 4
    case .outcome, .quote: 6
    case .sent, .trade, .checkpoint, .positions: 8
    }
  }

  /// The kind that a record's first word names, or nil where it is no head of a record.
  public init?(head: UInt64) {
    guard let kind = RecordKind(rawValue: UInt8(truncatingIfNeeded: head)),
      head >> 8 & 0xFF == UInt64(kind.wordCount)
    else { return nil }
    self = kind
  }
}

/// The first word of a record.
struct RecordHead {
  @inline(__always)
  static func word(
    _ kind: RecordKind, words: UInt64, _ detail: UInt8 = 0, _ second: UInt8 = 0, agent: UInt32 = 0
  ) -> UInt64 {
    UInt64(kind.rawValue) | words << 8 | UInt64(detail) << 16 | UInt64(second) << 24
      | UInt64(agent) << 32
  }

  /// Beside the side of a rejected outcome: it refuses a change, and no order ends.
  static let changeMark: UInt32 = 1 << 8

  /// Two 32-bit halves in one word.
  @inline(__always)
  static func halves(_ low: UInt32, _ high: UInt32) -> UInt64 { UInt64(low) | UInt64(high) << 32 }
}
