import Harness
import Scenarios
import SimKernel

/// Prints what a run's journal tells, line by line.
struct JournalCommand: Command {
  let name = "journal"
  let summary = "Print what happened in a finished run, line by line"
  let operands = [Operand("RUN", "a run's folder or a journal file")]
  let options: [Option] = [.from, .to, .agent, .kind, .head, .json]
  let examples = [
    "journal runs/first --head 20",
    "journal runs/first --from 09:30:10 --to 09:30:11 --agent maker/0",
    "journal runs/first --kind trade",
  ]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    var choice = JournalChoice()
    choice.from = try arguments.timeOfDay(.from)
    choice.to = try arguments.timeOfDay(.to)
    choice.agent = arguments.text(.agent)
    choice.kind = try arguments.choice(.kind)
    choice.lineLimit = try arguments.integer(.head, in: 1...Int.max)
    let listing = try JournalListing(run: arguments.operands[0], choice)
    if arguments.has(.json) {
      console.writeJSON(.array(try listing.lines().map { .string($0) }))
    } else {
      try listing.write { console.writeOutput($0) }
    }
    return .done
  }
}

extension Option {
  fileprivate static let from = Option.value("from", "TIME", "the first time of day, 09:30:00.5")
  fileprivate static let to = Option.value("to", "TIME", "the last time of day")
  fileprivate static let agent = Option.value(
    "agent", "NAME", "what this agent did and what happened to its orders: maker/0, or a group")
  fileprivate static let kind = Option.value(
    "kind", "KIND", "sent, refused, outcome, trade, quote, fault, news or regime alone")
  fileprivate static let head = Option.value("head", "N", "the first lines alone")
}

extension Arguments {
  fileprivate func timeOfDay(_ option: Option) throws(UsageError) -> SimTime? {
    guard let text = text(option) else { return nil }
    if let time = SimTime(timeOfDay: text) { return time }
    throw UsageError("--\(option.name) was '\(text)', allowed is a time of day such as 09:30:00.5")
  }
}
