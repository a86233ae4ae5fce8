import SimKernel
import Testing

@testable import Harness

struct BlockBootstrapTests {
  private func mean(_ series: [Double]) -> ResampledStatistic {
    ResampledStatistic(
      FeatureTable(count: series.count, width: 1) { $1[0] = series[$0] }, reason: "no numbers"
    ) { $0[0] / Double(series.count) }
  }

  @Test func `a resample has as many items as the data, in blocks that go round`() {
    for items in 1...40 {
      for length in 1...items {
        var stream = SampleSeries.stream("runs \(items) \(length)")
        let runs = BlockBootstrap.runs(items: items, length: length, &stream)
        #expect(runs.reduce(0) { $0 + $1.count } == items)
        #expect(runs.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= items && !$0.isEmpty })
        let weights = SelectionWeights.weights(items: items, runs)
        #expect(weights.reduce(0, +) == items)
      }
    }
  }

  @Test func `every item is chosen as often as any other`() {
    var stream = SampleSeries.stream("even")
    var counts = [Int](repeating: 0, count: 10)
    for replicate in 0..<20_000 {
      stream.begin(decision: UInt32(replicate))
      let runs = BlockBootstrap.runs(items: 10, length: 4, &stream)
      for (item, weight) in SelectionWeights.weights(items: 10, runs).enumerated() {
        counts[item] += weight
      }
    }
    // 60,000 starts of blocks of 4, 4 and 2: the standard deviation of a count is under 250.
    #expect(counts.allSatisfy { abs($0 - 20_000) < 1_000 }, "\(counts)")
  }

  @Test func `intervals repeat exactly, and differ by seed and name`() {
    let statistic = mean(SampleSeries.normal(200))
    let bootstrap = BlockBootstrap(replicates: 100, seed: 7)
    let first = bootstrap.estimate("a", statistic)
    #expect(bootstrap.estimate("a", statistic) == first)
    #expect(bootstrap.estimate("b", statistic).interval != first.interval)
    let other = BlockBootstrap(replicates: 100, seed: 8).estimate("a", statistic)
    #expect(other.interval != first.interval)
    #expect(other.value == first.value)
    #expect(first.interval?.blockLength == 15)
  }

  @Test func `intervals of the mean of independent numbers cover it about as often as they say`() {
    var covered = 0
    for seed in 1...200 {
      let statistic = mean(SampleSeries.normal(100, seed: UInt64(seed)))
      let interval = BlockBootstrap(replicates: 200, seed: 1).estimate("m", statistic).interval
      if let interval, interval.low <= 0 && 0 <= interval.high { covered += 1 }
    }
    // Ten blocks only: percentile intervals are a little narrow, about 91 %.
    #expect((168...198).contains(covered), "\(covered) of 200")
  }

  @Test func `dependence widens the interval of a mean as it should`() throws {
    let count = 10_000
    let series = SampleSeries.autoregressive(count, coefficient: 0.5)
    let interval = try #require(
      BlockBootstrap(replicates: 400).estimate("m", mean(series)).interval)
    // The variance of the mean is 1 / (1 - phi)^2 / n; resampling single items would see 1 /
    // (1 - phi^2) / n, an interval narrower by sqrt(3).
    let expected = 2 * 1.96 * 2 / Double(count).squareRoot()
    let found = (interval.high - interval.low) / expected
    #expect((0.85...1.15).contains(found), "\(found)")
  }

  @Test func `no resamples and single items give no interval`() {
    let numbers = SampleSeries.normal(50)
    #expect(BlockBootstrap(replicates: 0).estimate("m", mean(numbers)).interval == nil)
    #expect(BlockBootstrap(replicates: 9).estimate("m", mean([3])) == .value(3, nil))
  }

  @Test func `sums over runs are the sums of their items`() {
    let table = FeatureTable(count: 5, width: 2) { item, row in
      row[0] = Double(item)
      row[1] = 1
    }
    #expect(table.sums(over: [0..<5]) == [10, 5])
    #expect(table.sums(over: [1..<3, 1..<3, 4..<5]) == [10, 5])
    #expect(table.sums(over: []) == [0, 0])
  }
}
