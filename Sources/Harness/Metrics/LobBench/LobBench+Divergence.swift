/// How scores drift with the length of what was generated.
extension LobBench {
  /// The L1 distance between the whole real set and each block of messages of the generated one.
  ///
  /// Block k of all generated stretches is pooled. A block is scored as a stretch of its own, in
  /// bins that are found on it and the real set together.
  ///
  /// - Parameters:
  ///   - messages: Length of a block; the benchmark's definition has 50.
  ///   - blocks: At most so many blocks, from the first.
  /// - Returns: For each block the distance; nil where the block or the real set has no value of
  ///   this score, for which the benchmark's code gives 0.
  /// - Throws: a `LobBenchError` as `scores(real:generated:)` does.
  /// - Precondition: the stretches show the levels that the score needs.
  /// - Complexity: O(n log n) in the real messages, and O(messages^2 log n) a block.
  static func divergence(
    _ score: LobBenchScore, real: [LobBenchSequence], generated: [LobBenchSequence],
    messages: Int = 50, blocks limit: Int = .max
  ) throws(LobBenchError) -> [Double?] {
    precondition(messages > 0 && limit >= 0, "\(limit) blocks of \(messages) messages")
    try LobBenchError.check(
      real: real.filter { $0.count > 0 }, generated: generated.filter { $0.count > 0 })
    let fixed = real.flatMap { score.values(of: $0) }.filter { !$0.isNaN }.sorted()
    let longest = generated.map(\.count).max() ?? 0
    return (0..<min(limit, (longest + messages - 1) / messages)).map { block in
      let values = generated.flatMap { sequence -> [Double] in
        let start = min(block * messages, sequence.count)
        let part = sequence.part(start..<min(start + messages, sequence.count))
        return part.count == 0 ? [] : score.values(of: part)
      }
      return distance(fixed, values.filter { !$0.isNaN }.sorted(), score.isDiscrete)
    }
  }

  /// Half the sum of |p - q| where the first set is much larger than the second: bins that the
  /// second does not reach add p each, and all p add up to 1.
  private static func distance(
    _ fixed: [Double], _ block: [Double], _ isDiscrete: Bool
  ) -> Double? {
    guard !block.isEmpty && !fixed.isEmpty else { return nil }
    let bins = isDiscrete ? nil : MergedValues(fixed, block).bins
    if !isDiscrete && bins == nil { return nil }
    // A discrete value is its own bin.
    let bin = { (value: Double) in bins.map { Double($0.bin(value)) } ?? value }
    var sum = 1.0
    var start = 0
    while start < block.count {
      let present = bin(block[start])
      let end = start + block[start...].partitioningIndex { bin($0) <= present }
      let low = fixed[...].partitioningIndex { bin($0) < present }
      let high = fixed[...].partitioningIndex { bin($0) <= present }
      let share = Double(high - low) / Double(fixed.count)
      sum += abs(share - Double(end - start) / Double(block.count)) - share
      start = end
    }
    return sum / 2
  }
}

/// Two ascending arrays, the second much shorter, as one.
private struct MergedValues {
  private let large: [Double]
  private let small: [Double]

  init(_ large: [Double], _ small: [Double]) {
    self.large = large
    self.small = small
  }

  /// The bins of all values together.
  var bins: LobBenchBins? {
    let count = large.count + small.count
    let quartile = { NumpyQuantiles.quantile($0, count: count, element: element) }
    return LobBenchBins.freedmanDiaconis(
      count: count, smallest: element(0), largest: element(count - 1),
      quartiles: (quartile(0.25), quartile(0.75)))
  }

  /// The value at a place of the ascending order of both.
  private func element(_ place: Int) -> Double {
    for taken in 0...min(place, small.count) where place - taken <= large.count {
      let index = place - taken
      let isAfter = taken == 0 || index == large.count || small[taken - 1] <= large[index]
      let isBefore = taken == small.count || index == 0 || large[index - 1] <= small[taken]
      guard isAfter && isBefore else { continue }
      if index == large.count { return small[taken] }
      return taken == small.count ? large[index] : min(large[index], small[taken])
    }
    preconditionFailure("place \(place) of \(large.count) and \(small.count) values")
  }
}

extension ArraySlice {
  /// How many elements satisfy a condition that holds up to some place and not from there on.
  fileprivate func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[startIndex + middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
