/// What a subscriber may be told of a book as it changes.
public enum FeedKind: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
  /// L1: the best displayed prices and the last trade, as `Quote`s.
  case quotes = 0
  /// L2: every change of a displayed price level, as `LevelUpdate`s behind a snapshot.
  case levels
  /// L2: the best displayed levels after each change of one of them, as `BookSnapshot`s.
  case depth
  /// L3: every change of a displayed order, as `OrderUpdate`s behind an `OrderSnapshot`.
  case orders
  /// Every trade, as `TradePrint`s.
  case trades

  /// Whether changes between two messages may merge into one: where a message tells a state, and
  /// not what has happened.
  public var mayConflate: Bool {
    switch self {
    case .quotes, .levels, .depth: true
    case .orders, .trades: false
    }
  }
}

extension FeedKind {
  /// The kinds of one agent and book in one number, for tables and events.
  func key(_ owner: UInt32) -> UInt32 { owner << 3 | UInt32(rawValue) }
}
