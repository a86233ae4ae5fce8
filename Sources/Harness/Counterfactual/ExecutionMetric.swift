import SimKernel

/// A figure that every branch may have, averaged over futures and compared between profiles.
struct ExecutionMetric: Sendable {
  /// Its key in JSON.
  let key: String
  /// With the unit.
  let title: String
  /// Of the printed numbers.
  let decimals: Int
  /// nil in a branch that has no such figure.
  let value: @Sendable (ExecutionTrial) -> Double?

  /// In the order of the table.
  static let all: [ExecutionMetric] =
    [
      ExecutionMetric(
        key: "fill_probability", title: "filled whole by the horizon", decimals: 3,
        value: { $0.timeToFill == nil ? 0 : 1 }),
      ExecutionMetric(
        key: "filled_share", title: "share of the lots filled", decimals: 3,
        value: { $0.filledShare }),
      ExecutionMetric(
        key: "arrival_ms", title: "arrival at the venue, ms", decimals: 3,
        value: { $0.arrival.map(milliseconds) }),
      ExecutionMetric(
        key: "queue_ahead_lots", title: "lots ahead on entry", decimals: 2,
        value: { $0.queueAhead.map(Double.init) }),
      ExecutionMetric(
        key: "time_to_fill_ms", title: "time to fill, ms", decimals: 3,
        value: { $0.timeToFill.map(milliseconds) }),
      ExecutionMetric(
        key: "slippage_ticks", title: "slippage, ticks", decimals: 3, value: { $0.slippage }),
    ] + LatencyExperiment.markouts.enumerated().map(adverseSelection)

  private static func adverseSelection(_ place: Int, after delay: SimDuration) -> ExecutionMetric {
    let text = delay.text
    return ExecutionMetric(
      key: "adverse_selection_\(text.replacing(" ", with: "_"))_ticks",
      title: "adverse selection after \(text), ticks", decimals: 3,
      value: { $0.adverseSelection[place] })
  }

  private static func milliseconds(_ duration: SimDuration) -> Double {
    Double(duration.nanoseconds) / 1e6
  }
}

/// A mean over branches with its standard error.
struct BranchMean: Hashable, Sendable {
  /// Branches that have the figure.
  let count: Int
  /// nil where no branch has it.
  let mean: Double?
  /// nil where fewer than two have it.
  let standardError: Double?

  init(_ values: [Double]) {
    count = values.count
    guard count > 0 else {
      (mean, standardError) = (nil, nil)
      return
    }
    let mean = values.reduce(0, +) / Double(count)
    self.mean = mean
    guard count > 1 else {
      standardError = nil
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    standardError = (squares / Double(count - 1) / Double(count)).squareRoot()
  }
}
