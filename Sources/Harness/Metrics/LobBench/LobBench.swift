/// LOB-Bench's point scores between a real and a generated set of order flow.
///
/// Nagy, Frey, Li, Sarkar, Vyetrenko, Zohren, Calinescu and Foerster 2025, "LOB-Bench: benchmarking
/// generative AI for finance". The definitions are those of the benchmark's code, its quirks
/// included; docs/lob-bench.md has them all. Intervals are our own.
enum LobBench {
  /// Scores two sets of stretches.
  ///
  /// Values of all stretches of a set are pooled; no value reaches across the end of a stretch.
  /// Both sets must show the same window of the book: one from a deeper file is another market.
  ///
  /// - Throws: a `LobBenchError` where the stretches do not show equally many levels, or a set has
  ///   no message.
  /// - Complexity: O(n log n + draws x n) for each of 24 scores, with n messages in both sets.
  static func scores(
    real: [LobBenchSequence], generated: [LobBenchSequence],
    resampling: LobBenchResampling = LobBenchResampling()
  ) throws(LobBenchError) -> LobBenchReport {
    let real = real.filter { $0.count > 0 }
    let generated = generated.filter { $0.count > 0 }
    try LobBenchError.check(real: real, generated: generated)
    let entries = LobBenchScore.allCases.map { score in
      entry(score, real: real, generated: generated, resampling)
    }
    let conditional = LobBenchCondition.allCases.map { condition in
      entry(condition, real: real, generated: generated, resampling)
    }
    return LobBenchReport(
      entries: entries, conditional: conditional,
      impact: LobBenchImpact.compare(real: real, generated: generated, resampling: resampling))
  }

  private static func entry(
    _ score: LobBenchScore, real: [LobBenchSequence], generated: [LobBenchSequence],
    _ resampling: LobBenchResampling
  ) -> LobBenchReport.Entry {
    var entry = LobBenchReport.Entry(name: score.rawValue)
    let depth = real[0].depth
    guard depth >= score.neededDepth else {
      entry.reason = "needs \(score.neededDepth) levels; the files have \(depth)"
      return entry
    }
    let (realValues, generatedValues) = (values(score, real), values(score, generated))
    let comparison = LobBenchComparison(
      real: rows(realValues), generated: rows(generatedValues),
      binning: score.isDiscrete ? .distinct : .freedmanDiaconis)
    entry.fill(comparison, named: score.rawValue, resampling)
    let undefined = (realValues + generatedValues).count { $0.isNaN }
    if undefined > 0 { entry.dropWasserstein("undefined in \(undefined) rows without orders") }
    return entry
  }

  private static func entry(
    _ condition: LobBenchCondition, real: [LobBenchSequence], generated: [LobBenchSequence],
    _ resampling: LobBenchResampling
  ) -> LobBenchReport.Entry {
    var entry = LobBenchReport.Entry(name: condition.rawValue)
    let rows = condition.rows(real: real, generated: generated)
    let comparison = LobBenchComparison(
      real: rows.real, generated: rows.generated, binning: condition.binning, isConditional: true)
    entry.fill(comparison, named: condition.rawValue, resampling)
    return entry
  }

  private static func values(_ score: LobBenchScore, _ set: [LobBenchSequence]) -> [Double] {
    set.flatMap { score.values(of: $0) }
  }

  private static func rows(_ values: [Double]) -> [LobBenchComparison.Row] {
    values.filter { !$0.isNaN }.map { LobBenchComparison.Row(value: $0) }
  }
}
