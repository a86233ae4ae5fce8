import SimKernel
import Testing

@testable import Agents

/// The Santa Fe law proposes at its published rates.
struct SantaFeLawTests {
  private static let law = SantaFeLaw(epsilon: 0.1, scaleTicks: 20, widthTicks: 50)
  private static let bests = BestPrices(bid: 100, ask: 104)

  @Test func `rates are mu, alpha per tick and side, and delta per order`() {
    // mu = 1, alpha = 1 / 20 on 50 ticks and two sides, delta = 0.1.
    #expect(abs(Self.law.rate(live: 30) - (1 + 2 * 50 / 20.0 + 0.1 * 30)) < 1e-12)
  }

  @Test(arguments: [0, 5])
  func `each action comes at its rate, whatever the bound on live orders`(surplus: Int) {
    let orders = FlowSample.orders([4, 9, 9, 30], Self.bests)
    let bound = orders.count + surplus
    let sample = FlowSample(
      Self.law, orders, Self.bests, bound: bound, seed: 3, size: 50_000)
    let rate = Self.law.rate(live: bound)
    for side in Side.allCases {
      #expect(abs(sample.deviation(expected: 0.5 / rate) { $0 == .take(side) }) < 4.5)
      for distance in [1, 2, 25, 49, 50] as [Int64] {
        let order = FlowAction.rest(side, ticks: Self.bests.price(side, distance: distance))
        #expect(abs(sample.deviation(expected: 1 / 20.0 / rate) { $0 == order }) < 4.5)
      }
    }
    for place in 0..<orders.count {
      #expect(
        abs(sample.deviation(expected: 0.1 / rate) { $0 == .cancel(place: place) }) < 4.5)
    }
    let passes = sample.counts[.pass] ?? 0
    #expect(surplus == 0 ? passes == 0 : passes > 0)
  }

  @Test func `no order is beyond the width, and none crosses`() {
    let sample = FlowSample(Self.law, LiveOrders(), Self.bests, bound: 0, seed: 4, size: 5_000)
    let orders = sample.counts.keys.allSatisfy { action in
      guard case .rest(let side, let ticks) = action else { return true }
      return (1...50).contains(Self.bests.distance(side, ticks: ticks))
    }
    #expect(orders)
  }

  @Test func `a side begins with a Poisson number of orders, and never without one`() {
    var stream = RandomStream(
      key: RunKey(seed: 5), stream: StreamID(name: "law", purpose: "seeds"))
    let counts = (0..<1_000).map { _ in Double(Self.law.seedDistances(&stream).count) }
    let mean = counts.reduce(0, +) / 1_000
    // K alpha / delta = 25.
    #expect(abs(mean - 25) < 4.5 * (25 / 1_000.0).squareRoot())
    let sparse = SantaFeLaw(epsilon: 1_000, scaleTicks: 20, widthTicks: 50)
    #expect((0..<100).allSatisfy { _ in sparse.seedDistances(&stream).count == 1 })
  }
}
