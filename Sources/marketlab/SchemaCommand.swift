import Harness
import Scenarios

/// Prints the JSON Schema of scenario files.
struct SchemaCommand: Command {
  let name = "schema"
  let summary = "Print a JSON Schema of scenario files, for editors"
  /// The schema is JSON anyway; the option is taken so that every command has it.
  let options = [Option.json]
  let examples = ["schema"]

  func run(_ arguments: Arguments, on console: Console) -> ExitCode {
    console.writeOutput(ScenarioReader.standard.schema())
    return .done
  }
}
