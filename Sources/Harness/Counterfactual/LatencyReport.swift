import Scenarios
import SimKernel

/// The answer of a `LatencyExperiment`: means by profile, and paired differences between
/// neighbours.
public struct LatencyReport: Sendable {
  /// One profile.
  struct Row: Sendable {
    let profile: String
    let trials: [ExecutionTrial]
    /// In the order of `ExecutionMetric.all`.
    let means: [BranchMean]
    /// Milliseconds; of the branches that filled the order, ascending.
    let timesToFill: [Double]

    var refused: Int { trials.count { $0.isRefused } }

    init(_ profile: String, _ trials: [ExecutionTrial]) {
      self.profile = profile
      self.trials = trials
      means = ExecutionMetric.all.map { BranchMean(trials.compactMap($0.value)) }
      timesToFill = trials.compactMap { $0.timeToFill.map { Double($0.nanoseconds) / 1e6 } }
        .sorted()
    }
  }

  /// What a profile has more than the one before it, over the futures in which both have it.
  struct Difference: Sendable {
    let from: String
    let to: String
    /// In the order of `ExecutionMetric.all`.
    let means: [BranchMean]

    init(_ from: Row, _ to: Row) {
      self.from = from.profile
      self.to = to.profile
      means = ExecutionMetric.all.map { metric in
        BranchMean(
          zip(from.trials, to.trials).compactMap { before, after in
            guard let first = metric.value(before), let second = metric.value(after) else {
              return nil
            }
            return second - first
          })
      }
    }
  }

  /// The question, as it was asked.
  struct Heading: Sendable {
    let scenario: String
    let seed: UInt64
    let agent: String
    let venue: String
    let symbol: String
    let time: SimTime
    let order: String
    let futures: Int
    let horizon: SimDuration
    /// Of the order's book when it was sent, ticks; nil for a one-sided book.
    let mid: Double?
    /// The same in currency.
    let midText: String?
  }

  let heading: Heading
  let rows: [Row]
  let differences: [Difference]

  /// - Parameter order: The order as it was asked for.
  public init(
    _ experiment: LatencyExperiment, _ outcome: LatencyExperiment.Outcome, _ setup: RunSetup,
    order: String
  ) {
    let plan = setup.plan
    let instrument = plan.instruments[Int(experiment.order.instrument.value)]
    heading = Heading(
      scenario: setup.path, seed: setup.seed,
      agent: plan.participants[Int(experiment.agent.value)].name,
      venue: plan.venues[Int(experiment.order.venue.value)].name, symbol: instrument.symbol,
      time: experiment.time, order: order, futures: experiment.futures,
      horizon: experiment.horizon, mid: outcome.twiceMid.map { Double($0) / 2 },
      midText: outcome.twiceMid.map { LatencyReport.midText($0, instrument) })
    rows = zip(experiment.profiles, outcome.trials).map { Row($0.name, $1) }
    differences = zip(rows, rows.dropFirst()).map { Difference($0, $1) }
  }

  /// Half of bid plus ask in currency, with one decimal more than a tick.
  private static func midText(_ twiceMid: Int64, _ instrument: Instrument) -> String {
    CurrencyAmount(
      digits: Int128(twiceMid) * 5 * Int128(instrument.tickDigits),
      decimals: instrument.tickDecimals + 1
    ).text(leastDecimals: instrument.tickDecimals)
  }
}
