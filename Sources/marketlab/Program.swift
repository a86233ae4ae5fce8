import Harness
import Scenarios

/// Finds the command that was typed, runs it and turns its errors into messages and exit codes.
struct Program {
  let commands: [any Command]
  let console: Console

  private var help: HelpText { HelpText(program: console.program) }

  func run(_ words: [String]) async -> ExitCode {
    switch words.first {
    case nil:
      console.writeError(help.overview(of: commands))
      return .wrongInput
    case "--help", "-h", "help":
      return printHelp(Array(words.dropFirst()))
    case "--version":
      console.writeOutput("marketlab \(Versions.marketlab)\n")
      return .done
    default:
      return await runCommand(words)
    }
  }

  private func printHelp(_ words: [String]) -> ExitCode {
    if words.isEmpty {
      console.writeOutput(help.overview(of: commands))
      return .done
    }
    return helpOnCommand(words)
  }

  private func runCommand(_ words: [String]) async -> ExitCode {
    if words.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
      return helpOnCommand(words)
    }
    guard let command = command(named: words) else { return reportUnknown(words) }
    do {
      let typed = Array(words.dropFirst(command.words.count))
      let arguments = try ArgumentReader(command: command).read(typed)
      return try await command.run(arguments, on: console)
    } catch let mistake as UsageError {
      report(command, mistake.description)
      console.writeError("usage: \(help.usage(of: command))\n")
      return .wrongInput
    } catch let mistake as any InputMistake {
      // As it is, so that each line begins with its place, `file:line:column: ...`, and editors can
      // jump there.
      console.clearProgress()
      console.writeError(mistake.description + "\n")
      return .wrongInput
    } catch let failure as FileFailure {
      report(command, failure.description)
      return ExitCode(failure)
    } catch {
      report(command, "internal error: \(error)")
      return .internalError
    }
  }

  private func helpOnCommand(_ words: [String]) -> ExitCode {
    if let command = command(named: words) {
      console.writeOutput(help.details(of: command))
      return .done
    }
    let verbs = commands.filter { $0.words.first == words.first }
    if verbs.isEmpty { return reportUnknown(words) }
    console.writeOutput(help.overview(of: verbs))
    return .done
  }

  /// The command whose words the typed ones begin with; two words win over one.
  private func command(named words: [String]) -> (any Command)? {
    commands.filter { words.starts(with: $0.words) }.max { $0.words.count < $1.words.count }
  }

  private func reportUnknown(_ words: [String]) -> ExitCode {
    let verbs = commands.filter { $0.words.first == words.first }
    if verbs.isEmpty {
      let names = commands.compactMap(\.words.first)
      let hint = NearestName.hint(words[0], among: names)
      console.writeError("marketlab: there is no command '\(words[0])'\(hint)\n")
      let program = console.program
      console.writeError("usage: \(program) COMMAND [ARGUMENTS]; `\(program) --help` lists them\n")
    } else {
      let names = verbs.compactMap { $0.words.dropFirst().first }
      let found = words.count > 1 ? "'\(words[1])'" : "nothing"
      let hint = words.count > 1 ? NearestName.hint(words[1], among: names) : ""
      console.writeError(
        "marketlab \(words[0]): found \(found), allowed: \(names.joined(separator: ", "))\(hint)\n")
      for verb in verbs { console.writeError("usage: \(help.usage(of: verb))\n") }
    }
    return .wrongInput
  }

  private func report(_ command: any Command, _ message: String) {
    console.clearProgress()
    console.writeError("marketlab \(command.name): \(message)\n")
  }
}
