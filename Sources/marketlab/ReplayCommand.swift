import Harness

/// Rebuilds recorded order books with the matching engine and compares them with the record.
struct ReplayCommand: Command {
  private enum Format: String, CaseIterable { case lobster, mbo }

  let name = "replay"
  let summary = "Rebuild recorded order books and compare them with the record"
  let options: [Option] = [.format, .messages, .book, .depth, .priority, .atLeast, .json]
  let examples = [
    "replay --format lobster --messages message.csv --book orderbook.csv --depth 10",
    "replay --format lobster --messages message.csv --priority --at-least 0.99",
    "replay --format mbo --messages orders.csv.zst --book mbp-10.csv --depth 10 --json",
  ]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let report = try report(arguments)
    console.writeOutput((arguments.has(.json) ? report.json : report.text) + "\n")
    if report.passed { return .done }
    if let difference = report.firstDifference {
      console.writeError("marketlab replay: \(difference)\n")
    }
    return .checkFailed
  }

  private func report(_ arguments: Arguments) throws -> ReplayReport {
    guard let format = try arguments.choice(.format, of: Format.self) else {
      throw UsageError("--format is missing, allowed: lobster, mbo")
    }
    guard let messages = arguments.text(.messages) else {
      throw UsageError("--messages is missing, allowed is the file of messages")
    }
    if arguments.has(.priority) { return try priority(format, messages, arguments) }
    if arguments.has(.atLeast) {
      throw UsageError("--at-least without --priority, allowed is --priority --at-least SHARE")
    }
    guard let book = arguments.text(.book) else {
      throw UsageError("--book is missing, allowed is the file of recorded books")
    }
    let depth = try arguments.integer(.depth, in: 1...1_000_000)
    switch format {
    case .lobster: return try LobsterReplay.compare(messages: messages, book: book, depth: depth)
    case .mbo: return try MBOReplay.compare(messages: messages, book: book, depth: depth)
    }
  }

  private func priority(
    _ format: Format, _ messages: String, _ arguments: Arguments
  ) throws -> ReplayReport {
    guard format == .lobster else {
      throw UsageError("--priority with --format \(format.rawValue), allowed is lobster")
    }
    for option in [Option.book, .depth] where arguments.has(option) {
      throw UsageError("--\(option.name) with --priority, allowed is one of them")
    }
    let share = try arguments.number(.atLeast, in: 0...1) ?? 0.99
    return try LobsterReplay.priority(messages: messages, atLeast: share)
  }
}

extension Option {
  fileprivate static let format = Option.value(
    "format", "lobster|mbo", "how the files are laid out")
  fileprivate static let messages = Option.value("messages", "F", "the recorded messages, in order")
  fileprivate static let book = Option.value("book", "F", "the recorded books after each message")
  fileprivate static let depth = Option.value("depth", "N", "levels compared, all if not given")
  fileprivate static let priority = Option.flag(
    "priority", "predict instead whom aggressive orders traded with")
  fileprivate static let atLeast = Option.value(
    "at-least", "SHARE", "groups that --priority must predict exactly, 0.99 if not given")
}
