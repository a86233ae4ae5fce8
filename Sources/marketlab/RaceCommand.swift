import Harness
import Scenarios

/// Measures what a market maker loses to faster takers on the same news, latency by latency.
struct RaceCommand: Command {
  private static let profiles = Option.value(
    "profiles", "A,B,..", "the maker's latencies; colo,proximity,cloud,retail if not given")
  private static let seeds = Option.value(
    "seeds", "A..B", "one run a seed and profile; 1..40 if not given")
  private static let workers = Option.value("workers", "W", "runs at a time, 1 if not given")

  let name = "race"
  let summary = "Measure what a maker loses to faster takers on the same news"
  let operands = [Operand("SCENARIO", "a scenario with a news_maker and news_takers")]
  let options = [profiles, seeds, workers, Option.set, Option.picture, Option.json]
  let examples = [
    "race scenarios/speed_race.yaml --seeds 1..40 --workers 2",
    "race scenarios/speed_race.yaml --profiles colo,cloud --picture race.svg",
  ]

  func run(_ arguments: Arguments, on console: Console) async throws -> ExitCode {
    let seeds = try arguments.range(Self.seeds, in: 0...UInt64.max) ?? 1...40
    guard seeds.upperBound > seeds.lowerBound,
      seeds.upperBound - seeds.lowerBound < Option.seedLimit
    else {
      throw UsageError(
        "--seeds was '\(arguments.text(Self.seeds) ?? "")', allowed: 2 to \(Option.seedLimit) seeds"
      )
    }
    let picture = try arguments.picture(apartFrom: arguments.operands)
    let comparison = try await SpeedRaceComparison.run(
      path: arguments.operands[0], profiles: try profiles(arguments),
      overrides: arguments.texts(.set), seeds: seeds,
      workers: try arguments.integer(Self.workers, in: 1...1_024) ?? 1
    ) { console.showProgress("\(Int(100 * $0)) %") }
    console.clearProgress()
    try picture?.draw(comparison.page)
    console.writeResult(arguments, json: comparison.json, text: comparison.text)
    return .done
  }

  private func profiles(_ arguments: Arguments) throws(UsageError) -> [String] {
    guard let text = arguments.text(Self.profiles) else {
      return ["colo", "proximity", "cloud", "retail"]
    }
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard names.allSatisfy({ !$0.isEmpty }), Set(names).count == names.count else {
      throw UsageError(
        "--profiles was '\(text)', allowed: names of latency profiles with commas between them, "
          + "each once")
    }
    return names
  }
}
