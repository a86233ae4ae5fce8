/// Which messages a LOBSTER message file of a depth holds.
///
/// The real files of depth N hold the messages that change one of the N best levels, and no other
/// (of 55,070 book messages of the AMZN sample and 937 of the AAPL one each changes its row), and
/// all hidden executions. A level that moves up into the window because a better one went has no
/// message; nor have orders that were cancelled below it.
struct LobsterWindow: Hashable, Sendable {
  /// Levels on each side of the orderbook file.
  var depth: Int
  /// Whether messages about deeper levels are kept, too; the rows do not change with these.
  var keepsAllMessages = false

  /// Levels of an orderbook file at the most.
  static let depthLimit = 1_000

  func shows(_ change: DisplayedChange) -> Bool { keepsAllMessages || change.depth < depth }
}
