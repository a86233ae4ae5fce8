/// Distributions of latencies by agent, in memory that does not grow with their number.
///
/// Buckets as in Gil Tene's HdrHistogram: below 64 ns one for each value, above 64 for each power
/// of two, so that the middle of a bucket is within 1/128 of everything in it. Powers of two that
/// nobody needs take no memory: an agent whose latencies differ by a factor of two has two blocks
/// of 264 bytes.
struct LatencyHistograms: ~Copyable {
  /// Not private: as a generic argument that crashes the compiler in debug builds.
  struct Distribution: BitwiseCopyable {
    /// Place of its latest block in `words` plus 1; 0 for none.
    var block: UInt32 = 0
    var count: UInt64 = 0
    var least = Int64.max
    var most: Int64 = 0
  }

  private var agents = Slab<Distribution>()
  /// Blocks: the power of two, the place plus 1 of the agent's block before, and the buckets.
  private var words = Slab<UInt32>()

  private static let buckets = 64
  private static let headWords = 2
  /// Bits of a bucket's number within its power of two.
  private static let bits = 6

  /// - Parameter agents: 0 where nothing is measured.
  init(agents count: Int) { agents.extend(to: count, filling: Distribution()) }

  private init(copying source: borrowing LatencyHistograms) {
    agents = source.agents.fork()
    words = source.words.fork()
  }

  borrowing func fork() -> LatencyHistograms { LatencyHistograms(copying: self) }

  /// Counts one latency, nanoseconds. O(powers of two that the agent has met), at most 42.
  ///
  /// - Precondition: latency >= 0.
  mutating func note(_ latency: Int64, of agent: UInt32) {
    let state = agents.base + Int(agent)
    state.pointee.count += 1
    state.pointee.least = min(state.pointee.least, latency)
    state.pointee.most = max(state.pointee.most, latency)
    let (power, bucket) = LatencyHistograms.bucket(of: latency)
    words.base[block(power, of: agent) + LatencyHistograms.headWords + bucket] += 1
  }

  private static func bucket(of latency: Int64) -> (power: Int, bucket: Int) {
    if latency < buckets { return (0, Int(latency)) }
    let shift = 63 - latency.leadingZeroBitCount - bits
    return (shift + 1, Int(latency >> Int64(shift)) & (buckets - 1))
  }

  /// The middle of a bucket.
  private static func middle(_ power: Int, _ bucket: Int) -> Int64 {
    if power == 0 { return Int64(bucket) }
    let shift = Int64(power - 1)
    return Int64(buckets + bucket) << shift + (1 << shift) / 2
  }

  /// Where an agent's block of a power of two stands; made where there is none.
  private mutating func block(_ power: Int, of agent: UInt32) -> Int {
    var place = agents.base[Int(agent)].block
    while place != 0 {
      if words.base[Int(place) - 1] == UInt32(power) { return Int(place) - 1 }
      place = words.base[Int(place)]
    }
    let new = words.count
    words.extend(to: new + LatencyHistograms.headWords + LatencyHistograms.buckets, filling: 0)
    words.base[new] = UInt32(power)
    words.base[new + 1] = agents.base[Int(agent)].block
    agents.base[Int(agent)].block = UInt32(new + 1)
    return new
  }
}

// MARK: - Reading

extension LatencyHistograms {
  /// The quantiles of one agent's latencies by nearest rank; nil where it has none.
  borrowing func quantiles(of agent: Int) -> LatencyQuantiles? {
    guard agent < agents.count, agents.base[agent].count > 0 else { return nil }
    let state = agents.base[agent]
    return LatencyQuantiles(
      count: state.count, p50: value(atRank: (state.count + 1) / 2, of: state),
      p99: value(atRank: state.count - state.count / 100, of: state), max: state.most)
  }

  /// The latency that so many of the agent's do not exceed.
  private borrowing func value(atRank rank: UInt64, of state: Distribution) -> Int64 {
    var below: UInt64 = 0
    for place in blocks(of: state) {
      for bucket in 0..<LatencyHistograms.buckets {
        below += UInt64(words.base[place + LatencyHistograms.headWords + bucket])
        if below < rank { continue }
        let middle = LatencyHistograms.middle(Int(words.base[place]), bucket)
        return min(max(middle, state.least), state.most)
      }
    }
    preconditionFailure("rank \(rank) of \(state.count) latencies, \(below) are in buckets")
  }

  /// Where an agent's blocks stand, by rising power of two.
  private borrowing func blocks(of state: Distribution) -> [Int] {
    var places: [Int] = []
    var place = state.block
    while place != 0 {
      places.append(Int(place) - 1)
      place = words.base[Int(place)]
    }
    let base = words.base
    return places.sorted { base[$0] < base[$1] }
  }
}
