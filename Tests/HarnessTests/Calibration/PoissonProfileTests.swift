import Agents
import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// Profile intervals of counts agree with SciPy.
///
/// The figures are from SciPy 1.17: `optimize.brentq` on 2 (l E - n - n log(l E / n)) - c, equal to
/// `special.lambertw`'s -(n / E) W(-exp(-1 - c / 2n)) to 11 digits, with
/// c = `stats.chi2.ppf(0.95, 1)`; of the tail, `brentq` on the deviance whose other parameter is
/// found by `minimize_scalar(method="bounded")`, both from
/// counts = round(900 i^-1.4) for i in 6...40 and an exposure of 50.
struct PoissonProfileTests {
  @Test(arguments: [
    (1, 10.0, 0.005705894241797583, 0.4403020102819999),
    (7, 2.5, 1.203113741053813, 5.415085855079539),
    (400, 80.0, 4.525882650226325, 5.5061260912066405),
    (250_000, 7_800.0, 31.925807445576694, 32.177084986745776),
  ])
  func `the interval of a rate is SciPy's`(
    events: Int, exposure: Double, lower: Double, upper: Double
  ) throws {
    let found = PoissonProfile.interval(events: events, exposure: exposure)
    #expect(abs(try #require(found.lower) - lower) < 1e-11 * lower, "\(found)")
    #expect(abs(try #require(found.upper) - upper) < 1e-11 * upper, "\(found)")
  }

  @Test func `without events there is an upper end alone, without exposure there is none`() throws {
    let found = PoissonProfile.interval(events: 0, exposure: 4)
    #expect(found.lower == nil)
    #expect(abs(try #require(found.upper) - 0.4801823525867655) < 1e-14)
    #expect(PoissonProfile.interval(events: 0, exposure: 0) == .open)
  }

  /// As many as a rate of 6 makes in one unit of time, 2,000 times.
  @Test func `intervals hold the rate that made the counts in 95 percent`() {
    var stream = RandomStream(
      key: RunKey(seed: 5), stream: StreamID(name: "profile", purpose: "counts"))
    let held = (0..<2_000).count { _ in
      PoissonProfile.interval(events: Int(stream.poisson(mean: 6)), exposure: 1).contains(6)
    }
    // Of the counts 2 to 11, whose intervals hold 6, the law has 0.9626.
    let exact = 0.9626
    let error = (exact * (1 - exact) / 2_000).squareRoot()
    #expect(abs(Double(held) / 2_000 - exact) < 4 * error, "\(held) of 2000")
  }

  private static let tailRange = 6...40
  private static let tailDistances = tailRange.flatMap { distance in
    Array(repeating: distance, count: Int((900 * pow(Double(distance), -1.4)).rounded()))
  }

  @Test func `the intervals of a power law's tail are SciPy's`() throws {
    let found = PowerTailProfile(Self.tailDistances, Self.tailRange, exposure: 50).intervals
    #expect(Self.tailDistances.count == 626)
    for (end, expected) in [
      (found.exponent.lower, 1.2614747242026645), (found.exponent.upper, 1.5387094429736077),
      (found.scale.lower, 12.478218863393536), (found.scale.upper, 25.907702167388514),
    ] { #expect(abs(try #require(end) - expected) < 1e-4 * expected, "\(found)") }
  }

  @Test func `events at one distance leave the exponent of a tail open`() {
    let found = PowerTailProfile([7, 7, 7], 7...7, exposure: 10).intervals
    #expect(found.exponent == .open)
    #expect(found.scale.isClosed)
  }

  @Test func `a crossing is found between distances and not beyond the reach`() throws {
    let found = try #require(
      ProfileCrossing.distance(step: 0.01, reach: 100) { $0 * $0 + $0 * $0 * $0 })
    #expect(abs(found * found + found * found * found - 3.841458820694124) < 1e-4, "\(found)")
    #expect(ProfileCrossing.distance(step: 0.01, reach: 1) { 3 * $0 } == nil)
    #expect(ProfileCrossing.distance(step: 5, reach: 1) { 3 * $0 } == nil)
  }
}
