/// A named sequence of random numbers, one range of blocks for each decision of its owner.
///
/// The words are those of Philox4x32-10 under the run's key at the counters {block, decision,
/// stream low, stream high}, in order. Decision k starts at block 0 whatever was drawn in decision
/// k - 1, so two branches that draw more or less in one decision agree again in the next. A copy
/// continues on its own with the same numbers.
///
/// It does not conform to the standard library's generator protocol: what the library's algorithms
/// draw may change with a release.
@frozen public struct RandomStream: Sendable, BitwiseCopyable {
  public let key: RunKey
  public let stream: StreamID
  @usableFromInline var decision: UInt32
  @usableFromInline var block: UInt32
  /// Words 0 and 1, then 2 and 3, of the current block; meaningful where `word` is not 0.
  @usableFromInline var lowPair: UInt64
  @usableFromInline var highPair: UInt64
  /// The next word, 0...3; at 0 the block has yet to be computed.
  @usableFromInline var word: UInt32

  /// The stream at the first word of a decision.
  @inlinable public init(key: RunKey, stream: StreamID, decision: UInt32 = 0) {
    self.key = key
    self.stream = stream
    self.decision = decision
    block = 0
    lowPair = 0
    highPair = 0
    word = 0
  }

  /// Moves to the first word of a decision, forwards or backwards.
  @inlinable public mutating func begin(decision: UInt32) {
    self.decision = decision
    block = 0
    word = 0
  }

  @inlinable public var position: StreamPosition {
    StreamPosition(decision: decision, block: block, word: word)
  }

  /// The same place in the stream under another key.
  public func rekeyed(_ key: RunKey) -> RandomStream {
    var other = RandomStream(key: key, stream: stream, decision: decision)
    other.block = block
    other.word = word
    if word != 0 { other.computeBlock() }
    return other
  }

  /// The next word.
  ///
  /// - Precondition: fewer than 2^34 words have been drawn in this decision.
  @inlinable public mutating func nextUInt32() -> UInt32 {
    if word == 0 { computeBlock() }
    let pair = word & 2 == 0 ? lowPair : highPair
    let value = UInt32(truncatingIfNeeded: pair >> UInt64((word & 1) << 5))
    advance(by: 1)
    return value
  }

  /// The next two words, the first one in the low half.
  @inlinable public mutating func nextUInt64() -> UInt64 {
    if word == 0 {
      computeBlock()
      word = 2
      return lowPair
    }
    if word == 2 {
      advance(by: 2)
      return highPair
    }
    return straddlingUInt64()
  }

  /// The next four words as two pairs, the first word of each in the low half.
  @inlinable @inline(__always) mutating func nextFourWords() -> (UInt64, UInt64) {
    guard word == 0 else { return (nextUInt64(), nextUInt64()) }
    computeBlock()
    block += 1
    return (lowPair, highPair)
  }

  @inlinable mutating func advance(by words: UInt32) {
    word += words
    if word == 4 {
      word = 0
      block += 1
    }
  }

  @inlinable @inline(__always) mutating func computeBlock() {
    let counter = Philox.Block(
      block, decision,
      UInt32(truncatingIfNeeded: stream.value), UInt32(truncatingIfNeeded: stream.value >> 32))
    let words = Philox.block(counter, key: key.value)
    lowPair = UInt64(words.word1) << 32 | UInt64(words.word0)
    highPair = UInt64(words.word3) << 32 | UInt64(words.word2)
  }

  @usableFromInline mutating func straddlingUInt64() -> UInt64 {
    let low = UInt64(nextUInt32())
    return UInt64(nextUInt32()) << 32 | low
  }
}

extension RandomStream: Hashable {
  /// Equal streams are at the same place under the same key; computed words do not count.
  @inlinable public static func == (left: RandomStream, right: RandomStream) -> Bool {
    left.key == right.key && left.stream == right.stream && left.position == right.position
  }

  @inlinable public func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(stream)
    hasher.combine(position)
  }
}
