import Foundation
import Harness
import TestSupport
import Testing

/// Which impacts leave the market open to manipulation: round trips that earn by moving the price.
struct TransientImpactTests {
  @Test func `the cost is the double integral over the kernel`() {
    let impact = TransientImpact(exponent: 0.5, decay: .exponential(rate: 1.3))
    let paces = [2.0, -1, 0.5]
    let steps = 600
    let step = 1.5 / Double(steps)
    func pace(_ index: Int) -> Double { paces[index / (steps / 3)] }
    var sum = 0.0
    for later in 0..<steps {
      for earlier in 0...later {
        let force = pace(earlier) < 0 ? -sqrt(-pace(earlier)) : sqrt(pace(earlier))
        let half = earlier == later ? 0.5 : 1
        sum += half * pace(later) * force * exp(-1.3 * Double(later - earlier) * step) * step * step
      }
    }
    expectClose(impact.cost(paces: paces, time: 0.5), sum, relative: 1e-4)
  }

  @Test func `linear impact with exponential decay never pays for a round trip`() {
    expectNoGain(TransientImpact(exponent: 1, decay: .exponential(rate: 2)))
  }

  @Test func `linear permanent impact makes every round trip free`() {
    let impact = TransientImpact(exponent: 1, decay: .permanent)
    for seed in 0..<200 {
      #expect(abs(impact.cost(paces: roundTrip(seed: UInt64(seed)), time: 0.25)) < 1e-12)
    }
  }

  @Test func `permanent impact that is not linear pays for a round trip`() {
    let impact = TransientImpact(exponent: 0.5, decay: .permanent)
    // Many small purchases move the price more than one sale of all.
    #expect(impact.cost(paces: [1, 1, 1, 1, 1, 1, 1, 1, 1, -9], time: 1) < -1)
  }

  @Test func `square-root impact with exponential decay pays for a round trip`() {
    let impact = TransientImpact(exponent: 0.5, decay: .exponential(rate: 0.01))
    #expect(impact.cost(paces: [1, 1, 1, 1, 1, 1, 1, 1, 1, -9], time: 1) < -1)
  }

  @Test func `powers whose exponents sum to one do not pay for it, below one they may`() {
    let sound = TransientImpact(exponent: 0.5, decay: .power(exponent: 0.5))
    let open = TransientImpact(exponent: 0.5, decay: .power(exponent: 0.05))
    var best = (sound: Double.infinity, open: Double.infinity)
    for buying in 1...40 {
      let paces = [Double](repeating: 1, count: buying) + [-Double(buying)]
      best.sound = min(best.sound, sound.cost(paces: paces, time: 1))
      best.open = min(best.open, open.cost(paces: paces, time: 1))
    }
    #expect(best.sound > 0)
    #expect(best.open < 0)
  }

  private func expectNoGain(_ impact: TransientImpact) {
    for seed in 0..<500 {
      let paces = roundTrip(seed: UInt64(seed))
      #expect(impact.cost(paces: paces, time: 0.25) >= -1e-12, "seed \(seed)")
    }
  }

  /// Random paces that end where they began.
  private func roundTrip(seed: UInt64) -> [Double] {
    var random = SplitMix64(seed: seed)
    var paces = (0..<9).map { _ in Double(random.next() >> 11) / 0x1p52 - 1 }
    paces.append(-paces.reduce(0, +))
    return paces
  }
}
