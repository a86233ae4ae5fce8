import SimKernel
import Testing

struct RandomStreamTests {
  static let stream = StreamID(name: "maker/3", purpose: "latency")

  /// The words of a decision straight from the block function.
  static func words(seed: UInt64, decision: UInt32, count: Int) -> [UInt32] {
    (0..<UInt32((count + 3) / 4)).flatMap { block in
      let counter = Philox.Block(
        block, decision, UInt32(truncatingIfNeeded: stream.value),
        UInt32(truncatingIfNeeded: stream.value >> 32))
      let words = Philox.block(counter, key: seed)
      return [words.word0, words.word1, words.word2, words.word3]
    }
  }

  @Test func `a stream's number is the head of the hash of name, zero and purpose`() {
    var hash = SHA256State()
    hash.update("maker/3\0latency")
    #expect(RandomStreamTests.stream.value == hash.digest.word0)
    // printf 'maker/3\0latency' | sha256sum
    #expect(RandomStreamTests.stream.value == 0x478f_1e73_01ff_69ae)
  }

  @Test func `name and purpose are not run together`() {
    #expect(StreamID(name: "ab", purpose: "c") != StreamID(name: "a", purpose: "bc"))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `words come from the blocks in order`(seed: UInt64) {
    var stream = RandomStream(
      key: RunKey(seed: seed), stream: RandomStreamTests.stream, decision: 7)
    let drawn = (0..<1_000).map { _ in stream.nextUInt32() }
    #expect(drawn == RandomStreamTests.words(seed: seed, decision: 7, count: 1_000), "seed \(seed)")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a double word is the next two words wherever it starts`(seed: UInt64) {
    let words = RandomStreamTests.words(seed: seed, decision: 0, count: 4_000)
    var stream = RandomStream(key: RunKey(seed: seed), stream: RandomStreamTests.stream)
    var chooser = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "test", purpose: "chooser"))
    var next = 0
    for _ in 0..<1_500 {
      if chooser.nextUInt32() & 1 == 0 {
        #expect(stream.nextUInt32() == words[next], "seed \(seed), word \(next)")
        next += 1
      } else {
        let expected = UInt64(words[next + 1]) << 32 | UInt64(words[next])
        #expect(stream.nextUInt64() == expected, "seed \(seed), word \(next)")
        next += 2
      }
      #expect(stream.position.wordsInDecision == UInt64(next), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a decision starts at the same word whatever the one before drew`(seed: UInt64) {
    var short = RandomStream(key: RunKey(seed: seed), stream: RandomStreamTests.stream)
    var long = short
    for _ in 0..<seed { _ = long.nextUInt32() }
    short.begin(decision: 1)
    long.begin(decision: 1)
    #expect(short == long, "seed \(seed)")
    #expect(short.nextUInt64() == long.nextUInt64(), "seed \(seed)")
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a copy draws the same numbers and leaves the original alone`(seed: UInt64) {
    var original = RandomStream(key: RunKey(seed: seed), stream: RandomStreamTests.stream)
    for _ in 0..<seed { _ = original.nextUInt32() }
    var copy = original
    let ahead = (0..<50).map { _ in copy.nextUInt64() }
    #expect(copy != original, "seed \(seed)")
    let same = (0..<50).map { _ in original.nextUInt64() }
    #expect(ahead == same, "seed \(seed)")
    #expect(copy == original, "seed \(seed)")
  }

  @Test(arguments: 0..<8 as Range<Int>)
  func `a stream under another key goes on at the same place`(drawn: Int) {
    let other = RunKey(seed: 99)
    var rekeyed = RandomStream(key: RunKey(seed: 1), stream: RandomStreamTests.stream)
    var expected = RandomStream(key: other, stream: RandomStreamTests.stream)
    for _ in 0..<drawn {
      _ = rekeyed.nextUInt32()
      _ = expected.nextUInt32()
    }
    rekeyed = rekeyed.rekeyed(other)
    #expect(rekeyed == expected, "\(drawn) words drawn")
    #expect(rekeyed.nextUInt64() == expected.nextUInt64(), "\(drawn) words drawn")
  }

  @Test func `positions are ordered by decision, then by words drawn`() {
    var stream = RandomStream(key: RunKey(seed: 1), stream: RandomStreamTests.stream)
    var positions = [stream.position]
    for _ in 0..<9 {
      _ = stream.nextUInt32()
      positions.append(stream.position)
    }
    stream.begin(decision: 1)
    positions.append(stream.position)
    #expect(positions == positions.sorted())
    #expect(positions[4] == StreamPosition(decision: 0, block: 1, word: 0))
    #expect(positions[9].packed == (0, 9))
    #expect(positions[10].packed == (1, 0))
  }
}
