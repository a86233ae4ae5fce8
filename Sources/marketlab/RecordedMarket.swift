import Harness
import Scenarios
import SimKernel

/// A recorded market as a command line names it, how it is divided and how it is seen.
struct RecordedMarket {
  let recording: MarketRecording
  let plan: WindowPlan
  let view: MarketView
  /// What `--window` gave.
  let window: Range<Int64>?

  /// Levels of which a file without an orderbook holds messages, if nothing else is said.
  private static let rebuiltDepth = 50

  /// - Throws: `UsageError` for a file that has not six windows or a window without it,
  ///   `MarketDataError`.
  /// - Parameter isFitted: Whether the command has options on what to fit to and how it is seen.
  init(_ arguments: Arguments, isFitted: Bool = true) throws {
    let messages = try arguments.required(
      .recordedMessages, "the path of a LOBSTER message file")
    recording = try MarketRecording.lobster(
      messages: messages, book: arguments.text(.recordedBook),
      tick: try arguments.integer(.recordedTick, in: 1...1_000_000_000) ?? 100)
    let seconds = try arguments.integer(.windowSeconds, in: Int64(1)...86_400) ?? 600
    plan = WindowPlan(
      recording.tape, seconds: seconds, rotation: try arguments.integer(.rotation, in: 0...2) ?? 0)
    guard plan.count >= 6 else {
      throw UsageError(
        "--window-seconds was \(seconds), of which \(messages) holds \(plan.count) windows; "
          + "allowed are lengths with 6 windows at least")
    }
    let isRebuilt = arguments.text(.recordedBook) == nil
    let depth = isFitted ? try arguments.integer(.messageDepth, in: 1...1_000) : nil
    view = MarketView(
      messageDepth: depth ?? (isRebuilt ? Self.rebuiltDepth : recording.depth),
      bookDepth: recording.depth)
    window = isFitted ? try Self.window(arguments) : nil
    if let window { try check(window, arguments) }
  }

  /// Of the files that are read.
  static func paths(_ arguments: Arguments) -> [String] {
    [Option.recordedMessages, .recordedBook].compactMap(arguments.text)
  }

  /// The clock of all windows.
  var span: Range<Int64> { plan.start..<plan.start + Int64(plan.count) * plan.length }

  /// Those to fit to.
  var fittedWindows: [Range<Int64>] { window.map { [$0] } ?? plan.windows(.calibration) }

  private static func window(_ arguments: Arguments) throws(UsageError) -> Range<Int64>? {
    guard let text = arguments.text(.window) else { return nil }
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map {
      SimTime(timeOfDay: String($0))?.nanoseconds
    }
    guard ends.count == 2, let from = ends[0], let until = ends[1], from < until else {
      throw UsageError(
        "--window was '\(text)', allowed: FROM..TO, two times of day such as 09:30:00..11:00:00, "
          + "the first one earlier")
    }
    return from..<until
  }

  /// Time of which the file says nothing would count as time in which nothing happened.
  private func check(_ window: Range<Int64>, _ arguments: Arguments) throws(UsageError) {
    let covered = self.covered
    guard window.lowerBound < covered.lowerBound || window.upperBound > covered.upperBound else {
      return
    }
    let ends = [covered.lowerBound, covered.upperBound].map {
      SimTime(nanoseconds: $0).timeOfDayText
    }
    throw UsageError(
      "--window was '\(arguments.text(.window) ?? "")', and "
        + "\(arguments.text(.recordedMessages) ?? "") covers \(ends[0])..\(ends[1]); "
        + "allowed are windows within that")
  }

  /// Whole seconds with messages, and the windows of the plan.
  private var covered: Range<Int64> {
    let seconds = recording.wholeSeconds
    return min(seconds.lowerBound, span.lowerBound)..<max(seconds.upperBound, span.upperBound)
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
  static let rotation = Option.value(
    "rotate", "N",
    "0, 1 or 2: by how many windows of each three their roles move on; 0 if not given")
  static let messageDepth = Option.value(
    "message-depth", "N",
    "levels whose changes the messages tell; those of the orderbook, or 50 without one")
  static let recordedTick = Option.value(
    "tick", "N", "a tick in units of the file, dollars x 10,000; 100, one cent, if not given")
}
