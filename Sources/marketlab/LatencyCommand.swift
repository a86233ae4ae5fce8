import Harness
import Scenarios
import SimKernel

/// Measures what an order comes to under several latencies, by forks of the running market.
struct LatencyCommand: Command {
  let name = "latency"
  let summary = "Measure what an order comes to under several latencies, by forks of the market"
  let operands = [Operand("SCENARIO", "a scenario file in YAML")]
  let options: [Option] = [
    .agent, .at, .order, .profiles, .futures, .horizon, .venue, .instrument, .seed, .set, .picture,
    .json,
  ]
  let examples = [
    "latency scenarios/latency_ladder.yaml --agent cloud/0 --at 09:30:10 --order 'buy 5 @ 99.99'",
    "latency scenarios/zero_intelligence.yaml --agent santa_fe_taker/0 --at 09:31:00 "
      + "--order 'sell 1 @ market' --profiles colo,retail --futures 50 --json",
  ]

  func run(_ arguments: Arguments, on console: Console) throws -> ExitCode {
    let picture = try arguments.picture(apartFrom: arguments.operands)
    let question = try question(arguments)
    let setup = try RunSetup(
      path: arguments.operands[0], seed: arguments.seed(), overrides: arguments.texts(.set))
    var experiment = try LatencyExperiment(question, setup)
    experiment.futures = try arguments.integer(.futures, in: 2...1_000_000) ?? experiment.futures
    experiment.horizon = try horizon(arguments) ?? experiment.horizon
    defer { console.clearProgress() }
    var shown = -1
    let outcome = try experiment.run(setup) { done, all in
      let percent = done * 100 / all
      if percent > shown { console.showProgress("measured \(percent) %") }
      shown = percent
    }
    let report = LatencyReport(experiment, outcome, setup, order: question.order)
    console.clearProgress()
    try picture?.draw(LatencyPicture(report).page)
    console.writeResult(arguments, json: report.json, text: report.text)
    return .done
  }

  private func question(
    _ arguments: Arguments
  ) throws(UsageError) -> LatencyExperiment.Question {
    let names = arguments.text(.profiles) ?? BuiltInLatency.table.map(\.name).joined(separator: ",")
    var question = LatencyExperiment.Question(
      agent: try arguments.required(.agent, "the name of an agent"),
      time: try arguments.required(.at, "a time of day such as 09:31:00"),
      order: try arguments.required(.order, "an order such as 'buy 5 @ 100.00'"),
      profiles: names.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    question.venue = arguments.text(.venue)
    question.instrument = arguments.text(.instrument)
    return question
  }

  private func horizon(_ arguments: Arguments) throws(UsageError) -> SimDuration? {
    guard let text = arguments.text(.horizon) else { return nil }
    guard let duration = SimDuration(text: text), duration > .zero, duration <= .hours(24) else {
      throw UsageError("--horizon was '\(text)', allowed: durations up to 24 h, such as 500 ms")
    }
    return duration
  }
}

extension Option {
  fileprivate static let agent = Option.value(
    "agent", "NAME", isRequired: true, "who sends the order: a stable name, or a group of one")
  fileprivate static let at = Option.value(
    "at", "TIME", isRequired: true, "when: a time of day while the scenario's clock runs")
  fileprivate static let order = Option.value(
    "order", "TEXT", isRequired: true,
    "SIDE LOTS @ PRICE or SIDE LOTS @ market; behind it ioc, fok, post, hidden")
  fileprivate static let profiles = Option.value(
    "profiles", "A,B,...",
    "latency profiles, built in or the scenario's; all built-in ones if "
      + "not given")
  fileprivate static let futures = Option.value(
    "futures", "N", "futures of each profile; 200 if not given")
  fileprivate static let horizon = Option.value(
    "horizon", "DURATION", "how long trades count; 10 s if not given")
  fileprivate static let venue = Option.value(
    "venue", "NAME", "where the order goes; the agent's own venue if not given")
  fileprivate static let instrument = Option.value(
    "instrument", "SYMBOL", "in what; the agent's own instrument if not given")
}
