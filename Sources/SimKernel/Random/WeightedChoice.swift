/// A choice among numbered alternatives with whole-number weights.
///
/// Alternative i has chance weights[i] / total, exactly.
public struct WeightedChoice: Hashable, Sendable {
  /// Sums of the weights up to and including each.
  @usableFromInline let cumulative: [UInt64]

  /// - Precondition: the weights' sum is positive and below 2^64.
  public init(weights: [UInt64]) {
    var total: UInt64 = 0
    cumulative = weights.map { weight in
      total += weight
      return total
    }
    precondition(total > 0, "no positive weight in \(weights)")
  }

  @inlinable public var total: UInt64 { cumulative[cumulative.count - 1] }
}

extension RandomStream {
  /// The number of an alternative.
  ///
  /// - Complexity: one uniform whole number and O(log alternatives).
  @inlinable public mutating func index(of choice: WeightedChoice) -> Int {
    let drawn = uniform(below: choice.total)
    var low = 0
    var high = choice.cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if choice.cumulative[middle] > drawn { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
