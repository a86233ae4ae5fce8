import SimKernel

/// Replays LOBSTER files through the matching engine.
public enum LobsterReplay {
  /// Compares replayed books with recorded ones: each step on its own, and a free run.
  ///
  /// Both files are read once, side by side, in memory that does not grow with their length.
  ///
  /// - Parameters:
  ///   - depth: Levels to compare, from 1 to those of the file; nil for all.
  /// - Throws: A `MarketDataError` for files that cannot be read or do not fit one another.
  public static func compare(
    messages messagePath: String, book bookPath: String, depth: Int? = nil
  ) throws(MarketDataError) -> ReplayReport {
    let messages = try LobsterMessageReader(path: messagePath)
    let rows = try LobsterBookReader(path: bookPath)
    var row = LobsterBookRow()
    guard try messages.next() != nil else { throw empty(messagePath) }
    guard try rows.next(into: &row, depth: depth ?? .max) else { throw empty(bookPath) }
    let window = depth ?? rows.fileDepth
    guard window >= 1 && window <= rows.fileDepth else {
      throw MarketDataError(
        path: bookPath,
        message: "depth \(window); the file has levels 1 to \(rows.fileDepth)")
    }
    do {
      return try compare(messages, rows, from: row, window: window)
    } catch let refusal as ReplayBook.Refusal {
      throw rows.failure(refusal.message)
    } catch let error as MarketDataError {
      throw error
    } catch {
      preconditionFailure("unexpected error \(error)")
    }
  }

  /// Predicts whom aggressive orders traded with, from price-time priority.
  ///
  /// The file is held in memory, 40 bytes a row.
  ///
  /// - Parameter required: The share of groups that must be exact, 0 to 1.
  public static func priority(
    messages path: String, atLeast required: Double = 0.99
  ) throws(MarketDataError) -> ReplayReport {
    let reader = try LobsterMessageReader(path: path)
    var messages: [LobsterMessage] = []
    while let message = try reader.next() { messages.append(message) }
    if messages.isEmpty { throw empty(path) }
    var check = LobsterPriorityCheck()
    try check.run(messages) { "\(path):\($0 + 1)" }
    return ReplayReport(checks: [check.check], required: required)
  }

  private static func compare(
    _ messages: LobsterMessageReader, _ rows: LobsterBookReader, from first: LobsterBookRow,
    window: Int
  ) throws -> ReplayReport {
    var oneStep = try LobsterOneStepCheck(depth: window, first: first)
    var freeRun = try LobsterFreeRunCheck(window: window, first: first)
    var row = first
    var count = 1
    while true {
      let message = try messages.next()
      let hasRow = try rows.next(into: &row, depth: window)
      guard let message, hasRow else {
        if message == nil && !hasRow { break }
        throw unequalLengths(messages, rows, count: count, isMissingRow: message != nil)
      }
      count += 1
      let place = { "\(rows.path):\(rows.lineNumber)" }
      try oneStep.step(message, row, at: place)
      try freeRun.step(message, row, at: place)
    }
    return ReplayReport(messages: count, checks: [oneStep.check] + freeRun.checks)
  }

  /// One of two files goes on where the other has ended.
  ///
  /// - Parameters:
  ///   - count: Rows that have a partner.
  ///   - isMissingRow: Whether the book is the shorter one.
  static func unequalLengths(
    _ messages: LobsterMessageReader, _ rows: LobsterBookReader, count: Int, isMissingRow: Bool
  ) -> MarketDataError {
    let longer = isMissingRow ? messages.path : rows.path
    let shorter = isMissingRow ? rows.path : messages.path
    return MarketDataError(
      path: longer, line: count + 1,
      message: "a row without a partner: \(shorter) has \(count) rows; "
        + "allowed are two files of equally many rows")
  }

  /// A file without a row.
  static func empty(_ path: String) -> MarketDataError {
    MarketDataError(path: path, message: "has no rows")
  }
}
