import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Agents

/// The Hawkes process draws events of its law.
struct HawkesProcessTests {
  /// Six types of two sides, two decays.
  static let flow = HawkesKernels(
    symmetricFlow: [1, 0.5, 0.14], decays: [0.5, 20],
    ratios: [
      [0.1, 0.075, 0.1, 0.025, 0.025, 0.075, 0.1, 0.075, 0.1, 0.025, 0.025, 0.075],
      [0.125, 0.075, 0.05, 0.05, 0.025, 0.05, 0.125, 0.075, 0.05, 0.05, 0.025, 0.05],
      [0.01, 0.01, 0.175, 0.005, 0.005, 0.01, 0.01, 0.01, 0.175, 0.005, 0.005, 0.01],
    ])

  static func events(
    _ kernels: HawkesKernels, seed: UInt64, count: Int
  ) -> [HawkesProcess.Event] {
    var process = HawkesProcess(kernels)
    var stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "hawkes", purpose: "test"))
    return (0..<count).map { _ in process.next(&stream) }
  }

  @Test func `one type has the closed form's mean and branching ratio`() {
    let kernels = HawkesKernels(mu: 1.2, alpha: 0.6, beta: 0.8)
    #expect(abs(kernels.meanIntensities[0] - 4.8) < 1e-12)
    #expect(abs(kernels.spectralRadius - 0.75) < 1e-9)
  }

  @Test func `a flow that treats its sides alike has the radius of both ratios together`() {
    // Eigenvalues of the kinds' 3 x 3 matrix of both sides' ratios, by an independent computation.
    #expect(abs(Self.flow.spectralRadius - 0.5757137031703955) < 1e-9)
    let means = [1.93293792, 1.56789245, 0.38892843]
    for (found, exact) in zip(Self.flow.meanIntensities, means + means) {
      #expect(abs(found - exact) < 1e-7)
    }
  }

  @Test(arguments: [0, 1, 2] as [UInt64])
  func `intensities along a path are the kernels' sum over all past events`(seed: UInt64) {
    var process = HawkesProcess(Self.flow)
    var stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "hawkes", purpose: "path"))
    var past: [(time: Double, type: Int)] = []
    var time = 0.0
    for _ in 0..<150 {
      let event = process.next(&stream)
      time += event.wait
      past.append((time, event.type))
      for type in 0..<6 {
        let naive = past.reduce(Self.flow.baselines[type]) { sum, cause in
          sum
            + (0..<2).reduce(0.0) {
              $0 + Self.flow.jump(type, cause.type, $1)
                * exp(-Self.flow.decays[$1] * (time - cause.time))
            }
        }
        #expect(abs(process.intensity(type) / naive - 1) < 1e-9, "seed \(seed)")
      }
    }
  }

  @Test(arguments: Array(UInt64(0)..<5))
  func `rescaled times are exponential at the true parameters, type by type`(seed: UInt64) {
    let events = Self.events(Self.flow, seed: seed, count: isFullScale ? 200_000 : 4_000)
    for residuals in Self.flow.residuals(of: events) {
      #expect(Self.kolmogorovSmirnov(residuals) > 1e-4, "seed \(seed)")
    }
  }

  @Test func `rescaled times are not exponential at ratios that are three tenths too large`() {
    let events = Self.events(Self.flow, seed: 1, count: isFullScale ? 200_000 : 8_000)
    let wrong = HawkesKernels(baselines: Self.flow.baselines, decays: Self.flow.decays) {
      1.3 * Self.flow.jump($0, $1, $2) / Self.flow.decays[$2]
    }
    let chances = wrong.residuals(of: events).map(Self.kolmogorovSmirnov)
    #expect(chances.contains { $0 < 1e-4 })
  }

  @Test func `types come at their mean intensities`() {
    let size = isFullScale ? 2_000_000 : 20_000
    let events = Self.events(Self.flow, seed: 2, count: size)
    let time = events.reduce(0) { $0 + $1.wait }
    for (type, mean) in Self.flow.meanIntensities.enumerated() {
      let found = Double(events.count { $0.type == type }) / time
      // Counts with this branching vary some (1 / (1 - 0.58))^2 times more than Poisson's.
      let error = (6 * mean / time).squareRoot()
      #expect(abs(found - mean) < 4.5 * error, "type \(type): \(found), not \(mean)")
    }
  }

  /// Asymptotic chance of a larger distance from the exponential distribution of mean 1.
  static func kolmogorovSmirnov(_ sample: [Double]) -> Double {
    let count = Double(sample.count)
    var distance = 0.0
    for (index, x) in sample.sorted().enumerated() {
      let p = -expm1(-x)
      distance = max(distance, p - Double(index) / count, Double(index + 1) / count - p)
    }
    let lambda = (count.squareRoot() + 0.12 + 0.11 / count.squareRoot()) * distance
    guard lambda > 0.3 else { return 1 }
    var sum = 0.0
    for k in 1...100 {
      let scaled = Double(k) * lambda
      sum += (k % 2 == 1 ? 2.0 : -2.0) * exp(-2.0 * scaled * scaled)
    }
    return min(max(sum, 0), 1)
  }
}
