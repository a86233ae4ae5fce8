import SimKernel

/// One unbroken stretch of LOBSTER data: messages, and the book after each of them.
struct LobBenchSequence: Sendable {
  let messages: [LobsterMessage]
  /// Row k is the book after message k.
  let rows: [LobsterBookRow]
  /// Levels on each side that the file shows; rows hold fewer where the book has fewer.
  let depth: Int

  /// - Precondition: as many messages as rows; a depth of 1 or more.
  init(messages: [LobsterMessage], rows: [LobsterBookRow], depth: Int) {
    precondition(
      messages.count == rows.count, "\(messages.count) messages with \(rows.count) book rows")
    precondition(depth >= 1, "a book of \(depth) levels")
    self.messages = messages
    self.rows = rows
    self.depth = depth
  }

  var count: Int { messages.count }

  /// The messages and rows of a range, as a stretch of its own.
  func part(_ range: Range<Int>) -> LobBenchSequence {
    LobBenchSequence(
      messages: Array(messages[range]), rows: Array(rows[range]), depth: depth)
  }

  /// The best prices and sizes, with the numbers that LOBSTER writes for a side without orders:
  /// the benchmark computes with them as with any other.
  func best(_ index: Int) -> LobBenchQuote {
    let ask = rows[index].asks.first
    let bid = rows[index].bids.first
    return LobBenchQuote(
      ask: ask?.price ?? LobsterBookReader.emptyAsk, askSize: ask?.size ?? 0,
      bid: bid?.price ?? LobsterBookReader.emptyBid, bidSize: bid?.size ?? 0)
  }
}

/// The four numbers of the best level of a row.
struct LobBenchQuote: Hashable, Sendable {
  /// Dollars x 10^4.
  var ask: Int64
  /// Shares; 0 on a side without orders.
  var askSize: Int64
  var bid: Int64
  var bidSize: Int64

  var spread: Int64 { ask - bid }

  /// Twice the middle of ask and bid, which is a whole number.
  var twiceMid: Int64 { ask + bid }

  var mid: Double { Double(twiceMid) / 2 }
}
