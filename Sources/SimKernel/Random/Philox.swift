/// The Philox4x32-10 block function of Salmon, Moraes, Dror and Shaw 2011.
///
/// "Parallel random numbers: as easy as 1, 2, 3", SC11, section 4: a keyed bijection of 128 bits
/// whose outputs pass the Crush batteries. Any block of any stream is reached directly, so a fork
/// copies nothing but a counter.
public enum Philox {
  /// Four output words of one block.
  @frozen public struct Block: Hashable, Sendable, BitwiseCopyable {
    public var word0: UInt32
    public var word1: UInt32
    public var word2: UInt32
    public var word3: UInt32

    @inlinable public init(_ word0: UInt32, _ word1: UInt32, _ word2: UInt32, _ word3: UInt32) {
      self.word0 = word0
      self.word1 = word1
      self.word2 = word2
      self.word3 = word3
    }
  }

  /// The block at a counter under a key.
  ///
  /// - Parameters:
  ///   - counter: 128 bits, words in the order of the paper.
  ///   - key: 64 bits; the low half is the paper's first key word.
  /// - Complexity: O(1), ten rounds.
  @inlinable public static func block(_ counter: Block, key: UInt64) -> Block {
    var x = counter
    var key0 = UInt32(truncatingIfNeeded: key)
    var key1 = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<9 {
      x = round(x, key0, key1)
      key0 &+= 0x9E37_79B9
      key1 &+= 0xBB67_AE85
    }
    return round(x, key0, key1)
  }

  @inlinable static func round(_ x: Block, _ key0: UInt32, _ key1: UInt32) -> Block {
    let product0 = UInt64(x.word0) &* 0xD251_1F53
    let product1 = UInt64(x.word2) &* 0xCD9E_8D57
    return Block(
      UInt32(truncatingIfNeeded: product1 >> 32) ^ x.word1 ^ key0,
      UInt32(truncatingIfNeeded: product1),
      UInt32(truncatingIfNeeded: product0 >> 32) ^ x.word3 ^ key1,
      UInt32(truncatingIfNeeded: product0))
  }
}
