import SimKernel
import TestSupport
import Testing

@testable import Agents

/// The law of queue-reactive flows, without a market.
struct QueueReactiveLawTests {
  private static let first = QueueReactiveLaw.Rates(
    limits: [2, 1], cancels: [0.5, 1], markets: [1, 0.5])
  private static let second = QueueReactiveLaw.Rates(limits: [1], cancels: [0.4, 0.8, 1.2])
  private static let asBest = QueueReactiveLaw.Rates(limits: [3], cancels: [2], markets: [2])

  @Test func `the stationary law is the product of the ratios of its rates`() {
    let found = Self.first.stationary
    // From 1 on limit orders come at 1 and orders leave at 1.5: ratios 2 / 1.5, then 2 / 3.
    let ratios = [2 / 1.5] + Array(repeating: 1 / 1.5, count: 400)
    var weights = [1.0]
    for ratio in ratios { weights.append(weights[weights.count - 1] * ratio) }
    let sum = weights.reduce(0, +)
    for (size, weight) in weights.enumerated().prefix(30) {
      #expect(abs(found[size] - weight / sum) < 1e-11, "size \(size)")
    }
    #expect(abs(found.reduce(0, +) - 1) < 1e-12)
  }

  @Test func `a queue where more orders come than leave has no stationary law`() {
    #expect(Self.first.isStable)
    #expect(!QueueReactiveLaw.Rates(limits: [1, 2], cancels: [1], markets: [1]).isStable)
  }

  @Test func `every rate has its share of the proposals, whatever the sizes`() {
    let law = QueueReactiveLaw([Self.first, Self.second], secondAsBest: Self.asBest)
    #expect(law.bound == (2 + 1 + 1) + (3 + 2 + 2))
    let count = 400_000
    for sizes in [[0, 0], [1, 3], [2, 0], [0, 1], [5, 2]] {
      var found: [QueueReactiveLaw.Action: Int] = [:]
      for place in 0..<count {
        let drawn = (Double(place) + 0.5) / Double(count) * law.bound
        found[law.action(drawn, sizes: sizes), default: 0] += 1
      }
      let best = sizes[0] == 0 ? Self.asBest : Self.second
      let expected: [(QueueReactiveLaw.Action, Double)] = [
        (.limit(queue: 0), Self.first.limit(sizes[0])),
        (.cancel(queue: 0), Self.first.cancel(sizes[0])),
        (.limit(queue: 1), best.limit(sizes[1])), (.cancel(queue: 1), best.cancel(sizes[1])),
        (.market, sizes[0] == 0 ? best.market(sizes[1]) : Self.first.market(sizes[0])),
      ]
      for (action, rate) in expected {
        let share = Double(found[action, default: 0]) / Double(count) * law.bound
        #expect(abs(share - rate) < 1e-3, "\(action) at \(sizes)")
      }
    }
  }

  @Test func `drawn sizes follow the stationary law`() {
    let law = QueueReactiveLaw([Self.first, Self.second])
    var stream = RandomStream(
      key: RunKey(seed: 3), stream: StreamID(name: "queue/0", purpose: "sizes"))
    let count = 100_000
    var sizes: [Int: Int] = [:]
    for _ in 0..<count { sizes[law.size(ofQueue: 0, &stream), default: 0] += 1 }
    for (size, chance) in Self.first.stationary.enumerated().prefix(6) {
      let share = Double(sizes[size, default: 0]) / Double(count)
      #expect(abs(share - chance) < 4 * (chance * (1 - chance) / Double(count)).squareRoot())
    }
  }
}
