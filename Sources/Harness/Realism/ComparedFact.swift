/// One of the twelve statistics by which one market is compared with another (docs/facts.md).
public enum ComparedFact: String, CaseIterable, Sendable {
  case spread = "spread_time_weighted_mean_ticks"
  case cancelToExecution = "cancel_to_execution"
  case kurtosis1s = "excess_kurtosis.1s"
  case kurtosis10s = "excess_kurtosis.10s"
  case returnMemory = "acf_returns_1s.1"
  case absoluteMemory1 = "acf_absolute_returns_1s.1"
  case absoluteMemory10 = "acf_absolute_returns_1s.10"
  case absoluteMemory30 = "acf_absolute_returns_1s.30"
  case signMemory1 = "trade_sign_acf.1"
  case signMemory10 = "trade_sign_acf.10"
  case imbalanceFit = "ofi_r_squared_10s"
  case hiddenShare = "hidden_share"

  /// The twelve of one tape; one that the tape does not determine is absent.
  static func values(_ tape: MarketTape) -> [ComparedFact: Double] {
    var collector = FactCollector(BlockBootstrap(replicates: 0))
    collector.addComparedFacts(FactParts(tape))
    var values: [ComparedFact: Double] = [:]
    for row in collector.rows {
      if let fact = ComparedFact(rawValue: row.path) { values[fact] = row.estimate.value }
    }
    return values
  }
}

/// The twelve statistics of a set of windows: of each window by itself, and their means.
///
/// A mean of windows, and not a statistic of all of them together, because what differs from window
/// to window says how exact the mean is.
public struct WindowFacts: Sendable {
  /// By window.
  let values: [[ComparedFact: Double]]

  init(_ windows: [MarketTape]) { values = windows.map(ComparedFact.values) }

  /// The values that the windows determine, in their order.
  func series(_ fact: ComparedFact) -> [Double] { values.compactMap { $0[fact] } }

  /// Nil where no window determines the statistic.
  public func mean(_ fact: ComparedFact) -> Double? {
    let series = series(fact)
    return series.isEmpty ? nil : series.reduce(0, +) / Double(series.count)
  }
}
