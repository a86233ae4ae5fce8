import Harness

/// The help, made from what the commands declare.
struct HelpText {
  /// What the user types to start us.
  let program: String

  func overview(of commands: [any Command]) -> String {
    var table = Table(["", ""])
    for command in commands { table.append(["  " + command.name, command.summary]) }
    return """
      marketlab: a deterministic market simulator

      usage: \(program) COMMAND [ARGUMENTS]

      \(table.text)
      `\(program) COMMAND --help` explains one; `\(program) --version` prints the version.
      Exit codes: 0 done, 1 a check failed, 2 the input is wrong, 3 a fault of marketlab's own or
      of the machine, 130 stopped by Ctrl-C, 141 the reader of the output has gone.

      """
  }

  func details(of command: any Command) -> String {
    var text = "\(command.summary)\n\nusage: \(usage(of: command))\n"
    if !command.operands.isEmpty {
      text += "\n" + section(command.operands.map { ($0.usage, $0.help) })
    }
    let options = command.options + [Option.help]
    text += "\n" + section(options.map { ($0.usage, $0.help) })
    text += "\n\(command.examples.count == 1 ? "example" : "examples"):\n"
    for example in command.examples { text += "  \(program) \(example)\n" }
    return text
  }

  /// The usage line, without `usage:`.
  func usage(of command: any Command) -> String {
    let operands = command.operands.map(\.usage)
    let options = command.options.map { option in
      (option.isRequired ? option.usage : "[\(option.usage)]") + (option.isRepeated ? "..." : "")
    }
    return ([program, command.name] + operands + options).joined(separator: " ")
  }

  private func section(_ rows: [(String, String)]) -> String {
    var table = Table(["", ""])
    for row in rows { table.append(["  " + row.0, row.1]) }
    return table.text
  }
}
