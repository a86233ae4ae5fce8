import SimKernel
import Testing

@testable import Agents

/// The law of Cont, Stoikov and Talreja proposes at its published rates.
struct ContStoikovTalrejaLawTests {
  private static let law = ContStoikovTalrejaLaw(.skyPerfect, depth: 12)
  private static let bests = BestPrices(bid: 100, ask: 102)

  @Test func `the tail is a power of the distance beyond the given rates`() {
    let rates = ContStoikovTalrejaLaw.Rates.skyPerfect
    #expect(rates.arrival(5) == 0.77)
    #expect(abs(rates.arrival(6) - 0.75629) < 1e-4)
    #expect(abs(rates.arrival(100) - 1.92 / 10.9648) < 1e-5)
    #expect(rates.cancel(0) == 0.71 && rates.cancel(1) == 0.71 && rates.cancel(2) == 0.81)
    #expect(rates.cancel(5) == 0.47 && rates.cancel(5_000) == 0.47)
  }

  @Test(arguments: [0, 7])
  func `each action comes at its rate, whatever the bound on live orders`(surplus: Int) {
    let distances: [Int64] = [2, 2, 3, 4, 11, 40]
    let orders = FlowSample.orders(distances, Self.bests)
    let bound = orders.count + surplus
    let sample = FlowSample(Self.law, orders, Self.bests, bound: bound, seed: 6, size: 60_000)
    let rate = Self.law.rate(live: bound)
    for side in Side.allCases {
      #expect(abs(sample.deviation(expected: 0.94 / rate) { $0 == .take(side) }) < 4.5)
      for distance in 1...12 {
        let ticks = Self.bests.price(side, distance: Int64(distance))
        let chance = Self.law.rates.arrival(distance) / rate
        #expect(
          abs(sample.deviation(expected: chance) { $0 == .rest(side, ticks: ticks) }) < 4.5)
      }
    }
    for place in 0..<orders.count {
      let chance = Self.law.rates.cancel(distances[place % distances.count]) / rate
      #expect(abs(sample.deviation(expected: chance) { $0 == .cancel(place: place) }) < 4.5)
    }
  }

  @Test func `nothing comes from beyond the depth`() {
    let sample = FlowSample(Self.law, LiveOrders(), Self.bests, bound: 0, seed: 7, size: 10_000)
    let isWithin = sample.counts.keys.allSatisfy { action in
      guard case .rest(let side, let ticks) = action else { return true }
      return (1...12).contains(Self.bests.distance(side, ticks: ticks))
    }
    #expect(isWithin)
  }

  @Test func `a side begins with lambda over theta orders at each distance, one at the best`() {
    var stream = RandomStream(
      key: RunKey(seed: 8), stream: StreamID(name: "law", purpose: "seeds"))
    var counts = [Double](repeating: 0, count: 13)
    for _ in 0..<1_000 {
      let seeds = Self.law.seedDistances(&stream)
      #expect(seeds.first == 1)
      for distance in seeds { counts[Int(distance)] += 1 / 1_000 }
    }
    for distance in 2...12 {
      let mean = Self.law.rates.arrival(distance) / Self.law.rates.cancel(Int64(distance))
      #expect(abs(counts[distance] - mean) < 4.5 * (mean / 1_000).squareRoot())
    }
  }
}
