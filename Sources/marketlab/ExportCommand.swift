import Harness

/// Turns a finished run into files that other programs read.
struct ExportCommand: Command {
  let name = "export"
  let summary = "Turn a finished run into files that other programs read"
  let operands = [Operand("RUN", "a run's folder or a journal file")]
  let options: [Option] = [
    .format, .depth, .allMessages, .venue, .instrument, .newFolder, .json,
  ]
  let examples = [
    "export runs/first --format lobster --depth 10 --out lobster",
    "export runs/first --format lobster --depth 1 --venue XLIT --instrument ABM --out abm",
    "export runs/first --format trades --out trades --json",
  ]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let format = try format(arguments)
    let folder = try arguments.required(.newFolder, "the path of a new folder")
    let choice = BookChoice(
      venue: arguments.text(.venue), instrument: arguments.text(.instrument))
    let summary = try RunExport(run: arguments.operands[0], choice).write(format, to: folder)
    console.writeResult(arguments, json: summary.json, text: summary.text)
    return .done
  }

  private func format(_ arguments: Arguments) throws(UsageError) -> RunExport.Format {
    guard let format: Format = try arguments.choice(.format) else {
      throw UsageError("--format is missing, allowed: lobster, trades")
    }
    switch format {
    case .lobster:
      return .lobster(
        depth: try arguments.integer(.depth, in: 1...RunExport.depthLimit) ?? 10,
        keepsAllMessages: arguments.has(.allMessages))
    case .trades:
      for option in [Option.depth, .allMessages] where arguments.has(option) {
        throw UsageError("--\(option.name) goes with --format lobster only")
      }
      return .trades
    }
  }

  private enum Format: String, CaseIterable { case lobster, trades }
}

extension Option {
  fileprivate static let format = Option.value(
    "format", "FORMAT", isRequired: true,
    "lobster: messages and books as LOBSTER writes them; trades: trades.csv")
  fileprivate static let depth = Option.value(
    "depth", "N", "levels of the orderbook files; 10 if not given")
  fileprivate static let allMessages = Option.flag(
    "all-messages", "keep LOBSTER messages about deeper levels, too")
  fileprivate static let venue = Option.value("venue", "NAME", "books of this venue alone")
  fileprivate static let instrument = Option.value(
    "instrument", "SYMBOL", "books of this instrument alone")
  fileprivate static let newFolder = Option.value(
    "out", "DIR", isRequired: true, "the new folder to write into")
}
