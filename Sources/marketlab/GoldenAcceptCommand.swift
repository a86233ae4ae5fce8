import Harness
import Scenarios

/// Makes the present run of scenarios their golden one.
struct GoldenAcceptCommand: Command {
  let name = "golden accept"
  let summary = "Make what a scenario does now its golden run"
  let operands = [Operand("NAME", "a scenario's name, one or more", count: .some)]
  let options: [Option] = [.json]
  let examples = ["golden accept quickstart", "golden accept quickstart crowded --json"]

  func run(_ arguments: Arguments, on console: Console) async throws -> ExitCode {
    let collection = GoldenCollection(isReadOnly: GoldenCollection.isCI)
    var accepted: [(name: String, digest: String)] = []
    var refusal: (any InputMistake)?
    for name in try collection.names(arguments.operands) {
      do {
        accepted.append((name, try collection.accept(name)))
      } catch let mistake as any InputMistake {
        refusal = mistake
        break
      }
      if !arguments.has(.json) {
        console.writeOutput("\(name): accepted, digest \(accepted.last?.digest ?? "")\n")
      }
    }
    if arguments.has(.json) { console.writeJSON(json(accepted, refusal)) }
    return code(of: refusal, on: console)
  }

  private func json(
    _ accepted: [(name: String, digest: String)], _ refusal: (any InputMistake)?
  ) -> JSONValue {
    [
      "accepted": .array(
        accepted.map { ["name": .string($0.name), "digest": .string($0.digest)] }),
      "refusal": refusal.map { .string($0.description) } ?? .null,
    ]
  }

  /// What a refusal ends with: names after it are left as they are.
  private func code(of refusal: (any InputMistake)?, on console: Console) -> ExitCode {
    guard let refusal else { return .done }
    console.writeError("\(refusal.description)\n")
    guard case .notRepeatable? = refusal as? GoldenRefusal else { return .wrongInput }
    return .checkFailed
  }
}
