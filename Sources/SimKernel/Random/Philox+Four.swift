extension Philox {
  /// The first blocks of four successive decisions of one stream, computed side by side.
  ///
  /// The same words as `block` gives one by one. A block is a chain of ten dependent rounds, during
  /// which a processor has little else to do: four chains take hardly longer than one.
  struct FourBlocks {
    /// One word of each block, in the low halves.
    typealias Words = SIMD4<UInt64>

    private(set) var word0 = Words(repeating: 0)
    private(set) var word1: Words
    private(set) var word2: Words
    private(set) var word3: Words
    private var key0: Words
    private var key1: Words

    /// - Parameter decision: The first of the four; after 2^32 - 1 comes 0.
    @inline(__always)
    init(decision: UInt32, stream: StreamID, key: RunKey) {
      word1 = Words(repeating: UInt64(decision)) &+ Words(0, 1, 2, 3)
      word2 = Words(repeating: stream.value)
      word3 = Words(repeating: stream.value &>> 32)
      key0 = Words(repeating: key.value)
      key1 = Words(repeating: key.value &>> 32)
      // Written out: in a loop the compiler spends more on moving words about than on the rounds.
      fiveRounds()
      fiveRounds()
      word0 = FourBlocks.low(word0)
      word1 = FourBlocks.low(word1)
      word2 = FourBlocks.low(word2)
      word3 = FourBlocks.low(word3)
    }

    @inline(__always)
    private mutating func fiveRounds() {
      round()
      round()
      round()
      round()
      round()
    }

    @inline(__always)
    private mutating func round() {
      let half = Words(repeating: 32)
      let product0 = FourBlocks.low(word0) &* Words(repeating: 0xD251_1F53)
      let product1 = FourBlocks.low(word2) &* Words(repeating: 0xCD9E_8D57)
      word0 = (product1 &>> half) ^ (word1 ^ key0)
      word2 = (product0 &>> half) ^ (word3 ^ key1)
      word1 = product1
      word3 = product0
      key0 = key0 &+ Words(repeating: 0x9E37_79B9)
      key1 = key1 &+ Words(repeating: 0xBB67_AE85)
    }

    @inline(__always)
    private static func low(_ words: Words) -> Words { words & Words(repeating: 0xffff_ffff) }
  }
}
