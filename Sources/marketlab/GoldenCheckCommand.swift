import Harness
import Scenarios

/// Compares scenarios with their golden runs.
struct GoldenCheckCommand: Command {
  let name = "golden check"
  let summary = "Compare scenarios with their golden runs"
  let operands = [Operand("NAME", "a scenario's name; all if none is given", count: .any)]
  let options: [Option] = [.json]
  let examples = ["golden check", "golden check quickstart --json"]

  func run(_ arguments: Arguments, on console: Console) async throws -> ExitCode {
    let collection = GoldenCollection(isReadOnly: GoldenCollection.isCI)
    let names = try collection.names(arguments.operands)
    var verdicts: [GoldenVerdict] = []
    for name in names {
      console.showProgress("\(name), \(verdicts.count + 1) of \(names.count)")
      verdicts.append(try collection.check(name))
    }
    console.clearProgress()
    let failed = verdicts.count { !$0.isGood }
    if arguments.has(.json) {
      console.writeJSON([
        "goldens": .array(verdicts.map(\.json)), "equal": JSONValue(verdicts.count - failed),
        "unequal": JSONValue(failed),
      ])
    } else {
      for verdict in verdicts { console.writeOutput(verdict.text(program: console.program)) }
      console.writeOutput("\(verdicts.count - failed) of \(verdicts.count) goldens are equal\n")
    }
    return failed == 0 ? .done : .checkFailed
  }
}

extension GoldenCollection {
  /// The names that were typed, or all; each has a scenario or a golden.
  func names(_ typed: [String]) throws -> [String] {
    let known = try names()
    guard !known.isEmpty else {
      throw UsageError("found neither scenarios/ nor golden/, allowed is a folder that has them")
    }
    for name in typed where !known.contains(name) {
      let hint = NearestName.hint(name, among: known)
      throw UsageError(
        "there is no scenario '\(name)', allowed: \(known.joined(separator: ", "))\(hint)")
    }
    return typed.isEmpty ? known : typed
  }
}
