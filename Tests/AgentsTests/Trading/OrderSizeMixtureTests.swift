import SimKernel
import Testing

@testable import Agents

/// Sizes of orders follow the mixture of rmsc04.
struct OrderSizeMixtureTests {
  private static let sample: [Int64] = {
    var stream = RandomStream(
      key: RunKey(seed: 3), stream: StreamID(name: "sizes", purpose: "test"))
    return (0..<200_000).map { _ in OrderSizeMixture.draw(from: &stream) }
  }()

  @Test func `the chances add up to one`() {
    #expect(OrderSizeMixture.weights.reduce(0, +) == 10_000)
    #expect(OrderSizeMixture.weights.count == 11)
  }

  @Test(arguments: [(100, 0.7), (200, 0.06), (400, 0.0329)])
  func `round hundreds have their chances`(lots: Int64, chance: Double) {
    // The lognormal adds a little at each, under 1 in 300 of its fifth.
    let share = Double(Self.sample.count { $0 == lots }) / Double(Self.sample.count)
    let error = (chance * (1 - chance) / Double(Self.sample.count)).squareRoot()
    #expect(share > chance - 4 * error)
    #expect(share < chance + 4 * error + 0.2 / 300)
  }

  @Test func `a fifth is lognormal: a tenth of all lies below exp(2.9)`() {
    let share = Double(Self.sample.count { $0 <= 18 }) / Double(Self.sample.count)
    // exp(2.9) is 18.17; 18.5 has the logarithm 2.9178, 0.0148 deviations above the median.
    #expect(abs(share - 0.2 * (0.5 + 0.0148 * 0.3989)) < 4 * 0.00067)
  }
}
