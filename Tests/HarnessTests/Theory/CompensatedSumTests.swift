import TestSupport
import Testing

@testable import Harness

/// Sums of many numbers against sums in whole numbers.
struct CompensatedSumTests {
  @Test func `what a plain sum rounds off is kept`() {
    var sum = CompensatedSum()
    var plain = 1.0
    sum.add(1)
    for _ in 0..<1_000_000 {
      sum.add(0x1p-54)
      plain += 0x1p-54
    }
    #expect(plain == 1)
    #expect(sum.value == 1 + 1_000_000 * 0x1p-54)
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `numbers of all sizes add up as whole numbers do`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var sum = CompensatedSum()
    var exact: Int128 = 0
    for _ in 0..<10_000 {
      let number = Int64(bitPattern: generator.next()) >> Int64(11 + generator.next() % 53)
      sum.add(Double(number))
      exact += Int128(number)
    }
    #expect(sum.value == Double(exact), "\(sum.value) not \(exact)")
  }
}
