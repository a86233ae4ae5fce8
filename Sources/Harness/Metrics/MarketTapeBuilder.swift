import SimKernel

/// Collects a market's messages and books, row by row, into a tape.
struct MarketTapeBuilder {
  /// Levels of a side that a tape's depth counts, where the source shows as many.
  static let depthLimit = 10
  /// A tape may last a week; statistics at whole seconds need memory for each of them.
  static let longest: Int64 = 7 * 86_400 * 1_000_000_000

  /// Prices are below 2^40 in magnitude, a hundred million dollars, so that sums of them fit.
  static let priceLimit: Int64 = 1 << 40

  private let tick: Int64
  private let depthLevels: Int
  private var messages: [LobsterMessage] = []
  private var quotes: [BestQuote] = []
  private var bidDepth: [Int64] = []
  private var askDepth: [Int64] = []
  /// The book after each message, where a comparison needs it.
  private var rows: [LobsterBookRow]?

  /// A row that cannot stand where it does, to be completed with the place in the file.
  struct Refusal: Error { var message: String }

  /// - Parameters:
  ///   - tick: Dollars x 10^4.
  ///   - levels: Levels of a side that the rows will have; ten at the most are counted.
  ///   - keepsRows: Whether the books are kept, too, to the levels that are counted.
  init(tick: Int64, levels: Int, keepsRows: Bool = false) {
    self.tick = tick
    rows = keepsRows ? [] : nil
    depthLevels = min(levels, MarketTapeBuilder.depthLimit)
  }

  /// Adds a message and the book after it, best levels first.
  mutating func append(
    _ message: LobsterMessage, asks: [ReplayLevel], bids: [ReplayLevel]
  ) throws(Refusal) {
    try checkTime(message.time.nanoseconds)
    let (ask, bid) = (asks.first, bids.first)
    try checkPrice(message.price, isOnGrid: message.kind.changesBook)
    for price in [ask?.price ?? 0, bid?.price ?? 0] { try checkPrice(price) }
    messages.append(message)
    quotes.append(
      BestQuote(
        askPrice: ask?.price ?? 0, askSize: ask?.size ?? 0, bidPrice: bid?.price ?? 0,
        bidSize: bid?.size ?? 0))
    askDepth.append(asks.prefix(depthLevels).reduce(0) { $0 + $1.size })
    bidDepth.append(bids.prefix(depthLevels).reduce(0) { $0 + $1.size })
    rows?.append(
      LobsterBookRow(asks: Array(asks.prefix(depthLevels)), bids: Array(bids.prefix(depthLevels))))
  }

  /// Rows so far.
  var count: Int { messages.count }

  /// The tape of all rows so far.
  func finish() -> MarketTape {
    MarketTape(
      tick: tick, messages: messages, quotes: quotes, bidDepth: bidDepth, askDepth: askDepth,
      depthLevels: depthLevels)
  }

  /// All rows so far with the books after them.
  ///
  /// - Precondition: Books are kept.
  func recording(named name: String) -> MarketRecording {
    guard let rows else { preconditionFailure("the books of \(name) were not kept") }
    return MarketRecording(
      name: name, tape: finish(),
      sequence: LobBenchSequence(messages: messages, rows: rows, depth: depthLevels))
  }

  /// - Parameter isOnGrid: Hidden orders trade between ticks, and auctions and halts have prices of
  ///   their own.
  private func checkPrice(_ price: Int64, isOnGrid: Bool = true) throws(Refusal) {
    guard price.magnitude < MarketTapeBuilder.priceLimit else {
      throw Refusal(
        message: "price \(price); allowed: under \(MarketTapeBuilder.priceLimit) in magnitude")
    }
    guard !isOnGrid || price % tick == 0 else {
      throw Refusal(message: "price \(price); allowed: multiples of the tick, \(tick)")
    }
  }

  private func checkTime(_ time: Int64) throws(Refusal) {
    guard time < SimTime.distantFuture.nanoseconds else {
      throw Refusal(
        message: "time \(time) ns; allowed: under \(SimTime.distantFuture.nanoseconds) ns")
    }
    guard let first = messages.first?.time.nanoseconds, let last = messages.last?.time.nanoseconds
    else { return }
    if time < last {
      throw Refusal(
        message: "time \(time) ns is before the row above, \(last) ns; allowed: no earlier")
    }
    if time - first > MarketTapeBuilder.longest {
      throw Refusal(
        message: "time \(time) ns is \((time - first) / 1_000_000_000) s after the first row; "
          + "allowed: \(MarketTapeBuilder.longest / 1_000_000_000) s")
    }
  }
}
