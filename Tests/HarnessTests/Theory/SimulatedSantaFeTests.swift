import TestSupport
import Testing

@testable import Harness

/// The Santa Fe market's mean spread through the engine.
///
/// The references are those of an independent program, to five digits.
struct SimulatedSantaFeTests {
  private static func measured(_ epsilon: Double) -> SimulatedValue {
    let events = isFullScale ? (epsilon < 0.02 ? 120_000_000 : 80_000_000) : 20_000
    return SimulatedSantaFe.run(epsilon: epsilon, seed: 1, events: events).spread
  }

  /// In a debug process, which checks the whole book after each message, the thinnest book alone.
  private static let points =
    (isFullScale ? [(0.01, 0.24583), (0.05, 0.31328)] : []) + [(0.2, 0.49678)]

  @Test(arguments: points)
  func `the mean spread is the reference's`(epsilon: Double, reference: Double) {
    let spread = Self.measured(epsilon)
    #expect(abs(spread.deviation(from: reference)) < 4, "\(epsilon): \(spread)")
    #expect(spread.standardError < reference * (isFullScale ? 0.001 : 0.08), "\(spread)")
  }

  /// The convention that mu counts market orders of one side halves epsilon.
  @Test func `with market orders counted by side the spread is not the reference's`() {
    #expect(abs(Self.measured(0.1).deviation(from: 0.49678)) > 4)
  }

  @Test func `equal seeds give equal bits, others do not`() {
    let runs = [1, 1, 2].map {
      SimulatedSantaFe.run(epsilon: 0.2, seed: $0, events: 10_000).spread
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0] != runs[2])
  }
}
