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
    var differences: [(name: String, text: String)] = []
    for name in try collection.names(arguments.operands) where collection.hasScenario(name) {
      console.showProgress(name)
      let text = try collection.diff(name)
      console.clearProgress()
      differences.append((name, text))
      if !arguments.has(.json) { console.writeOutput(text) }
    }
    if arguments.has(.json) { console.writeJSON(.array(differences.map(json))) }
    return differences.allSatisfy(\.text.isEmpty) ? .done : .checkFailed
  }

  private func json(_ difference: (name: String, text: String)) -> JSONValue {
    let lines = difference.text.split(separator: "\n", omittingEmptySubsequences: false)
    return [
      "name": .string(difference.name), "equal": .bool(difference.text.isEmpty),
      "lines": .array(lines.dropLast().map { .string(String($0)) }),
    ]
  }
}
