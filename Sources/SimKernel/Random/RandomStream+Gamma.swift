extension RandomStream {
  /// A gamma variate; its mean is shape x scale.
  ///
  /// Marsaglia and Tsang 2000, "A simple method for generating gamma variables"; below shape 1,
  /// gamma(shape + 1) u^(1/shape), which may underflow to 0.
  ///
  /// - Precondition: shape > 0, scale >= 0.
  public mutating func gamma(shape: Double, scale: Double) -> Double {
    precondition(shape > 0 && scale >= 0, "a gamma shape of \(shape), scale of \(scale)")
    if shape >= 1 { return scale * gammaAtLeastOne(shape) }
    let boosted = gammaAtLeastOne(shape + 1)
    return scale * (boosted * DetMath.exp(-exponential() / shape))
  }

  private mutating func gammaAtLeastOne(_ shape: Double) -> Double {
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = uniformOpen()
      let square = x * x
      if u < 1 - 0.0331 * square * square { return d * v }
      if DetMath.log(u) < 0.5 * square + d * (1 - v + DetMath.log(v)) { return d * v }
    }
  }

  /// A gamma variate of shape 4 and scale 1, for latencies: mean 4, standard deviation 2.
  ///
  /// Minus the logarithm of the product of four uniforms (w + 1/2) 2^-32 from the next four words,
  /// which are one Philox block where the stream stands at the start of one. Each factor has 32
  /// bits, so the tail is cut at 91.5 (a chance of 1e-34 in the true distribution), and the chance
  /// that a factor falls short of what it would reach with more bits is 2^-32.
  ///
  /// - Complexity: four words and one logarithm, always.
  @inlinable @inline(__always) public mutating func gammaShape4() -> Double {
    let (first, second) = nextFourWords()
    let product =
      RandomStream.halfOpen(first) * RandomStream.halfOpen(first >> 32)
      * (RandomStream.halfOpen(second) * RandomStream.halfOpen(second >> 32))
    // The product lies in 2^-4...2^128; its scale is added after the logarithm without loss.
    return -DetMath.log(product * 0x1p-128)
  }

  /// The variates that `gammaShape4` draws first in four successive decisions of a stream.
  ///
  /// - Parameter decision: The first of the four.
  @inline(__always)
  static func gammasShape4(
    key: RunKey, stream: StreamID, decision: UInt32
  ) -> SIMD4<Double> {
    let blocks = Philox.FourBlocks(decision: decision, stream: stream, key: key)
    let first = halfOpen(blocks.word0) * halfOpen(blocks.word1)
    let second = halfOpen(blocks.word2) * halfOpen(blocks.word3)
    return -DetMath.log(first * second * SIMD4(repeating: 0x1p-128))
  }

  @inline(__always)
  private static func halfOpen(_ words: SIMD4<UInt64>) -> SIMD4<Double> {
    DetMath.wholeNumbers(words) + SIMD4(repeating: 0.5)
  }

  /// The low word plus a half.
  @inlinable @inline(__always) static func halfOpen(_ bits: UInt64) -> Double {
    Double(Int64(bitPattern: bits & 0xffff_ffff)) + 0.5
  }
}
