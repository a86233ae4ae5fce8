import Harness
import Scenarios

/// Judges fitted markets on the windows of a recorded one that nothing was fitted to.
struct RealismReportCommand: Command {
  let name = "realism report"
  let summary = "Judge fitted markets on windows of a recorded one that nothing was fitted to"
  let options: [Option] = [
    .recordedMessages, .recordedBook, .ecology, .windowSeconds, .rotation, .window, .messageDepth,
    .reportSeeds, .evaluations, .fitSeeds, .recordedTick, .json,
  ]
  let examples = [
    "realism report --messages message_1.csv.xz --book orderbook_1.csv.xz --seeds 1..3",
    "realism report --messages message_50.csv.xz --window-seconds 150 --ecology eco.yaml --json",
  ]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let market = try RecordedMarket(arguments)
    let seeds = try arguments.range(.reportSeeds, in: UInt64(0)...UInt64.max) ?? 11...13
    guard seeds.upperBound - seeds.lowerBound < 100 else {
      throw UsageError(
        "--seeds was '\(seeds.lowerBound)..\(seeds.upperBound)', allowed: A..B with 100 seeds at "
          + "the most")
    }
    let report = try RealismReport(
      market.recording, market.plan, market.view, try entries(market, arguments, console),
      seeds: Array(seeds), progress: { console.showProgress("realism: \($0)") })
    console.clearProgress()
    console.writeResult(arguments, json: report.json, text: report.text)
    return .done
  }

  /// The ecology of a file or a fitted one, then the baselines.
  private func entries(
    _ market: RecordedMarket, _ arguments: Arguments, _ console: Console
  ) throws -> [RealismReport.Entry] {
    let ecology: RealismReport.Entry
    if let path = arguments.text(.ecology) {
      ecology = try .ecology(path, beside: market.recording, span: market.span)
    } else {
      let effort = MarketCalibration.Effort(
        evaluations: try arguments.evaluations,
        seeds: try arguments.integer(.fitSeeds, in: 1...100) ?? 1)
      let fit = try MarketCalibration(
        .ecology, market.recording, windows: market.fittedWindows, span: market.span,
        view: market.view, effort: effort, progress: { console.showProgress("realism: \($0)") })
      ecology = RealismReport.Entry(name: "ecology", text: fit.scenarioText)
    }
    return [ecology]
      + (try RealismReport.baselines(
        market.recording, windows: market.fittedWindows, span: market.span, view: market.view))
  }
}

extension Option {
  fileprivate static let ecology = Option.value(
    "ecology", "FILE", "a scenario that calibrate --model ecology wrote; fitted anew if not given")
  fileprivate static let reportSeeds = Option.value(
    "seeds", "A..B", "seeds of the simulated markets, the same for all; 11..13 if not given")
}
