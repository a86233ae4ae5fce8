import Agents
import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// Fits recover the markets that they are fitted to, through the production matching engine.
struct FlowFitTests {
  private static let frame = CalibratedScenario.Frame(
    start: 34_200_000_000_000, end: 34_800_000_000_000, tick: 100, openTicks: 10_000,
    seedDistances: [0, 1, 2, 3], source: "a test")
  private static let window = frame.start..<frame.end

  private static func simulated(
    _ text: String, seed: UInt64 = 1, messageDepth: Int = 50, bookDepth: Int = 10
  ) throws -> MarketRecording {
    try MarketRecording.simulating(
      RunSetup(text: text, name: "market", seed: seed), named: "market",
      MarketView(messageDepth: messageDepth, bookDepth: bookDepth))
  }

  /// The published rates of Cont, Stoikov and Talreja's table 1, of orders of 10.
  private static let skyPerfect = CalibratedScenario(
    frame: frame, description: "a test",
    agents: [
      [
        ("name", "flow"), ("type", "cont_stoikov_talreja"), ("latency", "beside"),
        ("quantity", "10"),
      ]
    ]
  ).text()

  @Test func `rates of Cont, Stoikov and Talreja are recovered within their intervals`() throws {
    let sample = try FlowSample(
      Self.simulated(Self.skyPerfect), windows: [Self.window], messageDepth: 50)
    let fit = ContStoikovTalrejaFit(sample)
    #expect(fit.size == 10)
    let arrivals = zip(fit.arrivals, [1.85, 1.51, 1.09, 0.88, 0.77])
    let cancels = zip(fit.cancels, [0.71, 0.81, 0.68, 0.56, 0.47])
    for (found, truth) in Array(arrivals) + Array(cancels) + [(fit.market, 0.94)] {
      // Four standard errors: some twenty rates are looked at.
      let error = try #require(found.logStandardError)
      #expect(abs(log(found.value / truth)) < 4 * error, "\(found.name): \(found.value), \(truth)")
      #expect(error < 0.15, "\(found.name)")
    }
    #expect(fit.directions.rank >= fit.parameters.count - 2)
  }

  /// A file of few levels tells of an order only while its price is among them.
  @Test(arguments: [(1, 1), (3, 3), (50, 1)])
  func `rates of arrival are recovered from files of few levels`(
    messageDepth: Int, bookDepth: Int
  ) throws {
    let market = try Self.simulated(
      Self.skyPerfect, messageDepth: messageDepth, bookDepth: bookDepth)
    let sample = try FlowSample(market, windows: [Self.window], messageDepth: messageDepth)
    let fit = ContStoikovTalrejaFit(sample)
    for (found, truth) in zip(fit.arrivals, [1.85, 1.51, 1.09, 0.88, 0.77]) {
      let error = try #require(found.logStandardError)
      #expect(abs(log(found.value / truth)) < 4 * error, "\(found.name): \(found.value), \(truth)")
    }
    // All seconds, as if every order had a message, are refuted at once.
    let second = try #require(fit.arrivals.dropFirst().first)
    let shown = sample.shownSeconds[1] / (2 * sample.seconds)
    let error = try #require(second.logStandardError)
    #expect(messageDepth > 1 || log(second.value * shown / 1.51) < -8 * error, "\(shown)")
  }

  @Test func `the fitted scenario runs and has about as many messages`() throws {
    let market = try Self.simulated(Self.skyPerfect)
    let fit = try ContStoikovTalrejaFit(
      FlowSample(market, windows: [Self.window], messageDepth: 50))
    let again = try Self.simulated(CalibratedScenario(fit, Self.frame).text(), seed: 2)
    let ratio = Double(again.tape.count) / Double(market.tape.count)
    #expect(ratio > 0.85 && ratio < 1.15, "\(ratio)")
  }

  /// One decay, both sides alike, drawn exactly.
  private static func hawkesSample(_ kernels: HawkesKernels, count: Int) -> HawkesSample {
    HawkesFitTests.sample(kernels, seed: 7, count: count)
  }

  @Test func `branching ratios of a symmetric flow are recovered within their intervals`() {
    let ratios = [
      [0.20, 0.10, 0.05, 0.02, 0.05, 0.10], [0.15, 0.20, 0.02, 0.05, 0.02, 0.05],
      [0.02, 0.02, 0.40, 0.02, 0.02, 0.02],
    ]
    let kernels = HawkesKernels(symmetricFlow: [0.8, 0.5, 0.2], decays: [2], ratios: ratios)
    let drawn = Self.hawkesSample(kernels, count: isFullScale ? 20_000 : 4_000)
    let sample = FlowSample(times: drawn.times, types: drawn.types, seconds: drawn.horizon)
    let fit = FlowHawkesFit(sample, [2], iterations: isFullScale ? 400 : 100)
    for (kind, target) in fit.targets.enumerated() {
      for (found, truth) in zip(target.parameters, [[0.8, 0.5, 0.2][kind]] + ratios[kind]) {
        guard let error = found.logStandardError, error < 0.5 else { continue }
        #expect(abs(log(found.value / truth)) < 4.5 * error, "\(found.name): \(found.value)")
      }
      #expect(target.directions.rank >= 3)
    }
    let wrong = FlowHawkesFit(sample, [40], iterations: 50)
    #expect(wrong.logLikelihood < fit.logLikelihood - 10)
  }

  @Test func `eigenvalues are those of a matrix that is known`() {
    var matrix = SquareMatrix(count: 3)
    for (row, values) in [[2.0, -1, 0], [-1, 2, -1], [0, -1, 2]].enumerated() {
      for (column, value) in values.enumerated() { matrix[row, column] = value }
    }
    let found = SymmetricEigenvalues.of(matrix)
    for (value, expected) in zip(found, [2 + 2.0.squareRoot(), 2, 2 - 2.0.squareRoot()]) {
      #expect(abs(value - expected) < 1e-12, "\(found)")
    }
  }

  @Test func `the simplex finds the valley's end`() throws {
    let minimum = try SimplexSearch.minimum(
      from: [-1.2, 1], steps: [0.5, 0.5], evaluations: 2_000, most: 2_000
    ) { place in
      let (x, y) = (place[0], place[1])
      return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)
    }
    #expect(abs(minimum.place[0] - 1) < 0.01 && abs(minimum.place[1] - 1) < 0.02)
    #expect(minimum.evaluations <= 2_000)
  }

  @Test(arguments: 1...40)
  func `a search calls its function as often as allowed, and no more`(most: Int) throws {
    var calls = 0
    let minimum = try SimplexSearch.minimum(
      from: [1, 2, 3, 4], steps: [1, 1, 1, 1], evaluations: 40, most: most
    ) { place in
      calls += 1
      return place.reduce(0) { $0 + $1 * $1 }
    }
    #expect(calls == most && minimum.evaluations == most)
  }

  @Test func `what the function of a search throws ends it`() {
    #expect(throws: CalibrationMistake.self) {
      try SimplexSearch.minimum(from: [0], steps: [1], evaluations: 50, most: 50) { _ in
        throw CalibrationMistake(description: "no")
      }
    }
  }
}
