import Harness

/// The help, made from what the commands declare.
enum HelpText {
  static func overview(of commands: [any Command]) -> String {
    var table = Table(["", ""])
    for command in commands { table.append(["  " + command.name, command.summary]) }
    return """
      marketlab: a deterministic market simulator

      usage: marketlab COMMAND [ARGUMENTS]

      \(table.text)
      `marketlab COMMAND --help` explains one; `marketlab --version` prints the version.
      Exit codes: 0 done, 1 a check failed, 2 the input is wrong, 3 a fault of marketlab's own.

      """
  }

  static func details(of command: any Command) -> String {
    var text = "\(command.summary)\n\nusage: \(usage(of: command))\n"
    if !command.operands.isEmpty {
      text += "\n" + section(command.operands.map { ($0.usage, $0.help) })
    }
    let options = command.options + [Option.help]
    text += "\n" + section(options.map { ($0.usage, $0.help) })
    text += "\n\(command.examples.count == 1 ? "example" : "examples"):\n"
    for example in command.examples { text += "  marketlab \(example)\n" }
    return text
  }

  /// The usage line, without `usage:`.
  static func usage(of command: any Command) -> String {
    let operands = command.operands.map(\.usage)
    let options = command.options.map { "[\($0.usage)]" + ($0.isRepeated ? "..." : "") }
    return (["marketlab", command.name] + operands + options).joined(separator: " ")
  }

  private static func section(_ rows: [(String, String)]) -> String {
    var table = Table(["", ""])
    for row in rows { table.append(["  " + row.0, row.1]) }
    return table.text
  }
}
