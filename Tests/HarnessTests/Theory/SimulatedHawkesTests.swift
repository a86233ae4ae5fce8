import Foundation
import TestSupport
import Testing

@testable import Harness

/// Moments of Hawkes counts through the engine.
struct SimulatedHawkesTests {
  private static func measured(_ window: Double, alpha: Double = 0.6) -> SimulatedHawkes {
    SimulatedHawkes.run(
      mu: 1.2, alpha: alpha, beta: 0.8, window: window, seed: 1,
      windows: isFullScale ? 200_000 : 1_000)
  }

  @Test(arguments: [(1.0, 11.543071), (5.0, 156.436599), (50.0, 3480.016344)])
  func `intensity, variance and Fano factor are the closed form's`(
    window: Double, variance: Double
  ) {
    let counts = Self.measured(window)
    #expect(abs(counts.intensity.deviation(from: 4.8)) < 4, "\(counts.intensity)")
    #expect(abs(counts.variance.deviation(from: variance)) < 4, "\(counts.variance)")
    #expect(abs(counts.fano.deviation(from: variance / (4.8 * window))) < 4, "\(counts.fano)")
    #expect(counts.variance.standardError < variance * (isFullScale ? 0.02 : 0.3))
  }

  @Test func `a process that excites itself less does not have these moments`() {
    #expect(abs(Self.measured(5, alpha: 0.3).variance.deviation(from: 156.436599)) > 4)
  }

  @Test func `without excitement it is a Poisson process`() {
    let counts = Self.measured(5, alpha: 0)
    #expect(abs(counts.intensity.deviation(from: 1.2)) < 4)
    #expect(abs(counts.fano.deviation(from: 1)) < 4)
  }
}
