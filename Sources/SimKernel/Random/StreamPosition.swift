/// How far a stream has been read: the next word of a block of a decision.
///
/// Positions are canonical: after the fourth word comes word 0 of the next block.
@frozen public struct StreamPosition: Hashable, Comparable, Sendable, BitwiseCopyable {
  public var decision: UInt32
  public var block: UInt32
  /// 0...3, the next word of the block.
  public var word: UInt32

  @inlinable public init(decision: UInt32, block: UInt32, word: UInt32) {
    self.decision = decision
    self.block = block
    self.word = word
  }

  /// Before the first word of a stream.
  @inlinable public static var start: StreamPosition {
    StreamPosition(decision: 0, block: 0, word: 0)
  }

  /// Words read in this decision; below 2^34.
  @inlinable public var wordsInDecision: UInt64 { UInt64(block) << 2 | UInt64(word) }

  /// The position as two words for hashing: the decision, and the words read in it.
  @inlinable public var packed: (UInt64, UInt64) { (UInt64(decision), wordsInDecision) }

  @inlinable public static func < (left: StreamPosition, right: StreamPosition) -> Bool {
    left.decision != right.decision
      ? left.decision < right.decision : left.wordsInDecision < right.wordsInDecision
  }
}
