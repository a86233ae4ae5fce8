import Agents
import Harness
import Scenarios
import SimKernel

/// Lists what a scenario may name, and the scenarios there are.
struct ListCommand: Command {
  enum Topic: String, CaseIterable { case agents, fundamentals, latencies, regimes, scenarios }

  let name = "list"
  let summary = "List agents, fundamentals, latencies, regimes or scenarios with their parameters"
  let operands = [Operand("WHAT", Topic.allCases.map(\.rawValue).joined(separator: ", "))]
  let options: [Option] = [.folder, .json]
  let examples = ["list agents", "list latencies --json", "list scenarios --folder scenarios"]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let word = arguments.operands[0]
    guard let topic = Topic(rawValue: word) else {
      let names = Topic.allCases.map(\.rawValue)
      throw UsageError(
        "there is no list of '\(word)', allowed: \(names.joined(separator: ", "))"
          + NearestName.hint(word, among: names))
    }
    let list =
      switch topic {
      case .agents: Listing(agents: AgentCatalog.standard.map(\.declaration))
      case .fundamentals: Listing(fundamentals: ScenarioReader.standard.fundamentals)
      case .latencies: Listing(latencies: ScenarioReader.standard.latencyModels)
      case .regimes: Listing(regimes: RegimeCatalog.standard)
      case .scenarios:
        Listing(scenarios: try ScenarioFolder(arguments.text(.folder) ?? "scenarios").entries())
      }
    console.writeResult(arguments, json: list.json, text: list.text)
    return .done
  }
}

extension Option {
  static let folder = Option.value("folder", "DIR", "where scenarios are, `scenarios` if not given")
}

/// What one `list` prints, as text and as JSON.
private struct Listing {
  let text: String
  let json: JSONValue

  init(agents: [AgentTypeDeclaration]) {
    text = agents.map { Listing.text($0.name, $0.summary, $0.parameters) }.joined(separator: "\n")
    json = .array(agents.map { Listing.json($0.name, $0.summary, $0.parameters) })
  }

  init(fundamentals values: [FundamentalDeclaration]) {
    text = values.map { Listing.text($0.name, $0.summary, $0.parameters) }.joined(separator: "\n")
    json = .array(values.map { Listing.json($0.name, $0.summary, $0.parameters) })
  }

  init(latencies models: [LatencyModelDeclaration]) {
    var profiles = Table(["profile", "distribution", "one_way", "jitter", "congestion"])
    for profile in BuiltInLatency.table {
      profiles.append([
        profile.name, profile.model, profile.oneWay.text, profile.jitter.text,
        profile.congestion ?? "",
      ])
    }
    text =
      models.map { Listing.text($0.name, $0.summary, $0.parameters) }.joined(separator: "\n")
      + "\nbuilt-in profiles\n" + profiles.text
    json = [
      "models": .array(models.map { Listing.json($0.name, $0.summary, $0.parameters) }),
      "profiles": .array(
        BuiltInLatency.table.map {
          [
            "name": .string($0.name), "distribution": .string($0.model),
            "one_way": .string($0.oneWay.text), "jitter": .string($0.jitter.text),
            "congestion": $0.congestion.map(JSONValue.string) ?? .null,
          ]
        }),
    ]
  }

  init(regimes: [MarketRegime]) {
    var table = Table([
      "regime", "activity", "size", "volatility", "reversion", "drift", "",
    ])
    for regime in regimes {
      let conditions = regime.conditions
      let factors = [
        conditions.activity, conditions.size, conditions.volatility, conditions.reversion,
        conditions.drift,
      ]
      table.append([regime.name] + factors.map { "\($0)" } + [regime.summary])
    }
    text = table.text
    json = .array(
      regimes.map { regime in
        [
          "name": .string(regime.name), "summary": .string(regime.summary),
          "activity": .number(regime.conditions.activity), "size": .number(regime.conditions.size),
          "volatility": .number(regime.conditions.volatility),
          "reversion": .number(regime.conditions.reversion),
          "drift": .number(regime.conditions.drift),
        ]
      })
  }

  init(scenarios: [ScenarioFolder.Entry]) {
    var table = Table(["scenario", ""])
    for entry in scenarios { table.append([entry.path, entry.description]) }
    text = table.text
    json = .array(
      scenarios.map {
        [
          "path": .string($0.path), "description": .string($0.description),
          "readable": .bool($0.isSound),
        ]
      })
  }

  private static func text(_ name: String, _ summary: String, _ parameters: [Parameter]) -> String {
    var table = Table(["", "", "", ""])
    for parameter in parameters {
      table.append([
        "  \(parameter.name)", parameter.summary, parameter.kind.allowed, defaultText(parameter),
      ])
    }
    return "\(name): \(summary)\n\(parameters.isEmpty ? "  no parameters\n" : table.text)"
  }

  private static func defaultText(_ parameter: Parameter) -> String {
    switch parameter.defaultValue {
    case nil: "required"
    case .absent?: "may be left out"
    case let value?: "default \(value)"
    }
  }

  private static func json(
    _ name: String, _ summary: String, _ parameters: [Parameter]
  ) -> JSONValue {
    let list = parameters.map { parameter -> JSONValue in
      var value: JSONValue = .null
      if let given = parameter.defaultValue, given != .absent { value = .string("\(given)") }
      return [
        "name": .string(parameter.name), "summary": .string(parameter.summary),
        "allowed": .string(parameter.kind.allowed), "default": value,
        "required": .bool(parameter.isRequired),
      ]
    }
    return ["name": .string(name), "summary": .string(summary), "parameters": .array(list)]
  }
}
