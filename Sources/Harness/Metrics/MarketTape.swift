import SimKernel

/// What the statistics of a market are computed from: its messages, and the best quotes and the
/// depth after each of them.
///
/// It is made from LOBSTER files, or row by row with a `MarketTapeBuilder` from any market that is
/// written down as LOBSTER would.
public struct MarketTape: Sendable {
  /// Dollars x 10^4 in a tick.
  public let tick: Int64
  /// In order of time.
  let messages: [LobsterMessage]
  /// After the message of the same index.
  let quotes: [BestQuote]
  /// The last two-sided quote at or after each message; meaningful from `firstQuote` on.
  let held: [BestQuote]
  /// The first message after which both sides were quoted; nil where that never happened.
  let firstQuote: Int?
  /// Shares within the best `depthLevels` levels after each message.
  let bidDepth: [Int64]
  let askDepth: [Int64]
  /// Levels of a side that the depth counts.
  public let depthLevels: Int

  /// - Precondition: One quote and one depth a message; messages are in order of time; tick > 0.
  init(
    tick: Int64, messages: [LobsterMessage], quotes: [BestQuote], bidDepth: [Int64],
    askDepth: [Int64], depthLevels: Int
  ) {
    precondition(tick > 0, "a tick of \(tick)")
    precondition(
      messages.count == quotes.count && quotes.count == bidDepth.count
        && bidDepth.count == askDepth.count,
      "\(messages.count) messages, \(quotes.count) quotes, \(bidDepth.count) depths")
    self.tick = tick
    self.messages = messages
    self.quotes = quotes
    self.bidDepth = bidDepth
    self.askDepth = askDepth
    self.depthLevels = depthLevels
    firstQuote = quotes.firstIndex { $0.isTwoSided }
    held = MarketTape.held(quotes)
  }

  /// Rows of the tape.
  public var count: Int { messages.count }

  /// Of the first message, nanoseconds since midnight; 0 where there is none.
  var start: Int64 { messages.first?.time.nanoseconds ?? 0 }

  /// Of the last message, nanoseconds since midnight; 0 where there is none.
  var end: Int64 { messages.last?.time.nanoseconds ?? 0 }

  /// From the first message to the last, seconds.
  public var seconds: Double { Double(end - start) / 1e9 }

  private static func held(_ quotes: [BestQuote]) -> [BestQuote] {
    var held = quotes
    for index in held.indices.dropFirst() where !held[index].isTwoSided {
      held[index] = held[index - 1]
    }
    return held
  }
}

// MARK: - By time

extension MarketTape {
  /// The tape's last message at or before each of several moments, which ascend.
  ///
  /// - Parameter moments: Nanoseconds since midnight, none before the first message.
  /// - Complexity: O(messages + moments).
  func lastMessages(at moments: some Sequence<Int64>) -> [Int] {
    var index = 0
    return moments.map { moment in
      while index + 1 < count && messages[index + 1].time.nanoseconds <= moment { index += 1 }
      return index
    }
  }

  /// The whole multiples of an interval from the first two-sided quote until before the end,
  /// nanoseconds since midnight.
  func grid(every seconds: Int) -> [Int64] {
    guard let firstQuote else { return [] }
    let step = Int64(seconds) * 1_000_000_000
    let first = (messages[firstQuote].time.nanoseconds + step - 1) / step * step
    return Array(stride(from: first, to: end, by: Int64.Stride(step)))
  }
}
