import Harness

/// A recorded market as a command line names it, and how it is divided.
struct RecordedMarket {
  let recording: MarketRecording
  let plan: WindowPlan

  /// - Throws: `UsageError` for a file that has not three windows, `MarketDataError`.
  init(_ arguments: Arguments) throws {
    guard let messages = arguments.text(.recordedMessages) else {
      throw UsageError("--messages is missing, allowed is the path of a LOBSTER message file")
    }
    recording = try MarketRecording.lobster(
      messages: messages, book: arguments.text(.recordedBook),
      tick: try arguments.integer(.recordedTick, in: 1...1_000_000_000) ?? 100)
    let seconds = try arguments.integer(.windowSeconds, in: Int64(1)...86_400) ?? 600
    plan = WindowPlan(recording.tape, seconds: seconds)
    guard plan.count >= 6 else {
      throw UsageError(
        "--window-seconds was \(seconds), of which \(messages) holds \(plan.count) windows; "
          + "allowed are lengths with 6 windows at least")
    }
  }
}

extension Option {
  static let recordedMessages = Option.value(
    "messages", "FILE", isRequired: true,
    "LOBSTER messages: plain, xz, gzip or zstd, known by their content")
  static let recordedBook = Option.value(
    "book", "FILE", "the recorded LOBSTER orderbook; rebuilt from the messages if not given")
  static let windowSeconds = Option.value(
    "window-seconds", "N", "length of a window; 600 if not given")
  static let recordedTick = Option.value(
    "tick", "N", "a tick in units of the file, dollars x 10,000; 100, one cent, if not given")
}
