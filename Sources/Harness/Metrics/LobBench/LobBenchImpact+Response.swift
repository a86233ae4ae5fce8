import SimKernel

/// Response functions and their distance.
extension LobBenchImpact {
  /// The response of one event at one lag, summed: dollars x 10^4.
  private struct Sum {
    var total: Int64 = 0
    var count: Int64 = 0

    /// In ticks of one cent; not a number where nothing was observed.
    var mean: Double { Double(total) / Double(count) / 100 }
  }

  /// For each event, running sums over the rows of a set at one lag: entry k is over rows 0 ..< k.
  private struct RunningSums {
    var byEvent: [[Sum]]

    init(_ stretches: [[Row]], lag: Int) {
      let count = stretches.reduce(0) { $0 + $1.count }
      byEvent = Event.allCases.map { _ in
        var sums = [Sum()]
        sums.reserveCapacity(count + 1)
        return sums
      }
      for rows in stretches {
        for index in rows.indices { append(rows, index, lag) }
      }
    }

    private mutating func append(_ rows: [Row], _ index: Int, _ lag: Int) {
      let after = index + lag - 1
      for event in Event.allCases {
        var sum = byEvent[event.rawValue].last!
        if rows[index].event == event && index > 0 && after < rows.count {
          sum.total += rows[index].sign * (rows[after].mid - rows[index - 1].mid)
          sum.count += 1
        }
        byEvent[event.rawValue].append(sum)
      }
    }

    func sum(_ event: Event) -> Sum { byEvent[event.rawValue].last! }

    func sum(_ event: Event, over blocks: LobBenchResampling.Blocks) -> Sum {
      let sums = byEvent[event.rawValue]
      var result = Sum()
      blocks.forEachStretch { rows in
        result.total += sums[rows.upperBound].total - sums[rows.lowerBound].total
        result.count += sums[rows.upperBound].count - sums[rows.lowerBound].count
      }
      return result
    }
  }

  /// What is said of the impact of events in two sets.
  struct Result: Sendable {
    /// Mean over the six events; nil where an event cannot be seen at every lag in both sets.
    var score: Double?
    /// The score for each of the lags, in ticks.
    var meanAbsolute: Double? { score.map { $0 / Double(LobBenchImpact.lags.count) } }
    var interval: ClosedRange<Double>?
    /// Of each event: the sum over the lags of |R real - R generated|, in ticks.
    var events: [(name: String, distance: Double?)] = []
    /// Why there is no score.
    var reason: String?
  }

  /// The distance between the responses of two sets.
  ///
  /// - Complexity: O(lags x (rows + draws x blocks)).
  static func compare(
    real: [LobBenchSequence], generated: [LobBenchSequence], resampling: LobBenchResampling
  ) -> Result {
    let sets = [real.map(rows), generated.map(rows)]
    let draws = draws(sets, resampling)
    var distances = [Double](repeating: 0, count: Event.allCases.count)
    var drawnScores = [Double](repeating: 0, count: draws.count)
    var reason: String?
    for lag in lags {
      let sums = sets.map { RunningSums($0, lag: lag) }
      for event in Event.allCases {
        distances[event.rawValue] += abs(sums[0].sum(event).mean - sums[1].sum(event).mean)
        reason = reason ?? missing(event, lag, sums)
        for (draw, blocks) in draws.enumerated() {
          let real = sums[0].sum(event, over: blocks[0]).mean
          let generated = sums[1].sum(event, over: blocks[1]).mean
          drawnScores[draw] += abs(real - generated) / Double(Event.allCases.count)
        }
      }
    }
    return result(distances, drawnScores, reason, resampling)
  }

  private static func draws(
    _ sets: [[[Row]]], _ resampling: LobBenchResampling
  ) -> [[LobBenchResampling.Blocks]] {
    (0..<resampling.draws).map { draw in
      var stream = resampling.stream("impact_response", draw: draw)
      return sets.map { stretches in
        LobBenchResampling.blocks(
          of: stretches.reduce(0) { $0 + $1.count }, from: &stream)
      }
    }
  }

  private static func missing(_ event: Event, _ lag: Int, _ sums: [RunningSums]) -> String? {
    for (sums, set) in zip(sums, ["real", "generated"]) where sums.sum(event).count == 0 {
      return "the \(set) set has no \(event.name) with \(lag - 1) events after it"
    }
    return nil
  }

  private static func result(
    _ distances: [Double], _ drawnScores: [Double], _ reason: String?,
    _ resampling: LobBenchResampling
  ) -> Result {
    var result = Result()
    result.reason = reason
    result.events = Event.allCases.map { event in
      let distance = distances[event.rawValue]
      return (event.name, distance.isNaN ? nil : distance)
    }
    let score = distances.reduce(0, +) / Double(distances.count)
    guard !score.isNaN else { return result }
    result.score = score
    result.interval = resampling.interval(
      score, draws: drawnScores, within: 0...(.infinity))
    return result
  }
}
