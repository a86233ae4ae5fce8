import Harness

/// Shows in which lines scenarios differ from their golden runs.
struct GoldenDiffCommand: Command {
  let name = "golden diff"
  let summary = "Show in which lines scenarios differ from their golden runs"
  let operands = [Operand("NAME", "a scenario's name; all if none is given", count: .any)]
  let options: [Option] = []
  let examples = ["golden diff quickstart"]

  func run(_ arguments: Arguments, on console: Console) async throws -> ExitCode {
    let collection = GoldenCollection(isReadOnly: GoldenCollection.isCI)
    var differs = false
    for name in try collection.names(arguments.operands) where collection.hasScenario(name) {
      console.showProgress(name)
      let text = try collection.diff(name)
      console.clearProgress()
      console.writeOutput(text)
      differs = differs || !text.isEmpty
    }
    return differs ? .checkFailed : .done
  }
}
