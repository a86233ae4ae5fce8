import Foundation
import Testing

@testable import Harness

/// Bins and distances against NumPy 2.4.6 and SciPy 1.17.1.
struct LobBenchBinTests {
  @Test func `quantiles interpolate as NumPy's do`() {
    let values = [1.0, 2, 4, 8, 16]
    let found = [0.1, 0.25, 0.3, 0.75, 0.9].map { NumpyQuantiles.quantile($0, of: values) }
    #expect(found == [1.4, 2, 2.4, 8, 12.8])
  }

  @Test func `the largest value has a bin of its own`() throws {
    let values = (0...10).map(Double.init)
    let bins = try #require(LobBenchBins.freedmanDiaconis(of: values))
    #expect(bins.bins(values) == [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4])
  }

  @Test func `a small range between the quartiles makes many bins`() throws {
    let values = [0.0, 0, 0, 0, 0, 0, 1, 5]
    let bins = try #require(LobBenchBins.freedmanDiaconis(of: values))
    #expect(bins.bins(values) == [1, 1, 1, 1, 1, 1, 5, 21])
  }

  @Test func `equal quartiles tell only the largest value apart`() throws {
    let values = [1.0, 2, 2, 2, 2, 2, 2, 9]
    let bins = try #require(LobBenchBins.freedmanDiaconis(of: values))
    #expect(bins.bins(values) == [1, 1, 1, 1, 1, 1, 1, 2])
  }

  @Test func `equal values share one bin`() throws {
    let bins = try #require(LobBenchBins.freedmanDiaconis(of: [3, 3, 3]))
    #expect(bins.bins([2.4, 3, 3.4, 3.5]) == [0, 1, 1, 2])
  }

  @Test func `edges and not quotients decide on which side a value lies`() throws {
    for count in 2...400 {
      let last = Double(count) * 0.1
      let bins = LobBenchBins.equalWidth(
        first: 0, last: last, step: last / Double(count), count: Double(count))
      let edges = (0..<count).map { Double($0) * (last / Double(count)) }
      let found = edges.map { bins.bin($0) }
      #expect(found == Array(1...count), "\(count) bins")
    }
  }

  @Test func `of a decile that repeats two stay, a hundredth apart`() {
    let values = [Double](repeating: 1, count: 50) + [Double](repeating: 7, count: 50)
    guard case .thresholds(let cuts) = LobBenchBins.deciles(of: values) else { return }
    #expect(cuts == [1, 1.01, 4, 7, 7.01])
  }

  @Test func `where deciles do not ascend one value falls into two bins`() {
    let values = [Double](repeating: 1, count: 50) + [Double](repeating: 1.004, count: 8)
    let bins = LobBenchBins.deciles(of: values)
    #expect(bins.bins([1.004, 1.004, 1.004]) == [1, 3, 3])
    #expect(bins.bins([1, 1, 1]) == [1, 1, 1])
  }

  @Test func `an hour has 62.6 minutes`() {
    let bins = LobBenchBins.hours
    #expect(bins.bins([0, 86_400.0 / 23 - 1, 86_400.0 / 23, 34_200, 86_400]) == [1, 1, 2, 10, 24])
  }

  /// The inverse of the normal distribution function, by Newton's method.
  private func normalQuantile(_ chance: Double) -> Double {
    var x = 0.0
    for _ in 0..<100 {
      let density = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
      x -= min(max((0.5 * erfc(-x / 2.0.squareRoot()) - chance) / density, -1), 1)
    }
    return x
  }

  private func radicalInverse(_ index: Int) -> Double {
    var (rest, digit, value) = (index, 0.5, 0.0)
    while rest > 0 {
      value += digit * Double(rest % 2)
      rest /= 2
      digit /= 2
    }
    return value
  }

  @Test func `two normal samples have the published distances`() throws {
    let real = (1...50).map { normalQuantile(radicalInverse($0)) }
    let generated = (1...60).map { normalQuantile(radicalInverse($0)) + 0.5 }
    let comparison = try #require(
      LobBenchComparison(
        real: real.map { .init(value: $0) }, generated: generated.map { .init(value: $0) },
        binning: .freedmanDiaconis))
    let wasserstein = try #require(comparison.distances.wasserstein)
    #expect(abs(wasserstein / 0.53863122703 - 1) < 1e-10)
    #expect(abs(comparison.distances.l1 - 0.19333333333) < 1e-10)
    let pooled = real + generated
    let mean = pooled.reduce(0, +) / 110
    let deviation = (pooled.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 109).squareRoot()
    #expect(abs(wasserstein * deviation / 0.52094052553 - 1) < 1e-10)
  }

  @Test func `equal sets are at no distance and disjoint ones at the largest`() throws {
    let values = (0..<40).map { LobBenchComparison.Row(value: Double($0)) }
    let far = values.map { LobBenchComparison.Row(value: $0.value + 1_000) }
    let same = try #require(
      LobBenchComparison(real: values, generated: values, binning: .freedmanDiaconis))
    #expect(same.distances == LobBenchDistances(l1: 0, wasserstein: 0))
    let apart = try #require(
      LobBenchComparison(real: values, generated: far, binning: .distinct))
    #expect(abs(apart.distances.l1 - 1) < 1e-12)
  }

  @Test func `a group that one set lacks counts 1 in L1 and nothing in Wasserstein`() throws {
    typealias Row = LobBenchComparison.Row
    let real = [Row(group: 1, value: 0), Row(group: 1, value: 1), Row(group: 2, value: 5)]
    let generated = [Row(group: 1, value: 0), Row(group: 1, value: 1)]
    let comparison = try #require(
      LobBenchComparison(
        real: real, generated: generated, binning: .distinct, isConditional: true))
    #expect(comparison.distances == LobBenchDistances(l1: 0.2, wasserstein: 0))
  }

  @Test func `values as far apart as 2^53 bins have no bins`() {
    let rows = [0.0, 1e-300, 2e-300, 3e-300, 1].map { LobBenchComparison.Row(value: $0) }
    #expect(LobBenchComparison(real: rows, generated: rows, binning: .freedmanDiaconis) == nil)
  }
}
