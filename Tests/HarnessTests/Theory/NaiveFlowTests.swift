import Agents
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// The same law written down without thinning, engine or shortcuts: every rate in a list.
private struct NaiveBook {
  var bids: [Int64: Int] = [0: 1]
  var asks: [Int64: Int] = [1: 1]
  let rates: ContStoikovTalrejaLaw.Rates
  let depth: Int
  var random: SplitMix64

  var bid: Int64 { bids.keys.max()! }
  var ask: Int64 { asks.keys.min()! }

  private enum Event {
    case add(Side, Int64)
    case remove(Side, Int64)
  }

  private var events: [(rate: Double, event: Event)] {
    var events: [(Double, Event)] = []
    for distance in 1...Int64(depth) {
      let rate = rates.arrival(Int(distance))
      events.append((rate, .add(.buy, ask - distance)))
      events.append((rate, .add(.sell, bid + distance)))
    }
    for (price, count) in bids.sorted(by: { $0.key > $1.key }) {
      events.append((Double(count) * rates.cancel(ask - price), .remove(.buy, price)))
    }
    for (price, count) in asks.sorted(by: { $0.key < $1.key }) {
      events.append((Double(count) * rates.cancel(price - bid), .remove(.sell, price)))
    }
    return events + [(rates.market, .remove(.buy, bid)), (rates.market, .remove(.sell, ask))]
  }

  /// Plays one event; returns the mean time that the state before it lasted.
  mutating func step() -> Double {
    let events = events
    let total = events.reduce(0) { $0 + $1.rate }
    var left = Double(random.next() >> 11) * 0x1p-53 * total
    let chosen = events.first { event in
      left -= event.rate
      return left < 0
    }
    apply(chosen?.event ?? events[0].event)
    return 1 / total
  }

  private mutating func apply(_ event: Event) {
    switch event {
    case .add(.buy, let price): bids[price, default: 0] += 1
    case .add(.sell, let price): asks[price, default: 0] += 1
    case .remove(.buy, let price): NaiveBook.remove(&bids, price)
    case .remove(.sell, let price): NaiveBook.remove(&asks, price)
    }
  }

  /// A side's last order stays: the mean spread is then defined, and hardly touched.
  private static func remove(_ levels: inout [Int64: Int], _ price: Int64) {
    guard levels.count > 1 || levels[price]! > 1 else { return }
    levels[price]! -= 1
    if levels[price] == 0 { levels[price] = nil }
  }
}

struct NaiveFlowTests {
  @Test func `thinning through the engine gives the spread of a naive book`() {
    var naive = NaiveBook(
      rates: .skyPerfect, depth: 8, random: SplitMix64(seed: 5))
    var ratio = BatchedRatio()
    for batch in 0..<51 {
      for _ in 0..<(isFullScale ? 4_000 : 150) {
        let spread = Double(naive.ask - naive.bid)
        let wait = naive.step()
        if batch > 0 { ratio.add(wait * spread, over: wait) }
      }
      if batch > 0 { ratio.closeBatch() }
    }
    let law = ContStoikovTalrejaLaw(.skyPerfect, depth: 8)
    let book = SimulatedContStoikovTalreja.run(
      law, seed: 3, events: isFullScale ? 4_000_000 : 20_000)
    let (left, right) = (ratio.value, book.meanSpread)
    let joint =
      (left.standardError * left.standardError
      + right.standardError * right.standardError).squareRoot()
    #expect(abs(left.value - right.value) < 4 * joint, "\(left) and \(right)")
    #expect(joint < (isFullScale ? 0.01 : 0.2))
  }
}
