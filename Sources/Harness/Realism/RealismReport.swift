import Scenarios

/// How near simulated markets come to a recorded one on the windows that nothing was fitted to.
public struct RealismReport: Sendable {
  /// A market that is judged.
  public struct Candidate: Sendable {
    public let name: String
    /// Means over the evaluation windows, and over seeds where it is simulated.
    public let values: [ComparedFact: Double]
    public let inside: Set<ComparedFact>
    /// Statistics in their bands by seed.
    public let insideBySeed: [Int]
    /// L1 distances of LOB-Bench's scores to the recorded evaluation windows, means over seeds; nil
    /// for what is no order flow.
    public let scores: [String: Double]?

    /// Of the scores without a condition.
    public let meanScore: Double?
  }

  public let name: String
  public let plan: WindowPlan
  public let bands: FactBands
  /// The recorded market itself first, then the simulated ones, then the shuffled one.
  public let candidates: [Candidate]

  /// A scenario to be judged, by name.
  public struct Entry: Sendable {
    public let name: String
    private let source: Source

    private enum Source: Sendable {
      case text(String)
      case setup(RunSetup)
    }

    /// A scenario that was written in memory.
    public init(name: String, text: String) {
      self.name = name
      source = .text(text)
    }

    /// One that was read and checked.
    init(name: String, _ setup: RunSetup) {
      self.name = name
      source = .setup(setup)
    }

    func setup(seed: UInt64) throws -> RunSetup {
      switch source {
      case .text(let text): try RunSetup(text: text, name: name, seed: seed)
      case .setup(let setup): setup.seeded(seed)
      }
    }
  }

  /// - Throws: What runs of the scenarios throw.
  public init(
    _ recording: MarketRecording, _ plan: WindowPlan, _ view: MarketView, _ entries: [Entry],
    seeds: [UInt64], progress: (String) -> Void
  ) throws {
    name = recording.name
    self.plan = plan
    bands = FactBands(recording.tape, plan)
    let judge = RealismJudge(recording, plan, view, bands)
    var candidates = [judge.recorded()]
    for entry in entries { candidates.append(try judge.simulated(entry, seeds, progress)) }
    candidates.append(judge.shuffled(seeds))
    self.candidates = candidates
  }

  public func candidate(_ name: String) -> Candidate? { candidates.first { $0.name == name } }

  /// Scores by which one candidate is nearer to the recorded market than another, and how many both
  /// have.
  public func wins(of name: String, over other: String) -> (won: Int, compared: Int)? {
    guard let left = candidate(name)?.scores, let right = candidate(other)?.scores else {
      return nil
    }
    let common = left.keys.filter { right[$0] != nil }
    return (common.count { left[$0]! < right[$0]! }, common.count)
  }
}

/// Judges candidates against one recorded market.
private struct RealismJudge {
  let windows: [Range<Int64>]
  let calibration: [MarketTape]
  let recordedWindows: [MarketRecording]
  let view: MarketView
  let bands: FactBands

  init(
    _ recording: MarketRecording, _ plan: WindowPlan, _ view: MarketView, _ bands: FactBands
  ) {
    windows = plan.windows(.evaluation)
    calibration = plan.windows(.calibration).map(recording.tape.part)
    recordedWindows = windows.map(recording.part)
    self.view = view
    self.bands = bands
  }

  /// The recorded market's own evaluation windows.
  func recorded() -> RealismReport.Candidate {
    candidate("real", [means(recordedWindows)], nil)
  }

  func simulated(
    _ entry: RealismReport.Entry, _ seeds: [UInt64], _ progress: (String) -> Void
  ) throws -> RealismReport.Candidate {
    var facts: [[ComparedFact: Double]] = []
    var reports: [LobBenchReport] = []
    for seed in seeds {
      progress("\(entry.name), seed \(seed)")
      let market = try MarketRecording.simulating(
        entry.setup(seed: seed), named: entry.name, view)
      let parts = windows.map(market.part)
      facts.append(means(parts))
      reports.append(
        try LobBench.scores(
          real: recordedWindows.map(\.sequence), generated: parts.map(\.sequence),
          resampling: LobBenchResampling(draws: 0)))
    }
    return candidate(entry.name, facts, reports)
  }

  func shuffled(_ seeds: [UInt64]) -> RealismReport.Candidate {
    candidate("shuffled", seeds.map { ShuffledFacts.means(calibration, seed: $0) }, nil)
  }

  private func means(_ parts: [MarketRecording]) -> [ComparedFact: Double] {
    let facts = WindowFacts(parts.map(\.tape))
    var means: [ComparedFact: Double] = [:]
    for fact in ComparedFact.allCases { means[fact] = facts.mean(fact) }
    return means
  }

  private func candidate(
    _ name: String, _ runs: [[ComparedFact: Double]], _ reports: [LobBenchReport]?
  ) -> RealismReport.Candidate {
    var values: [ComparedFact: Double] = [:]
    for fact in ComparedFact.allCases {
      let series = runs.compactMap { $0[fact] }
      if !series.isEmpty { values[fact] = series.reduce(0, +) / Double(series.count) }
    }
    let scores = reports.map(RealismJudge.scores)
    return RealismReport.Candidate(
      name: name, values: values,
      inside: Set(ComparedFact.allCases.filter { bands.holds($0, values[$0]) }),
      insideBySeed: runs.map { run in ComparedFact.allCases.count { bands.holds($0, run[$0]) } },
      scores: scores,
      meanScore: reports.map { reports in
        reports.reduce(0) { $0 + ($1.meanL1?.mean ?? 1) } / Double(reports.count)
      })
  }

  /// Scores that say nothing at the file's depth, as those of levels at level 1, are the same for
  /// any two sets and left out.
  private static func scores(_ reports: [LobBenchReport]) -> [String: Double] {
    var sums: [String: (sum: Double, count: Int)] = [:]
    for report in reports {
      for entry in report.entries + report.conditional {
        guard let l1 = entry.l1 else { continue }
        sums[entry.name, default: (0, 0)].sum += l1
        sums[entry.name, default: (0, 0)].count += 1
      }
      if let impact = report.impact.meanAbsolute {
        sums["impact_response", default: (0, 0)].sum += impact
        sums["impact_response", default: (0, 0)].count += 1
      }
    }
    let known = sums.filter { name, total in
      total.count == reports.count && !(name.hasSuffix("_levels") && total.sum == 0)
    }
    return known.mapValues { $0.sum / Double($0.count) }
  }
}
