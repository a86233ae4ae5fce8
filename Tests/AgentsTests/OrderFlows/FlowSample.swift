import SimKernel

@testable import Agents

/// What a law proposes, many times over, for one book that does not change.
struct FlowSample {
  var counts: [FlowAction: Int] = [:]
  let size: Int

  init<Law: ZeroIntelligenceLaw>(
    _ law: Law, _ orders: LiveOrders, _ bests: BestPrices, bound: Int, seed: UInt64, size: Int
  ) {
    var stream = RandomStream(
      key: RunKey(seed: seed), stream: StreamID(name: "law", purpose: "sample"))
    self.size = size
    for _ in 0..<size {
      counts[law.action(bound: bound, orders: orders, bests: bests, &stream), default: 0] += 1
    }
  }

  /// How many standard deviations the number of actions is from its expectation.
  func deviation(expected chance: Double, where matches: (FlowAction) -> Bool) -> Double {
    let found = Double(counts.filter { matches($0.key) }.values.reduce(0, +))
    let mean = chance * Double(size)
    return (found - mean) / (mean * (1 - chance)).squareRoot()
  }

  /// Orders of both sides at given distances from the opposite best.
  static func orders(_ distances: [Int64], _ bests: BestPrices) -> LiveOrders {
    var live = LiveOrders()
    var id: UInt64 = 0
    for side in Side.allCases {
      for distance in distances {
        id += 1
        live.insert(
          LiveOrders.Order(
            id: ClientOrderID(id), side: side, ticks: bests.price(side, distance: distance)))
      }
    }
    return live
  }
}
