import Harness
import Scenarios

/// Shows in which lines scenarios differ from their golden runs.
struct GoldenDiffCommand: Command {
  let name = "golden diff"
  let summary = "Show in which lines scenarios differ from their golden runs"
  let operands = [Operand("NAME", "a scenario's name; all if none is given", count: .any)]
  let options: [Option] = [.json]
  let examples = ["golden diff quickstart", "golden diff --json"]

  func run(_ arguments: Arguments, on console: Console) async throws -> ExitCode {
    let collection = GoldenCollection(isReadOnly: GoldenCollection.isCI)
    var changes: [GoldenChange] = []
    for name in try collection.names(arguments.operands) {
      console.showProgress(name)
      let change = try collection.diff(name)
      console.clearProgress()
      changes.append(change)
      if !arguments.has(.json) { console.writeOutput(change.text) }
    }
    if arguments.has(.json) { console.writeJSON(.array(changes.map(\.json))) }
    return changes.allSatisfy(\.isGood) ? .done : .checkFailed
  }
}
