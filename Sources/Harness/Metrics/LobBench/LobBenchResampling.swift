import Foundation
import SimKernel

/// Intervals from blocks of successive rows, drawn with replacement from a circle of them (Politis
/// and Romano 1992, "A circular block-resampling procedure for stationary data").
///
/// The benchmark draws single rows, which neighbours in time resemble, from one generator for all
/// scores. Here each score and each draw has a place of its own in a Philox stream, so that an
/// interval depends on its data and the seed alone.
struct LobBenchResampling: Sendable {
  /// How often both sets are drawn; 0 for no intervals.
  var draws = 200
  var seed: UInt64 = 1
  /// The chance that an interval claims, 0 to 1.
  var confidence = 0.95

  /// Where each block begins, and how long it is.
  struct Blocks: Sendable {
    let starts: [Int]
    let length: Int
    /// Rows of the set; the last block ends where this many are drawn.
    let count: Int

    /// Calls `body` with each stretch of rows drawn; a block that passes the end goes on at the
    /// beginning.
    func forEachStretch(_ body: (Range<Int>) -> Void) {
      var left = count
      for start in starts {
        let rows = min(length, left)
        left -= rows
        let end = min(start + rows, count)
        body(start..<end)
        if start + rows > count { body(0..<(start + rows - count)) }
      }
    }
  }

  /// Blocks of ceil(count^(2/3)) rows, so that few neighbours are torn apart.
  static func blocks(of count: Int, from stream: inout RandomStream) -> Blocks {
    guard count > 0 else { return Blocks(starts: [], length: 1, count: 0) }
    let length = Int(pow(Double(count), 2.0 / 3).rounded(.up))
    let starts = (0..<((count + length - 1) / length)).map { _ in
      Int(stream.uniform(below: UInt64(count)))
    }
    return Blocks(starts: starts, length: length, count: count)
  }

  /// The stream of one draw for a named score.
  func stream(_ name: String, draw: Int) -> RandomStream {
    RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "lob_bench", purpose: name),
      decision: UInt32(draw))
  }

  /// The interval of a score from the scores of the draws.
  ///
  /// The quantiles of the draws are moved so that their mean is the score: a distance between two
  /// resampled sets is larger than that of the sets, because it holds their noise twice. So the
  /// interval says how far the score itself, noise of its samples included, would vary.
  ///
  /// - Returns: nil with fewer than two draws that have a score.
  func interval(
    _ score: Double, draws: [Double], within bounds: ClosedRange<Double>
  ) -> ClosedRange<Double>? {
    let sorted = draws.filter { !$0.isNaN }.sorted()
    guard sorted.count >= 2 else { return nil }
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    let tail = (1 - confidence) / 2
    let low = score + NumpyQuantiles.quantile(tail, of: sorted) - mean
    let high = score + NumpyQuantiles.quantile(1 - tail, of: sorted) - mean
    let least = min(max(low, bounds.lowerBound), bounds.upperBound)
    return least...max(least, min(high, bounds.upperBound))
  }

  /// The intervals of both distances of a comparison.
  ///
  /// Bins and the deviation stay those of the sets as they are, as in the benchmark.
  ///
  /// - Complexity: O(draws x (rows + slots)).
  func intervals(
    _ comparison: LobBenchComparison, named name: String
  ) -> (l1: ClosedRange<Double>?, wasserstein: ClosedRange<Double>?) {
    let score = comparison.distances
    let drawn = (0..<draws).map { draw in
      var stream = stream(name, draw: draw)
      let real = counts(comparison.real, comparison.slotCount, &stream)
      let generated = counts(comparison.generated, comparison.slotCount, &stream)
      return comparison.distances(real: real, generated: generated)
    }
    let wasserstein = score.wasserstein.flatMap { score in
      interval(score, draws: drawn.compactMap(\.wasserstein), within: 0...(.infinity))
    }
    return (interval(score.l1, draws: drawn.map(\.l1), within: 0...1), wasserstein)
  }

  private func counts(
    _ slots: [Int], _ slotCount: Int, _ stream: inout RandomStream
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: slotCount)
    LobBenchResampling.blocks(of: slots.count, from: &stream).forEachStretch { rows in
      for row in rows { counts[slots[row]] += 1 }
    }
    return counts
  }
}
