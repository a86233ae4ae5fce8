extension MarketTape {
  /// The tape of LOBSTER files: messages, and the recorded book where there is one.
  ///
  /// Without a recorded book the book is rebuilt from the messages by the matching engine; see
  /// `LobsterSeededBook`.
  ///
  /// - Parameters:
  ///   - tick: Dollars x 10^4 in a tick.
  /// - Throws: A `MarketDataError` for files that cannot be read, do not fit one another, go back
  ///   in time or do not determine the book.
  public static func lobster(
    messages: String, book: String? = nil, tick: Int64 = 100
  ) throws(MarketDataError) -> MarketTape {
    try MarketTapeBuilder.lobster(messages: messages, book: book, tick: tick).finish()
  }
}

extension MarketRecording {
  /// The same with the books, to ten levels or those of the orderbook file.
  public static func lobster(
    messages: String, book: String? = nil, tick: Int64 = 100
  ) throws(MarketDataError) -> MarketRecording {
    try MarketTapeBuilder
      .lobster(messages: messages, book: book, tick: tick, keepsRows: true)
      .recording(named: DataSetName.of(messages))
  }
}

extension MarketTapeBuilder {
  fileprivate static func lobster(
    messages: String, book: String?, tick: Int64, keepsRows: Bool = false
  ) throws(MarketDataError) -> MarketTapeBuilder {
    if let book { return try recorded(messages, book, tick: tick, keepsRows: keepsRows) }
    return try rebuilt(messages, tick: tick, keepsRows: keepsRows)
  }

  private static func recorded(
    _ messagePath: String, _ bookPath: String, tick: Int64, keepsRows: Bool
  ) throws(MarketDataError) -> MarketTapeBuilder {
    let messages = try LobsterMessageReader(path: messagePath)
    let rows = try LobsterBookReader(path: bookPath)
    var row = LobsterBookRow()
    let limit = MarketTapeBuilder.depthLimit
    guard var message = try messages.next() else { throw LobsterReplay.empty(messagePath) }
    guard try rows.next(into: &row, depth: limit) else { throw LobsterReplay.empty(bookPath) }
    var builder = MarketTapeBuilder(
      tick: tick, levels: rows.fileDepth, keepsRows: keepsRows)
    while true {
      do {
        try builder.append(message, asks: row.asks, bids: row.bids)
      } catch {
        throw messages.failure(error.message)
      }
      let next = try messages.next()
      let hasRow = try rows.next(into: &row, depth: limit)
      if next == nil && !hasRow { return builder }
      guard let next, hasRow else {
        throw LobsterReplay.unequalLengths(
          messages, rows, count: builder.count, isMissingRow: next != nil)
      }
      message = next
    }
  }

  private static func rebuilt(
    _ path: String, tick: Int64, keepsRows: Bool
  ) throws(MarketDataError) -> MarketTapeBuilder {
    let reader = try LobsterMessageReader(path: path)
    var messages: [LobsterMessage] = []
    while let message = try reader.next() { messages.append(message) }
    if messages.isEmpty { throw LobsterReplay.empty(path) }
    var line = 1
    do {
      return try rebuilt(messages, tick: tick, keepsRows: keepsRows, line: &line)
    } catch let refusal as ReplayBook.Refusal {
      throw MarketDataError(path: path, line: line, message: refusal.message)
    } catch let refusal as MarketTapeBuilder.Refusal {
      throw MarketDataError(path: path, line: line, message: refusal.message)
    } catch {
      preconditionFailure("unexpected error \(error)")
    }
  }

  private static func rebuilt(
    _ messages: [LobsterMessage], tick: Int64, keepsRows: Bool, line: inout Int
  ) throws -> MarketTapeBuilder {
    let levels = MarketTapeBuilder.depthLimit
    var seeded = try LobsterSeededBook(messages: messages, refusesCrossing: true)
    var builder = MarketTapeBuilder(tick: tick, levels: levels, keepsRows: keepsRows)
    for (index, message) in messages.enumerated() {
      line = index + 1
      try seeded.apply(message)
      try builder.append(
        message, asks: seeded.book.levels(.sell, depth: levels),
        bids: seeded.book.levels(.buy, depth: levels))
    }
    return builder
  }
}
