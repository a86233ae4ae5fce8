import Harness
import Scenarios

/// Fits a model to a recorded market and writes a scenario that runs at once.
struct CalibrateCommand: Command {
  let name = "calibrate"
  let summary = "Fit a model to a recorded market and write a scenario that runs"
  let options: [Option] = [
    .model, .recordedMessages, .recordedBook, .window, .windowSeconds, .rotation, .messageDepth,
    .evaluations, .fitSeeds, .profile, .scenarioFile, .recordedTick, .json,
  ]
  let examples = [
    "calibrate --model cst --messages message_1.csv.xz --book orderbook_1.csv.xz --out cst.yaml",
    "calibrate --model hawkes --messages message_50.csv.xz --window 09:40:00..10:00:00 --json",
    "calibrate --model ecology --messages message_50.csv.xz --window-seconds 150 --out eco.yaml",
  ]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    guard let model: MarketCalibration.Model = try arguments.choice(.model) else {
      throw UsageError("--model is missing, allowed: cst, hawkes, ecology")
    }
    // Before the work, so that a wrong path costs neither time nor data.
    if let path = arguments.text(.scenarioFile) {
      try OutputPath.check(path, of: "--out", apartFrom: RecordedMarket.paths(arguments))
    }
    let market = try RecordedMarket(arguments)
    let fit = try MarketCalibration(
      model, market.recording, windows: market.fittedWindows, span: market.span, view: market.view,
      effort: MarketCalibration.Effort(
        evaluations: try arguments.evaluations,
        seeds: try arguments.integer(.fitSeeds, in: 1...100) ?? 1,
        profile: try profilePoints(arguments)),
      progress: { console.showProgress("calibrate: \($0)") })
    console.clearProgress()
    if let path = arguments.text(.scenarioFile) { try fit.write(to: path) }
    console.writeResult(arguments, json: fit.json, text: fit.text)
    return .done
  }

  private func profilePoints(_ arguments: Arguments) throws(UsageError) -> Int? {
    let points = try arguments.integer(.profile, in: 0...1_000) ?? 4
    guard points != 1 else {
      throw UsageError("--profile was '1', allowed: 0 for no profiles, or 2 to 1000 points a side")
    }
    return points == 0 ? nil : points
  }
}

extension Arguments {
  /// Of the search for an ecology.
  var evaluations: Int {
    get throws(UsageError) {
      try integer(.evaluations, in: MarketCalibration.Effort.leastEvaluations...100_000) ?? 150
    }
  }
}

extension Option {
  fileprivate static let model = Option.value(
    "model", "MODEL", isRequired: true, "cst, hawkes or ecology")
  static let window = Option.value(
    "window", "FROM..TO", "times of day to fit to; each first window of three if not given")
  static let evaluations = Option.value(
    "evaluations", "N",
    "evaluations of the search for an ecology at the most, 11 to 100000; 150 if not given")
  static let fitSeeds = Option.value(
    "fit-seeds", "N", "seeds of each evaluation of an ecology; 1 if not given")
  fileprivate static let profile = Option.value(
    "profile", "N",
    "points to either side in the profiles of an ecology, 0 for no profiles; 4 if not given")
  fileprivate static let scenarioFile = Option.value(
    "out", "FILE", "the scenario to write, in place of one that is there")
}
