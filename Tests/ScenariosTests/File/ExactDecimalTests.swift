import TestSupport
import Testing

@testable import Scenarios

struct ExactDecimalTests {
  @Test(arguments: [
    ("0.01", 1, 2), ("1000.00", 1_000, 0), ("-37.63", -3_763, 2), ("1_000.5", 10_005, 1),
    ("0", 0, 0), ("007", 7, 0), ("999999999999999999", 999_999_999_999_999_999, 0),
  ])
  func `decimals are held without loss`(_ text: String, _ digits: Int64, _ decimals: Int) {
    #expect(ExactDecimal(text) == ExactDecimal(digits: digits, decimals: decimals))
  }

  @Test(arguments: [
    "", "-", ".", "1.", ".1", "1..2", "1_", "_1", "1e2", "1000000000000000000", "٣",
  ])
  func `other spellings are no decimals`(_ text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test func `a decimal prints as it is read`() {
    for text in ["0.01", "-37.63", "5", "-0.5", "0", "123.000000000000001"] {
      #expect(ExactDecimal(text)?.description == text)
    }
  }

  @Test func `a price that is no whole number of ticks has none`() throws {
    let tick = try #require(ExactDecimal("0.05"))
    #expect(ExactDecimal("412.35")?.whole(dividedBy: tick) == 8_247)
    #expect(ExactDecimal("412.36")?.whole(dividedBy: tick) == nil)
    #expect(ExactDecimal("-0.10")?.whole(dividedBy: tick) == -2)
    #expect(ExactDecimal("7")?.whole(dividedBy: ExactDecimal(digits: 35, decimals: 1)) == 2)
  }

  @Test func `ticks times the tick give the price back for every seed`() throws {
    for seed in UInt64(0)..<1_000 {
      var random = SplitMix64(seed: seed)
      let decimals = Int(random.integer(in: 0...6))
      let tick = ExactDecimal(digits: random.integer(in: 1...999), decimals: decimals)
      let ticks = random.integer(in: -1_000_000...1_000_000)
      let price = ExactDecimal(digits: ticks * unscaled(tick, decimals), decimals: decimals)
      #expect(price.whole(dividedBy: tick) == ticks, "seed \(seed): \(price) / \(tick)")
    }
  }

  private func unscaled(_ number: ExactDecimal, _ decimals: Int) -> Int64 {
    var digits = number.digits
    for _ in number.decimals..<decimals { digits *= 10 }
    return digits
  }

  @Test func `a result that does not fit is none`() throws {
    let small = ExactDecimal(digits: 1, decimals: 18)
    #expect(ExactDecimal("999999999999999999")?.whole(dividedBy: small) == nil)
    #expect(ExactDecimal("9")?.whole(dividedBy: small) == 9_000_000_000_000_000_000)
    #expect(ExactDecimal("10")?.whole(dividedBy: small) == nil)
    #expect(ExactDecimal("999999999999999999")?.whole(times: 86_400_000_000_000) == nil)
  }
}
