/// Two markets beside one another: the facts of both, and how far one order flow is from the other
/// by LOB-Bench's scores.
public struct MarketComparison: Sendable {
  /// Of the market in question, a simulated one or a stretch of a recorded one.
  public let facts: MarketFacts
  /// Of the market that it is held against.
  public let againstFacts: MarketFacts
  let scores: LobBenchReport

  /// Resamples for the intervals of the scores, at the most: each compares both markets anew.
  private static let drawLimit = 200

  /// - Parameter bootstrap: For the intervals of the facts; those of the scores take its seed and
  ///   200 resamples at the most.
  /// - Throws: A `LobBenchError` where the markets show unequal numbers of levels, or one is empty.
  public init(
    _ market: MarketRecording, against: MarketRecording,
    bootstrap: BlockBootstrap = BlockBootstrap()
  ) throws {
    scores = try LobBench.scores(
      real: [against.sequence], generated: [market.sequence],
      resampling: LobBenchResampling(
        draws: min(bootstrap.replicates, Self.drawLimit), seed: bootstrap.seed))
    facts = MarketFacts(name: market.name, market.tape, bootstrap: bootstrap)
    againstFacts = MarketFacts(name: against.name, against.tape, bootstrap: bootstrap)
  }
}
