import Harness

/// Finds the first event in which two runs differ.
struct DiffCommand: Command {
  let name = "diff"
  let summary = "Name the first event in which two runs differ"
  let operands = [
    Operand("RUN_A", "a run's folder or a journal file"), Operand("RUN_B", "another one"),
  ]
  let options = [Option.json]
  let examples = ["diff runs/monday runs/tuesday", "diff a/journal.mlj b/journal.mlj --json"]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let comparison = try JournalComparison(arguments.operands[0], arguments.operands[1])
    console.writeResult(arguments, json: comparison.json, text: comparison.text)
    return comparison.areEqual ? .done : .checkFailed
  }
}
