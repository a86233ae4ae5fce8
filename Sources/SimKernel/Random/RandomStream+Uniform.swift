extension RandomStream {
  /// A whole number in 0..<bound, each equally likely.
  ///
  /// Multiplication with rejection (Lemire 2019, "Fast random integer generation in an interval"),
  /// on single words up to 2^32 - 1 and on double words above; unbiased.
  ///
  /// - Precondition: bound > 0.
  /// - Complexity: one word (or double word), with chance below bound / 2^32 (2^64) another.
  @inlinable public mutating func uniform(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "a uniform number below 0")
    guard let narrow = UInt32(exactly: bound) else { return uniformWide(below: bound) }
    var product = UInt64(nextUInt32()) &* bound
    if UInt32(truncatingIfNeeded: product) < narrow {
      let threshold = (0 &- narrow) % narrow
      while UInt32(truncatingIfNeeded: product) < threshold {
        product = UInt64(nextUInt32()) &* bound
      }
    }
    return product >> 32
  }

  @usableFromInline mutating func uniformWide(below bound: UInt64) -> UInt64 {
    let threshold = (0 &- bound) % bound
    var product = nextUInt64().multipliedFullWidth(by: bound)
    while product.low < threshold { product = nextUInt64().multipliedFullWidth(by: bound) }
    return product.high
  }

  /// A whole number in a range, each equally likely.
  @inlinable public mutating func uniform(in range: ClosedRange<Int64>) -> Int64 {
    let count = UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1
    let offset = count == 0 ? nextUInt64() : uniform(below: count)
    return range.lowerBound &+ Int64(bitPattern: offset)
  }

  /// A number in [0, 1): a multiple of 2^-53, from one double word.
  @inlinable public mutating func uniform() -> Double {
    Double(Int64(bitPattern: nextUInt64() >> 11)) * 0x1p-53
  }

  /// A number in (0, 1): an odd multiple of 2^-53, from one double word.
  ///
  /// Symmetric about 1/2, so that 1 - u has the same distribution bit for bit.
  @inlinable public mutating func uniformOpen() -> Double {
    Double(Int64(bitPattern: nextUInt64() >> 11 | 1)) * 0x1p-53
  }

  /// True with chance numerator / denominator, exactly.
  ///
  /// - Precondition: denominator > 0; the chance is 1 where the numerator is greater.
  @inlinable public mutating func bernoulli(_ numerator: UInt64, in denominator: UInt64) -> Bool {
    uniform(below: denominator) < numerator
  }

  /// True with a chance, rounded up to a multiple of 2^-53; one double word whatever the chance.
  ///
  /// - Precondition: 0 <= chance <= 1.
  @inlinable public mutating func bernoulli(_ chance: Double) -> Bool {
    precondition(chance >= 0 && chance <= 1, "a chance of \(chance)")
    return uniform() < chance
  }
}
