import SimKernel

/// How far from the market a new order may rest and still have a message, after every row.
///
/// A file of N levels tells of an order only where it stands within the N best prices of its side.
/// What comes behind them comes unseen, so that only the time in which a distance is within them
/// counts as time in which its orders were waited for.
struct ShownReach: Sendable {
  /// The N-th best price of each side after each message, by side; nil where the side has fewer,
  /// so that every order has a message.
  private var worst: [[Int64?]] = [[], []]

  /// - Parameter depth: Levels of which the messages tell. Where the recorded books have fewer,
  ///   the book is built again from the messages.
  /// - Throws: `CalibrationMistake` where that cannot be done.
  init(_ recording: MarketRecording, depth: Int) throws(CalibrationMistake) {
    if depth <= recording.depth {
      for row in recording.sequence.rows { note(bids: row.bids, asks: row.asks, depth) }
      return
    }
    do throws(ReplayBook.Refusal) {
      try rebuild(recording.tape.messages, depth)
    } catch {
      throw CalibrationMistake(
        description: "--message-depth was \(depth), of which the messages of \(recording.name) "
          + "make no book: \(error.message)")
    }
  }

  private mutating func rebuild(
    _ messages: [LobsterMessage], _ depth: Int
  ) throws(ReplayBook.Refusal) {
    var seeded = try LobsterSeededBook(messages: messages)
    for message in messages {
      try seeded.apply(message)
      note(
        bids: seeded.book.levels(.buy, depth: depth), asks: seeded.book.levels(.sell, depth: depth),
        depth)
    }
  }

  private mutating func note(bids: [ReplayLevel], asks: [ReplayLevel], _ depth: Int) {
    for (side, levels) in [(Side.buy, bids), (.sell, asks)] {
      worst[Int(side.rawValue)].append(levels.count < depth ? nil : levels[depth - 1].price)
    }
  }

  /// The same for some of the rows.
  func part(_ rows: Range<Int>) -> ShownReach {
    var part = self
    part.worst = worst.map { Array($0[rows]) }
    return part
  }

  /// The farthest distance from the opposite best price that has messages after a row, ticks.
  ///
  /// - Parameters:
  ///   - opposite: The best price of the other side.
  ///   - limit: What the answer is at the most.
  func ticks(_ side: Side, row: Int, opposite: Int64, tick: Int64, limit: Int) -> Int {
    guard let price = worst[Int(side.rawValue)][row] else { return limit }
    return Int(min(Int64(limit), max(0, side.sign * (opposite - price) / tick)))
  }
}
