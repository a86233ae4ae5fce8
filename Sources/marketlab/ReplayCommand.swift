import Harness

/// Rebuilds recorded order books with the matching engine and compares them with the recorded ones.
struct ReplayCommand: Command {
  let name = "replay"
  let summary = "Rebuild recorded order books and compare every row with the record"
  let options: [Option] = [
    .format, .messages, .book, .depth, .priority, .atLeast, .json,
  ]
  let examples = [
    "replay --format lobster --messages message_10.csv.xz --book orderbook_10.csv.xz --depth 10",
    "replay --format lobster --messages message_50.csv.xz --priority --at-least 0.99 --json",
    "replay --format mbo --messages mbo.csv.zst --book mbp-10.csv.gz --depth 10",
  ]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let report = try report(arguments)
    console.writeResult(arguments, json: report.json, text: report.text)
    if let difference = report.firstDifference { console.writeError(difference + "\n") }
    return report.passed ? .done : .checkFailed
  }

  private func report(_ arguments: Arguments) throws -> ReplayReport {
    guard let format: Format = try arguments.choice(.format) else {
      throw UsageError("--format is missing, allowed: lobster, mbo")
    }
    let messages = try arguments.required(.messages, "the path of a message file")
    let share = try arguments.number(.atLeast, in: 0...1)
    if arguments.has(.priority) {
      guard format == .lobster else { throw UsageError("--priority needs --format lobster") }
      for option in [Option.book, .depth] where arguments.has(option) {
        throw UsageError("--\(option.name) does not go with --priority")
      }
      return try LobsterReplay.priority(messages: messages, atLeast: share ?? 0.99)
    }
    if share != nil { throw UsageError("--at-least goes with --priority only") }
    guard let book = arguments.text(.book) else {
      throw UsageError("--book is missing" + (format == .lobster ? ", or --priority" : ""))
    }
    let depth: Int? = try arguments.integer(.depth, in: 1...10_000)
    switch format {
    case .lobster: return try LobsterReplay.compare(messages: messages, book: book, depth: depth)
    case .mbo: return try MBOReplay.compare(messages: messages, book: book, depth: depth)
    }
  }

  private enum Format: String, CaseIterable { case lobster, mbo }
}

extension Option {
  fileprivate static let format = Option.value(
    "format", "FORMAT", isRequired: true,
    "lobster, or mbo: order by order with the columns of Databento")
  fileprivate static let messages = Option.value(
    "messages", "FILE", isRequired: true,
    "the messages: plain, xz, gzip or zstd, known by its content")
  fileprivate static let book = Option.value(
    "book", "FILE", "the recorded book: LOBSTER orderbook, or MBP-10 for mbo; without --priority")
  fileprivate static let depth = Option.value(
    "depth", "N", "levels to compare; all that the file has if not given")
  fileprivate static let priority = Option.flag(
    "priority", "predict whom aggressive orders traded with, instead of comparing books")
  fileprivate static let atLeast = Option.value(
    "at-least", "SHARE", "the share of predictions that must be exact; 0.99 if not given")
}
