/// A market as it was written down: the tape of its messages, and the books after them.
///
/// What two markets are compared by: facts come from the tape, LOB-Bench's scores from the books.
public struct MarketRecording: Sendable {
  /// Of the data set, for headings and legends.
  public let name: String
  public let tape: MarketTape
  let sequence: LobBenchSequence

  /// Levels of a side that the books show.
  public var depth: Int { sequence.depth }
}
