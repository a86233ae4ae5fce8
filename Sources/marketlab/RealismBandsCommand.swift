import Harness
import Scenarios

/// Measures in which bands a recorded market's twelve statistics lie, before anything is fitted.
struct RealismBandsCommand: Command {
  let name = "realism bands"
  let summary = "Make the bands of a recorded market's statistics, from windows of their own"
  let options: [Option] = [
    .recordedMessages, .recordedBook, .windowSeconds, .rotation, .recordedTick, .json,
  ]
  let examples = [
    "realism bands --messages message_1.csv.xz --book orderbook_1.csv.xz",
    "realism bands --messages message_50.csv.xz --window-seconds 150 --json",
  ]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let market = try RecordedMarket(arguments, isFitted: false)
    let report = BandReport(market.recording, market.plan)
    console.writeResult(arguments, json: report.json, text: report.text)
    return .done
  }
}
