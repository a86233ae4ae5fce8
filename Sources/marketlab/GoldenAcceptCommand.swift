import Harness

/// Makes the present run of scenarios their golden one.
struct GoldenAcceptCommand: Command {
  let name = "golden accept"
  let summary = "Make what a scenario does now its golden run"
  let operands = [Operand("NAME", "a scenario's name, one or more", count: .any)]
  let options: [Option] = []
  let examples = ["golden accept quickstart"]

  func run(_ arguments: Arguments, on console: Console) async throws -> ExitCode {
    guard !arguments.operands.isEmpty else {
      throw UsageError("found no NAME, allowed are the names of the scenarios to accept")
    }
    let collection = GoldenCollection(isReadOnly: GoldenCollection.isCI)
    for name in try collection.names(arguments.operands) {
      do {
        console.writeOutput("\(name): accepted, digest \(try collection.accept(name))\n")
      } catch let refusal as GoldenRefusal {
        guard case .notRepeatable = refusal else { throw refusal }
        console.writeError("marketlab golden accept: \(refusal)\n")
        return .checkFailed
      }
    }
    return .done
  }
}
