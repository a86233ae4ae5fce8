import SimKernel

/// Confidence intervals from circular blocks (Politis and Romano 1992): a resample is made of runs
/// of items, each from a random place on, the end followed by the start, until it has as many items
/// as the data.
///
/// Dependence within a block survives; what reaches further than a block does not, and the interval
/// is then too narrow. The length of a block is the square root of the number of items, rounded up.
/// Intervals are percentile intervals.
///
/// Places are drawn from named streams of our own, one decision a resample, so intervals repeat
/// exactly.
public struct BlockBootstrap: Sendable {
  /// Of the interval.
  public static let confidence = 0.95
  /// Resamples; 0 for no intervals.
  public let replicates: Int
  public let seed: UInt64

  public init(replicates: Int = 1_000, seed: UInt64 = 1) {
    self.replicates = replicates
    self.seed = seed
  }

  /// Items of a block: ceil(sqrt(items)).
  static func blockLength(items: Int) -> Int {
    Int(Double(items).squareRoot().rounded(.up))
  }

  /// The statistic on all items, and its interval.
  ///
  /// - Parameter name: Of the stream that the places are drawn from.
  /// - Complexity: O(replicates x (items / block length) x width) for sums.
  func estimate(_ name: String, _ statistic: ResampledStatistic) -> Estimate {
    guard let point = statistic.point else { return .undefined(reason: statistic.reason) }
    return .value(point, interval(name, statistic))
  }

  /// The interval, or nil where most resamples determine no value.
  private func interval(
    _ name: String, _ statistic: ResampledStatistic
  ) -> ConfidenceInterval? {
    guard replicates > 0, statistic.items > 1 else { return nil }
    let length = BlockBootstrap.blockLength(items: statistic.items)
    var stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "facts/" + name, purpose: "bootstrap"))
    var values: [Double] = []
    for replicate in 0..<replicates {
      stream.begin(decision: UInt32(replicate))
      let runs = BlockBootstrap.runs(items: statistic.items, length: length, &stream)
      if let value = statistic.finite(statistic.value(runs)) { values.append(value) }
    }
    guard values.count * 2 > replicates else { return nil }
    values.sort()
    let tail = (1 - BlockBootstrap.confidence) / 2
    return ConfidenceInterval(
      low: Quantile.linear(sorted: values, tail), high: Quantile.linear(sorted: values, 1 - tail),
      blockLength: length)
  }

  /// The runs of one resample; a block that passes the end is two of them.
  static func runs(items: Int, length: Int, _ stream: inout RandomStream) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var left = items
    while left > 0 {
      let size = min(length, left)
      let start = Int(stream.uniform(below: UInt64(items)))
      let end = min(start + size, items)
      runs.append(start..<end)
      if start + size > items { runs.append(0..<start + size - items) }
      left -= size
    }
    return runs
  }
}
