import Foundation
import Testing

@testable import Harness

/// Statistics of plain series against closed forms and sums by hand.
struct SeriesStatisticTests {
  @Test func `the autocorrelation of four numbers is the one computed by hand`() throws {
    // Deviations -1.5 -.5 .5 1.5: variance 1.25, mean product of neighbours (.75 - .25 + .75) / 3.
    let memory = try Autocorrelation([1, 2, 3, 4], lags: [1], "numbers")
    #expect(isClose(memory.statistic().point, (1.25 / 3) / 1.25))
  }

  @Test func `a first-order autoregression forgets by its coefficient at every lag`() throws {
    let count = 40_000
    let series = SampleSeries.autoregressive(count, coefficient: 0.6)
    let values = try #require(try Autocorrelation(series, lags: [1, 2, 5], "numbers").values)
    for (lag, value) in zip([1, 2, 5], values) {
      // Bartlett's standard error is at most sqrt((1 + phi^2) / (1 - phi^2) / n).
      let error = (1.36 / 0.64 / Double(count)).squareRoot()
      #expect(isClose(value, pow(0.6, Double(lag)), within: 4 * error), "lag \(lag): \(value)")
    }
  }

  @Test func `a constant series and a short one have no autocorrelation`() throws {
    #expect(try Autocorrelation([2, 2, 2, 2, 2], lags: [1], "numbers").statistic().point == nil)
    #expect(throws: Undefined("3 numbers; needs 4 at least")) {
      try Autocorrelation([1, 2, 3], lags: [1], "numbers")
    }
  }

  @Test func `the excess kurtosis of small samples is the one computed by hand`() throws {
    #expect(isClose(try ExcessKurtosis.statistic([-1, 1, -1, 1], "numbers").point, -2))
    // Deviations -1 -1 -1 3: variance 3, fourth moment 21.
    #expect(isClose(try ExcessKurtosis.statistic([0, 0, 0, 4], "numbers").point, 21.0 / 9 - 3))
    #expect(try ExcessKurtosis.statistic([5, 5, 5, 5], "numbers").point == nil)
  }

  @Test func `normal numbers have no excess kurtosis`() throws {
    let count = 40_000
    let value = try ExcessKurtosis.statistic(SampleSeries.normal(count), "numbers").point
    #expect(isClose(value, 0, within: 4 * (24 / Double(count)).squareRoot()), "\(value ?? -99)")
  }

  @Test(arguments: [1.5, 3, 5]) func `a Pareto tail gives back its exponent`(shape: Double) throws {
    // Quantiles instead of draws: what is left is the estimator's own error.
    let series = (0..<20_000).map { item in
      let magnitude = pow(1 - (Double(item) + 0.5) / 20_000, -1 / shape)
      return item % 2 == 0 ? magnitude : -magnitude
    }
    let value = try HillTailIndex.statistic(series, "numbers").point
    #expect(isClose(value, shape, within: 0.01 * shape), "\(value ?? 0)")
  }

  @Test func `few or equal magnitudes have no tail index`() throws {
    #expect(throws: Undefined("300 numbers; needs 301 at least")) {
      try HillTailIndex.statistic([Double](repeating: 1, count: 300), "numbers")
    }
    let equal = [Double](repeating: 1, count: 400)
    #expect(try HillTailIndex.statistic(equal, "numbers").point == nil)
  }

  @Test func `a fitted line has the slope and the explained share computed by hand`() throws {
    let fit = try #require(LinearFit([(x: 0, y: 0), (x: 1, y: 1), (x: 2, y: 1)]))
    #expect(isClose(fit.slope, 0.5))
    #expect(isClose(fit.rSquared, 0.75))
    #expect(LinearFit([(x: 1, y: 0), (x: 1, y: 1)]) == nil)
  }

  @Test func `quantiles are linear between numbers, weighted ones are numbers themselves`() {
    #expect(Quantile.linear(sorted: [1, 2, 3, 4], 0.5) == 2.5)
    #expect(Quantile.linear(sorted: [1, 2, 3, 4], 0.025) == 1.075)
    #expect(Quantile.linear(sorted: [7], 0.9) == 7)
    let weighted = [(value: 3.0, weight: 1.0), (1, 6), (2, 3)]
    #expect(Quantile.weighted(weighted, [0.05, 0.6, 0.61, 0.9, 0.95]) == [1, 1, 2, 2, 3])
  }

  @Test func `the density of returns holds all of them and stands where they are`() throws {
    let density = try ReturnDistribution.density([-1, -1, 1, 1])
    #expect(isClose(density.reduce(0) { $0 + $1.density } * ReturnDistribution.binWidth, 1))
    #expect(density.filter { $0.density > 0 }.map(\.deviations) == [-1, 1])
    #expect(throws: Undefined.self) { try ReturnDistribution.density([2, 2]) }
  }

  @Test func `autocorrelations that are a power of the lag give back its exponent`() throws {
    let lags = TradeSigns.decayLags
    #expect(lags.first == 1 && lags.last == 199)
    var values = lags.map { 0.7 * pow(Double($0), -0.6) }
    #expect(isClose(TradeSigns.exponent(lags, values), 0.6))
    // What is not positive has no logarithm and does not count.
    values[5] = -0.1
    #expect(isClose(TradeSigns.exponent(lags, values), 0.6))
    #expect(TradeSigns.exponent(lags, lags.map { $0 < 3 ? 0.5 : -0.5 }) == nil)
    #expect(throws: Undefined("10 aggressive orders; needs 202 at least")) {
      try TradeSigns.decayExponent([Double](repeating: 1, count: 10))
    }
  }
}
