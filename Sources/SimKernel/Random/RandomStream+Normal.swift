extension RandomStream {
  /// A standard normal variate.
  ///
  /// The ziggurat of Marsaglia and Tsang 2000 with 256 layers; layer, sign and abscissa come from
  /// disjoint bits of one double word (Doornik 2005). Resolution of the abscissa 2^-53 of the edge.
  ///
  /// - Complexity: one double word in 98.8 % of draws.
  public mutating func normal() -> Double {
    while true {
      let bits = nextUInt64()
      let layer = Int(bits & 0xff)
      let x = Double(Int64(bitPattern: bits >> 11)) * 0x1p-53 * NormalZiggurat.edge[layer]
      if x < NormalZiggurat.edge[layer + 1] { return signed(x, by: bits) }
      if layer == 0 { return signed(normalTail(), by: bits) }
      let low = NormalZiggurat.height[layer]
      let high = NormalZiggurat.height[layer + 1]
      if low + uniform() * (high - low) < DetMath.exp(-0.5 * x * x) { return signed(x, by: bits) }
    }
  }

  /// The sign is bit 8, next to the layer's.
  private func signed(_ x: Double, by bits: UInt64) -> Double {
    Double(bitPattern: x.bitPattern | (bits & 0x100) << 55)
  }

  /// The part beyond the last layer (Marsaglia 1964).
  private mutating func normalTail() -> Double {
    while true {
      let x = exponential() / NormalZiggurat.tailStart
      if 2 * exponential() >= x * x { return NormalZiggurat.tailStart + x }
    }
  }

  /// - Precondition: standardDeviation >= 0.
  @inlinable public mutating func normal(mean: Double, standardDeviation: Double) -> Double {
    precondition(standardDeviation >= 0, "a standard deviation of \(standardDeviation)")
    return mean + standardDeviation * normal()
  }

  /// A lognormal variate: exp(N), N normal with the mean and standard deviation of the logarithm.
  ///
  /// - Precondition: logStandardDeviation >= 0. A logarithm above 709 overflows to infinity.
  public mutating func lognormal(logMean: Double, logStandardDeviation: Double) -> Double {
    DetMath.exp(normal(mean: logMean, standardDeviation: logStandardDeviation))
  }
}
