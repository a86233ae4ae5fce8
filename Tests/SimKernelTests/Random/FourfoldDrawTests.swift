import Testing

@testable import SimKernel

/// What is computed for four decisions at once is what is computed for each.
struct FourfoldDrawTests {
  /// Keys, streams and decisions, the last of which goes past the end of their numbers.
  private static let cases: [(key: UInt64, stream: UInt64, decision: UInt32)] =
    (0..<UInt32(500)).map { index in
      let block = Philox.block(Philox.Block(index, 1, 2, 3), key: 4)
      return (
        UInt64(block.word0) << 32 | UInt64(block.word1),
        UInt64(block.word2) << 32 | UInt64(block.word3), block.word0 ^ block.word3
      )
    } + [(.max, .max, .max - 1), (0, 0, 0)]

  @Test func `four blocks are the blocks of four decisions`() {
    for (key, stream, decision) in FourfoldDrawTests.cases {
      let four = Philox.FourBlocks(
        decision: decision, stream: StreamID(value: stream), key: RunKey(seed: key))
      for lane in 0..<4 {
        let counter = Philox.Block(
          0, decision &+ UInt32(lane), UInt32(truncatingIfNeeded: stream), UInt32(stream >> 32))
        let block = Philox.block(counter, key: key)
        #expect(four.word0[lane] == UInt64(block.word0))
        #expect(four.word1[lane] == UInt64(block.word1))
        #expect(four.word2[lane] == UInt64(block.word2))
        #expect(four.word3[lane] == UInt64(block.word3))
      }
    }
  }

  @Test func `four gamma variates are those of four decisions, bit for bit`() {
    for (key, stream, decision) in FourfoldDrawTests.cases {
      let (key, id) = (RunKey(seed: key), StreamID(value: stream))
      let four = RandomStream.gammasShape4(key: key, stream: id, decision: decision)
      for lane in 0..<4 {
        var single = RandomStream(key: key, stream: id, decision: decision &+ UInt32(lane))
        #expect(four[lane].bitPattern == single.gammaShape4().bitPattern)
      }
    }
  }

  @Test func `four logarithms are those of each, over all exponents`() {
    for exponent in -1022...1023 {
      let one = DetMath.powerOfTwo(exponent)
      let values = SIMD4(one, one * 1.0000000001, one * 1.4142135, one * 1.9999999999999998)
      let logarithms = DetMath.log(values)
      for lane in 0..<4 {
        #expect(logarithms[lane].bitPattern == DetMath.log(values[lane]).bitPattern)
      }
    }
  }

  @Test func `nearest whole numbers go to even at halves`() {
    let small = DetMath.nearestIntegers(SIMD4(0.5, 1.5, 2.5, -0.5))
    let smallNumbers = SIMD4<Int64>(0, 2, 2, 0)
    #expect(small == smallNumbers)
    let large = DetMath.nearestIntegers(
      SIMD4(0x1p51 - 1, -0x1p51 + 1, 91_000_000.49, 3.5000000001))
    let largeNumbers = SIMD4<Int64>((1 << 51) - 1, 1 - (1 << 51), 91_000_000, 4)
    #expect(large == largeNumbers)
  }
}
