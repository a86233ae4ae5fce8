import SimKernel

/// One row of a LOBSTER orderbook file: the book after the message of the same row, best first.
///
/// Empty levels are left out.
struct LobsterBookRow: Hashable, Sendable {
  var asks: [ReplayLevel] = []
  var bids: [ReplayLevel] = []

  /// The levels of the side that orders of `side` rest on.
  func levels(_ side: Side) -> [ReplayLevel] { side == .buy ? bids : asks }
}
