import Agents
import Foundation
import Harness

/// Plays a BookScript against the matching engine.
struct BookCommand: Command {
  let name = "book"
  let summary = "Play a BookScript against the matching engine"
  let operands = [Operand("FILE", "a script, one message a line; - reads standard input")]
  let options = [Option.json]
  let examples = ["book story.book", "book - --json"]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let path = arguments.operands[0]
    let bytes = try InputFile.bytes(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ScriptMistake(description: "\(path) is not UTF-8 text")
    }
    let script: BookScript
    do throws(BookScriptFaults) {
      script = try BookScript(parsing: text)
    } catch {
      for fault in error.faults { console.writeError("\(path):\(fault)\n") }
      return .wrongInput
    }
    let report = BookScriptRunner.run(script)
    if arguments.has(.json) {
      console.writeJSON(report.json)
      for mismatch in report.mismatches { console.writeError("\(path): \(mismatch)\n") }
    } else {
      console.writeOutput(report.text)
    }
    return report.mismatches.isEmpty ? .done : .checkFailed
  }

  private struct ScriptMistake: InputMistake { let description: String }
}
