import Harness

/// Where a market to be measured comes from, as it was asked for.
enum MarketSource {
  case run(String)
  case files(messages: String, book: String?)

  /// - Parameter names: What to ask for where neither is given.
  init(run: String?, messages: String?, book: String?, names: String) throws(UsageError) {
    switch (run, messages) {
    case (let run?, nil):
      if book != nil { throw UsageError("an orderbook goes with messages, not with a run") }
      self = .run(run)
    case (nil, let messages?): self = .files(messages: messages, book: book)
    case (nil, nil): throw UsageError("\(names) is missing")
    case (_?, _?): throw UsageError("\(names) is wanted, not both")
    }
  }

  func recording(_ reading: MarketReading) throws -> MarketRecording {
    switch self {
    case .run(let path):
      try MarketRecording.run(path, reading.choice, depth: reading.depth ?? 10)
    case .files(let messages, let book):
      try MarketRecording.lobster(messages: messages, book: book, tick: reading.tick)
    }
  }

  /// Of all that is read.
  var paths: [String] {
    switch self {
    case .run(let path): [path]
    case .files(let messages, let book): [messages] + (book.map { [$0] } ?? [])
    }
  }

  /// Of what says how deep its books are.
  fileprivate var bookPath: String { paths.last ?? "" }

  var isRun: Bool { if case .run = self { true } else { false } }
}

/// How markets are read.
struct MarketReading {
  /// Of runs.
  var choice: BookChoice
  /// Levels of a run's book; nil for those of the file compared with.
  var depth: Int?
  /// Of files, dollars x 10^4.
  var tick: Int64

  /// Two markets to be compared: a run is seen through the window of the file beside it.
  func both(
    _ source: MarketSource, _ against: MarketSource
  ) throws -> (MarketRecording, MarketRecording) {
    let market: MarketRecording
    let other: MarketRecording
    if source.isRun {
      other = try against.recording(self)
      market = try source.recording(seen(through: other))
    } else {
      market = try source.recording(self)
      other = try against.recording(seen(through: market))
    }
    guard market.depth == other.depth else {
      throw UsageError(
        "\(source.bookPath) shows \(market.depth) levels and \(against.bookPath) \(other.depth); "
          + "allowed are books of equal depth")
    }
    return (market, other)
  }

  private func seen(through recording: MarketRecording) -> MarketReading {
    var reading = self
    reading.depth = depth ?? recording.depth
    return reading
  }
}
