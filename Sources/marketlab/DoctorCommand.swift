import Harness
import Scenarios

/// Says what this installation consists of and whether its numbers are right.
struct DoctorCommand: Command {
  let name = "doctor"
  let summary = "Print versions and the BLAS kernel, and test the numbers that reach events"
  let options = [Option.json]
  let examples = ["doctor", "doctor --json"]

  func run(_ arguments: Arguments, on console: Console) -> ExitCode {
    let outcomes = NumericSelfTest.run()
    let blas = Result { try OpenBLAS.open() }
    console.writeResult(arguments, json: json(outcomes, blas), text: text(outcomes, blas))
    return outcomes.allSatisfy(\.isEqual) ? .done : .checkFailed
  }

  private var versions: [(name: String, version: String?)] {
    [
      ("marketlab", Versions.marketlab), ("build", Versions.buildMode), ("swift", Versions.swift),
      ("gsl", Versions.gsl), ("openssl", Versions.openSSL), ("libyaml", Versions.libyaml),
    ]
  }

  private func text(
    _ outcomes: [NumericSelfTest.Outcome], _ blas: Result<OpenBLAS, any Error>
  ) -> String {
    var table = Table(["", ""])
    for (name, version) in versions { table.append([name, version ?? "not linked"]) }
    switch blas {
    case .success(let blas):
      table.append(["openblas", "\(blas.configuration)"])
      table.append(["", "kernel \(blas.kernel) as pinned, threads \(blas.threads)"])
    case .failure(let error): table.append(["openblas", "\(error)"])
    }
    for outcome in outcomes {
      let verdict = outcome.isEqual ? "as published" : "WRONG: \(outcome.found)"
      table.append([outcome.name, verdict])
    }
    return table.text
  }

  private func json(
    _ outcomes: [NumericSelfTest.Outcome], _ blas: Result<OpenBLAS, any Error>
  ) -> JSONValue {
    var members: [String: JSONValue] = [:]
    for (name, version) in versions { members[name] = version.map(JSONValue.string) ?? .null }
    switch blas {
    case .success(let blas):
      members["openblas"] = [
        "configuration": .string(blas.configuration), "kernel": .string(blas.kernel),
        "threads": JSONValue(blas.threads),
      ]
    case .failure(let error): members["openblas"] = ["error": .string("\(error)")]
    }
    members["self_test"] = .array(
      outcomes.map {
        [
          "name": .string($0.name), "equal": .bool($0.isEqual), "expected": .string($0.expected),
          "found": .string($0.found),
        ]
      })
    return .object(members)
  }
}
