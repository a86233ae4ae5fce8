import Scenarios

/// LOB-Bench's scores of two sets.
struct LobBenchReport: Sendable {
  /// What is said of one score.
  struct Entry: Sendable {
    var name: String
    /// 0 to 1; nil where it cannot be computed.
    var l1: Double?
    /// In pooled standard deviations; nil where it cannot be computed.
    var wasserstein: Double?
    var l1Interval: ClosedRange<Double>?
    var wassersteinInterval: ClosedRange<Double>?
    /// Why one of the two distances is nil.
    var reason: String?

    init(name: String) { self.name = name }
  }

  /// In the benchmark's order.
  var entries: [Entry]
  /// Scores within groups of another one.
  var conditional: [Entry]
  var impact: LobBenchImpact.Result

  /// The mean of the L1 distances of `entries` that could be computed, and how many they are.
  var meanL1: (mean: Double, count: Int)? { Self.mean(entries.compactMap(\.l1)) }

  var meanWasserstein: (mean: Double, count: Int)? {
    Self.mean(entries.compactMap(\.wasserstein))
  }

  private static func mean(_ values: [Double]) -> (mean: Double, count: Int)? {
    guard !values.isEmpty else { return nil }
    return (values.reduce(0, +) / Double(values.count), values.count)
  }
}

// MARK: - One entry

extension LobBenchReport.Entry {
  /// Takes the distances of a comparison, and says what is missing.
  mutating func fill(
    _ comparison: LobBenchComparison?, named name: String, _ resampling: LobBenchResampling
  ) {
    guard let comparison else {
      reason = "needs 2^53 bins or more: a few values lie far from all others"
      return
    }
    if comparison.real.isEmpty && comparison.generated.isEmpty {
      reason = "neither set has a value"
      return
    }
    let distances = comparison.distances
    l1 = distances.l1
    wasserstein = distances.wasserstein
    if distances.wasserstein == nil { reason = Self.reason(comparison) }
    if comparison.real.isEmpty || comparison.generated.isEmpty { return }
    (l1Interval, wassersteinInterval) = resampling.intervals(comparison, named: name)
  }

  private static func reason(_ comparison: LobBenchComparison) -> String {
    if comparison.real.isEmpty { return "the real set has no value" }
    if comparison.generated.isEmpty { return "the generated set has no value" }
    return "all values are equal, so that their deviation is 0"
  }

  mutating func dropWasserstein(_ reason: String) {
    wasserstein = nil
    wassersteinInterval = nil
    self.reason = reason
  }
}

// MARK: - Output

extension LobBenchReport {
  /// `{NAME: {"l1", "wasserstein", "ci95": {"l1", "wasserstein"}}, ...}` for the scores that the
  /// benchmark names, with `reason` where a distance is null; `impact_response` with `score`,
  /// `mean_absolute`, `ci95` and the sum of each event; `mean` over the scores without a condition.
  var json: JSONValue {
    var members: [String: JSONValue] = [:]
    for entry in entries + conditional { members[entry.name] = entry.json }
    members["impact_response"] = impact.json
    members["mean"] = [
      "l1": Self.number(meanL1?.mean), "l1_scores": JSONValue(meanL1?.count ?? 0),
      "wasserstein": Self.number(meanWasserstein?.mean),
      "wasserstein_scores": JSONValue(meanWasserstein?.count ?? 0),
    ]
    return .object(members)
  }

  static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }

  static func interval(_ interval: ClosedRange<Double>?) -> JSONValue {
    interval.map { [.number($0.lowerBound), .number($0.upperBound)] } ?? .null
  }
}

extension LobBenchReport.Entry {
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "l1": LobBenchReport.number(l1), "wasserstein": LobBenchReport.number(wasserstein),
      "ci95": [
        "l1": LobBenchReport.interval(l1Interval),
        "wasserstein": LobBenchReport.interval(wassersteinInterval),
      ],
    ]
    if let reason { members["reason"] = .string(reason) }
    return .object(members)
  }
}

extension LobBenchImpact.Result {
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "score": LobBenchReport.number(score), "ci95": LobBenchReport.interval(interval),
      "mean_absolute": LobBenchReport.number(meanAbsolute),
    ]
    for event in events { members[event.name] = LobBenchReport.number(event.distance) }
    if let reason { members["reason"] = .string(reason) }
    return .object(members)
  }
}
