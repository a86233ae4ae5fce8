import Agents
import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// Profile intervals of a self-exciting flow hold what they should, and end where nothing is known.
struct HawkesProfileTests {
  private static let baselines = [0.8, 0.5, 0.2]
  private static let ratios = [
    [0.20, 0.10, 0.05, 0.02, 0.05, 0.10], [0.15, 0.20, 0.02, 0.05, 0.02, 0.05],
    [0.02, 0.02, 0.40, 0.02, 0.02, 0.02],
  ]
  private static let kernels = HawkesKernels(
    symmetricFlow: baselines, decays: [2], ratios: ratios)

  private static func sample(seed: UInt64, count: Int) -> FlowSample {
    let drawn = HawkesFitTests.sample(kernels, seed: seed, count: count)
    return FlowSample(times: drawn.times, types: drawn.types, seconds: drawn.horizon)
  }

  private static func profiled(_ sample: FlowSample) throws -> FlowHawkesFit {
    try FlowHawkesFit(sample, [2], iterations: 200).profiled(sample, progress: { _ in })
  }

  /// Two features whose weights a golden section can search one within the other.
  private static func twoWeights() -> LinearIntensity {
    var generator = SplitMix64(seed: 4)
    let features = (0..<60).flatMap { _ in
      [1, Double(generator.integer(in: 0...1_000)) / 250]
    }
    return LinearIntensity(features: features, integrals: [40, 70])
  }

  private static func goldenMaximum(_ function: (Double) -> Double) -> Double {
    var (low, high) = (0.0, 4.0)
    for _ in 0..<100 {
      let (left, right) = (low + (high - low) * 0.382, low + (high - low) * 0.618)
      if function(left) < function(right) { low = left } else { high = right }
    }
    return function((low + high) / 2)
  }

  @Test func `a maximum with one weight held is the one of a plain search`() throws {
    let likelihood = Self.twoWeights()
    for held in [0.05, 0.3, 0.9, 2.0] {
      for place in 0..<2 {
        var start = [0.5, 0.5]
        start[place] = held
        let found = try #require(likelihood.maximum(from: start, holding: place))
        let naive = Self.goldenMaximum { other in
          likelihood.value(place == 0 ? [held, other] : [other, held])
        }
        #expect(found.weights[place] == held)
        #expect(abs(found.value - naive) < 1e-7, "\(held) at \(place): \(found), \(naive)")
      }
    }
  }

  @Test func `the log-likelihood's derivatives are its differences`() {
    let likelihood = Self.twoWeights()
    let (gradient, information) = likelihood.derivatives([0.4, 0.3])
    let step = 1e-5
    for place in 0..<2 {
      var (above, below) = ([0.4, 0.3], [0.4, 0.3])
      above[place] += step
      below[place] -= step
      let slope = (likelihood.value(above) - likelihood.value(below)) / (2 * step)
      #expect(abs(slope - gradient[place]) < 1e-5)
      for other in 0..<2 {
        let curve =
          (likelihood.derivatives(above).gradient[other]
            - likelihood.derivatives(below).gradient[other]) / (2 * step)
        #expect(abs(curve + information[other, place]) < 1e-4 * information[0, 0])
      }
    }
  }

  @Test func `at its ends a profile has lost half of 3.841`() throws {
    let sample = Self.sample(seed: 3, count: 1_500)
    let fit = try Self.profiled(sample)
    let likelihood = FlowFeatures(sample, decays: [2]).intensity(of: .add, [2])
    let parameters = fit.targets[0].parameters
    let most = try #require(likelihood.maximum(from: parameters.map { max($0.value, 1e-9) }))
    var ends = 0
    for (place, parameter) in parameters.enumerated() {
      for end in [parameter.profile?.lower, parameter.profile?.upper].compactMap({ $0 }) {
        var start = most.weights
        start[place] = end
        let held = try #require(likelihood.maximum(from: start, holding: place))
        #expect(abs(2 * (most.value - held.value) - 3.841458820694124) < 1e-4, "\(parameter)")
        ends += 1
      }
    }
    #expect(ends >= 8)
  }

  @Test func `with many events profile and curvature agree`() throws {
    let fit = try Self.profiled(Self.sample(seed: 7, count: isFullScale ? 60_000 : 15_000))
    var compared = 0
    for parameter in fit.targets.flatMap(\.parameters) {
      guard let error = parameter.logStandardError, error < 0.1 else { continue }
      let (curved, profile) = (try #require(parameter.interval), try #require(parameter.profile))
      // The profile of a logarithm is skewed by a third of its error, relative to the error.
      let allowed = (0.02 + error) * 1.96 * error * parameter.value
      #expect(abs(try #require(profile.lower) - curved.lowerBound) < allowed, "\(parameter)")
      #expect(abs(try #require(profile.upper) - curved.upperBound) < allowed, "\(parameter)")
      compared += 1
    }
    #expect(compared >= 5)
  }

  @Test func `an excitation by a kind that never comes is open on both sides`() throws {
    let whole = Self.sample(seed: 9, count: 1_500)
    let kept = whole.types.indices.filter { FlowType(index: whole.types[$0]).kind != .trade }
    let sample = FlowSample(
      times: kept.map { whole.times[$0] }, types: kept.map { whole.types[$0] },
      seconds: whole.seconds)
    let adds = try Self.profiled(sample).targets[0].parameters
    for parameter in adds where parameter.name.contains("trade") {
      #expect(parameter.profile == .open, "\(parameter)")
    }
    let own = try #require(adds.first { $0.name.contains("own_add") }?.profile)
    #expect(own.isClosed)
  }

  @Test func `an excitation that does not exist has no lower end`() throws {
    let kernels = HawkesKernels(
      symmetricFlow: [1, 1, 1], decays: [2], ratios: Array(repeating: [0, 0, 0, 0, 0, 0], count: 3))
    let drawn = HawkesFitTests.sample(kernels, seed: 2, count: 3_000)
    let sample = FlowSample(times: drawn.times, types: drawn.types, seconds: drawn.horizon)
    let profiles = try Self.profiled(sample).targets.flatMap { $0.parameters.dropFirst() }
      .compactMap(\.profile)
    // One interval in forty may lie above zero.
    #expect(profiles.count == 18 && profiles.count { $0.lower == nil } >= 15)
    #expect(profiles.allSatisfy { ($0.upper ?? 1) < 0.3 })
  }

  /// How many of the intervals hold the truth; scaled about their estimates for a control.
  private static func coverage(
    fits: Int, events: Int, narrowing: Double = 1
  ) throws -> (covered: Int, all: Int) {
    var (covered, all) = (0, 0)
    for seed in 0..<UInt64(fits) {
      let fit = try profiled(sample(seed: 2_000 + seed, count: events))
      for (kind, target) in fit.targets.enumerated() {
        for (found, truth) in zip(target.parameters, [baselines[kind]] + ratios[kind]) {
          let profile = try #require(found.profile)
          let narrowed = ProfileInterval(
            lower: profile.lower.map { found.value + narrowing * ($0 - found.value) },
            upper: profile.upper.map { found.value + narrowing * ($0 - found.value) })
          all += 1
          covered += narrowed.contains(truth) ? 1 : 0
        }
      }
    }
    return (covered, all)
  }

  #if !DEBUG
    @Test func `profile intervals of 200 fits hold the truth in 93 to 98 percent`() throws {
      let (covered, all) = try Self.coverage(fits: 200, events: 3_000)
      let share = Double(covered) / Double(all)
      #expect((0.93...0.98).contains(share), "\(covered) of \(all)")
      let half = try Self.coverage(fits: 40, events: 3_000, narrowing: 0.5)
      #expect(Double(half.covered) / Double(half.all) < 0.85, "\(half)")
    }
  #endif

  @Test func `profile intervals of a few fits hold the truth mostly`() throws {
    let (covered, all) = try Self.coverage(fits: 6, events: 800)
    #expect(Double(covered) > 0.85 * Double(all), "\(covered) of \(all)")
  }
}
