import Agents
import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// Exponential Hawkes kernels are recovered from events of their law.
struct HawkesFitTests {
  private static let one = HawkesKernels(mu: 0.5, alpha: 0.8, beta: 1.6)

  /// Two types that excite each other, one decay.
  private static let two = HawkesKernels(baselines: [0.4, 0.3], decays: [2]) {
    excited, exciting, _ in
    [[0.4, 0.2], [0.25, 0.3]][excited][exciting]
  }

  static func sample(_ kernels: HawkesKernels, seed: UInt64, count: Int) -> HawkesSample {
    var process = HawkesProcess(kernels)
    var stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "hawkes", purpose: "fit"))
    var (times, types, time) = ([Double](), [Int](), 0.0)
    for _ in 0..<count {
      let event = process.next(&stream)
      time += event.wait
      times.append(time)
      types.append(event.type)
    }
    return HawkesSample(
      times: times, types: types, typeCount: kernels.typeCount, horizon: time)
  }

  @Test func `gradient and Hessian are the differences of the value`() {
    let likelihood = HawkesLikelihood(
      sample: Self.sample(Self.two, seed: 1, count: 200), target: 1, decayCount: 2)
    let here = [0.3, 0.2, 0.5, 0.4, 0.1, 1.1, 3.0]
    let order = likelihood.evaluate(here)
    for place in here.indices {
      let step = 1e-5 * here[place]
      var (above, below) = (here, here)
      above[place] += step
      below[place] -= step
      let (up, down) = (likelihood.evaluate(above), likelihood.evaluate(below))
      let slope = (up.value - down.value) / (2 * step)
      #expect(abs(slope - order.gradient[place]) < 1e-5 * max(1, abs(slope)), "\(place)")
      for other in here.indices {
        let curve = (up.gradient[other] - down.gradient[other]) / (2 * step)
        let found = order.hessian[other, place]
        #expect(abs(curve - found) < 1e-5 * max(1, abs(curve)), "\(place) \(other)")
      }
    }
  }

  @Test func `the likelihood is the sum over events and the integral, term by term`() {
    let sample = Self.sample(Self.two, seed: 2, count: 60)
    let (mu, jumps, decay) = (0.3, [0.5, 0.7], 1.3)
    var naive = -mu * sample.horizon
    for (time, type) in zip(sample.times, sample.types) {
      naive -= jumps[type] / decay * (1 - exp(-decay * (sample.horizon - time)))
      guard type == 0 else { continue }
      var intensity = mu
      for (past, cause) in zip(sample.times, sample.types) where past < time {
        intensity += jumps[cause] * exp(-decay * (time - past))
      }
      naive += log(intensity)
    }
    let value = HawkesLikelihood(sample: sample, target: 0, decayCount: 1)
      .evaluate([mu] + jumps + [decay]).value
    #expect(abs(value - naive) < 1e-9 * abs(naive))
  }

  @Test func `at the fit the slope is nil, and nothing near it is likelier`() throws {
    let sample = Self.sample(Self.one, seed: 3, count: 1_500)
    let target = try HawkesFit(sample, startDecays: [1]).targets[0]
    let found = [target.mu.value, target.jumps[0][0].value, target.decays[0].value]
    let likelihood = HawkesLikelihood(sample: sample, target: 0, decayCount: 1)
    let order = likelihood.evaluate(found)
    for (slope, value) in zip(order.gradient, found) { #expect(abs(slope * value) < 1e-3) }
    for place in found.indices {
      for factor in [0.95, 1.05] {
        var other = found
        other[place] *= factor
        #expect(likelihood.evaluate(other).value < order.value)
      }
    }
  }

  @Test func `a start ten times off in either direction finds the same maximum`() throws {
    let sample = Self.sample(Self.one, seed: 4, count: 1_500)
    let values = try [0.16, 1.6, 16].map { try HawkesFit(sample, startDecays: [$0]).logLikelihood }
    #expect(abs(values[0] - values[1]) < 1e-6 && abs(values[2] - values[1]) < 1e-6)
  }

  @Test func `an excitation that does not exist is at zero and has no interval`() throws {
    let kernels = HawkesKernels(baselines: [1, 1], decays: [2]) { excited, exciting, _ in
      excited == 0 && exciting == 0 ? 0.5 : 0
    }
    let sample = Self.sample(kernels, seed: 5, count: 1_500)
    let jump = try HawkesFit(sample, startDecays: [2]).targets[0].jumps[1][0]
    #expect(jump.value < 0.1)
    if jump.value < 1e-6 { #expect(jump.interval == nil) }
  }

  @Test func `a type without events is refused by name`() {
    let sample = HawkesSample(times: [1, 2], types: [0, 0], typeCount: 2, horizon: 3)
    #expect(throws: HawkesFitError.noEvents(type: 1)) {
      try HawkesFit(sample, startDecays: [1])
    }
  }

  /// Counts how often the intervals of 200 fits hold the truth, parameter by parameter.
  private static func coverage(
    _ kernels: HawkesKernels, fits: Int, events: Int
  ) throws -> (covered: Int, all: Int) {
    var (covered, all) = (0, 0)
    for seed in 0..<UInt64(fits) {
      let sample = sample(kernels, seed: 1_000 + seed, count: events)
      let fit = try HawkesFit(sample, startDecays: kernels.decays)
      for (excited, target) in fit.targets.enumerated() {
        var pairs = [
          (target.mu, kernels.baselines[excited]), (target.decays[0], kernels.decays[0]),
        ]
        for exciting in 0..<kernels.typeCount {
          pairs.append((target.jumps[exciting][0], kernels.jump(excited, exciting, 0)))
        }
        all += pairs.count
        covered += pairs.count { $0.0.interval?.contains($0.1) ?? false }
      }
    }
    return (covered, all)
  }

  @Test(.enabled(if: isFullScale, "200 fits take a minute in a debug build"))
  func `intervals of 200 fits hold the truth in 91 to 98 percent`() throws {
    for kernels in [Self.one, Self.two] {
      let (covered, all) = try Self.coverage(kernels, fits: 200, events: 4_000)
      let share = Double(covered) / Double(all)
      #expect((0.91...0.98).contains(share), "\(covered) of \(all)")
    }
  }

  @Test func `intervals of a few fits hold the truth mostly`() throws {
    let (covered, all) = try Self.coverage(Self.one, fits: 12, events: 600)
    #expect(Double(covered) > 0.75 * Double(all), "\(covered) of \(all)")
  }
}
