import Harness

@testable import marketlab

extension Option {
  static let seed = Option.value("seed", "N", "the seed")
  static let set = Option.value("set", "PATH=VALUE", isRepeated: true, "another value")
}

/// A command with one of each kind of argument; its operand says what it does.
struct SampleCommand: Command {
  var name = "sample"
  let summary = "Do what the operand says"
  let operands = [Operand("SCENARIO", "what to do")]
  let options: [Option] = [.seed, .set, .json]
  let examples = ["sample quiet --seed 7"]

  struct Mistake: InputMistake { let description = "quiet.yaml:3:1: a mistake" }
  struct Fault: Error {}

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    console.showProgress("halfway")
    switch arguments.operands[0] {
    case "mistake": throw Mistake()
    case "fault": throw Fault()
    case "fail": return .checkFailed
    default:
      console.writeOutput("did \(arguments.operands[0])\n")
      return .done
    }
  }
}
