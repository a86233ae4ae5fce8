import Harness

/// Prints what a closed form of the literature gives for some parameters.
struct TheoryCommand: Command {
  let entry: TheoryEntry

  var name: String { "theory \(entry.name)" }
  var summary: String { entry.summary }

  var options: [Option] {
    entry.parameters.map { Option.value($0.name, $0.valueName, $0.help) } + simulationOptions
      + [.json]
  }

  private var simulationOptions: [Option] {
    guard let effort else {
      return [.flag("simulate", "not for this model; only for \(Self.measuredNames)")]
    }
    return [.simulate, .simulationSeed, effort]
  }

  /// The option that says how much is simulated.
  private var effort: Option? {
    entry.effort.map { Option.value($0.name, "N", $0.help) }
  }

  private static var measuredNames: String {
    TheoryCatalog.standard.filter { $0.effort != nil }.map(\.name).joined(separator: ", ")
  }

  var examples: [String] {
    let changed = entry.parameters.compactMap { parameter in
      parameter.example.map { "\(name) --\(parameter.name) \($0)" }
    }
    return changed.prefix(1) + ["\(name) --json"]
      + (entry.effort == nil ? [] : ["\(name) --simulate --seed 2"])
  }

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    var values: [String: TheoryValue] = [:]
    for (parameter, option) in zip(entry.parameters, options) {
      values[parameter.name] = try value(of: option, as: parameter.kind, arguments)
    }
    let report = try report(values, try trial(arguments), on: console)
    console.writeResult(arguments, json: report.json, text: report.text)
    return .done
  }

  /// What the options ask to simulate; nil where they ask for the exact figures alone.
  private func trial(_ arguments: Arguments) throws(UsageError) -> TheoryEntry.Trial? {
    let isAsked = arguments.has(.simulate)
    guard let effort, let allowed = entry.effort?.allowed else {
      if isAsked {
        throw UsageError(
          "--simulate: nothing measures \(entry.name), allowed: \(Self.measuredNames)")
      }
      return nil
    }
    guard isAsked else {
      for option in [Option.simulationSeed, effort] where arguments.has(option) {
        throw UsageError("--\(option.name) goes with --simulate only")
      }
      return nil
    }
    return TheoryEntry.Trial(
      seed: try arguments.integer(.simulationSeed, in: 0...UInt64.max) ?? 1,
      effort: try arguments.integer(effort, in: allowed))
  }

  /// - Throws: `UsageError` that names the option where a parameter is wrong.
  private func report(
    _ values: [String: TheoryValue], _ trial: TheoryEntry.Trial?, on console: Console
  ) throws(UsageError) -> TheoryEntry.Report {
    var shown = -1
    defer { console.clearProgress() }
    do throws(TheoryFault) {
      return try entry.report(values, simulating: trial) { part in
        let percent = Int(part * 100)
        if percent > shown { console.showProgress("simulated \(percent) %") }
        shown = percent
      }
    } catch {
      let isOption = options.contains { $0.name == error.parameter }
      throw UsageError((isOption ? "--" : "") + error.description)
    }
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

extension Option {
  fileprivate static let simulate = Option.flag(
    "simulate", "measure the figures, too, and print them beside the exact ones")
  fileprivate static let simulationSeed = Option.value(
    "seed", "N", "of the simulation; 1 if not given")
}
