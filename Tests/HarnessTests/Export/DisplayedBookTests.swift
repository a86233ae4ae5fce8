import SimKernel
import TestSupport
import Testing

@testable import Harness

/// Levels of a displayed book against a plain dictionary.
struct DisplayedBookTests {
  @Test func `levels are those of a dictionary, whatever is added and taken`() {
    for seed in UInt64(0)..<50 {
      var random = SplitMix64(seed: seed)
      var book = DisplayedBook()
      var plain: [Side: [Int64: Int64]] = [.buy: [:], .sell: [:]]
      for step in 0..<300 {
        let side = random.element(of: [Side.buy, .sell])
        let ticks = random.integer(in: -6...6)
        let lots = random.integer(in: 1...5)
        let sorted = { plain[side]!.keys.sorted { side == .buy ? $0 > $1 : $0 < $1 } }
        if random.chance(percent: 60) {
          plain[side]![ticks, default: 0] += lots
          let depth = book.add(Quantity(lots: lots), at: Price(ticks: ticks), side)
          #expect(depth == sorted().firstIndex(of: ticks), "seed \(seed), step \(step)")
        } else {
          let holds = plain[side]![ticks, default: 0] >= lots
          let expected = holds ? sorted().firstIndex(of: ticks) : nil
          let depth = book.take(Quantity(lots: lots), at: Price(ticks: ticks), side)
          #expect(depth == expected, "seed \(seed), step \(step)")
          if holds {
            plain[side]![ticks]! -= lots
            if plain[side]![ticks] == 0 { plain[side]![ticks] = nil }
          }
        }
        let levels = book.levels(side).map { [$0.price.ticks, $0.quantity.lots] }
        #expect(levels == sorted().map { [$0, plain[side]![$0]!] }, "seed \(seed), step \(step)")
        #expect(book.best(side).map { [$0.price.ticks, $0.quantity.lots] } == levels.first)
        #expect(Array(book.levels(side, depth: 2)).count == min(2, levels.count))
      }
    }
  }
}
