import Harness

/// Prints what a closed form of the literature gives for some parameters.
struct TheoryCommand: Command {
  let entry: TheoryEntry

  var name: String { "theory \(entry.name)" }
  var summary: String { entry.summary }

  var options: [Option] {
    entry.parameters.map { Option.value($0.name, $0.valueName, $0.help) } + [.json]
  }

  var examples: [String] {
    let changed = entry.parameters.compactMap { parameter in
      parameter.example.map { "\(name) --\(parameter.name) \($0)" }
    }
    return changed.prefix(1) + ["\(name) --json"]
  }

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    var values: [String: TheoryValue] = [:]
    for (parameter, option) in zip(entry.parameters, options) {
      values[parameter.name] = try value(of: option, as: parameter.kind, arguments)
    }
    let report: TheoryEntry.Report
    do throws(TheoryFault) {
      report = try entry.report(values)
    } catch {
      let isOption = entry.parameters.contains { $0.name == error.parameter }
      throw UsageError((isOption ? "--" : "") + error.description)
    }
    if arguments.has(.json) {
      console.writeJSON(report.json)
    } else {
      console.writeOutput(report.text)
    }
    return .done
  }

  private func value(
    of option: Option, as kind: TheoryValue.Kind, _ arguments: Arguments
  ) throws(UsageError) -> TheoryValue? {
    switch kind {
    case .number: try arguments.number(option).map { .number($0) }
    case .count(let range): try arguments.integer(option, in: range).map { .count($0) }
    case .numbers: try arguments.numbers(option).map { .numbers($0) }
    }
  }
}
