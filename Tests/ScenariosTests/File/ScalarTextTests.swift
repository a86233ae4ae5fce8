import SimKernel
import TestSupport
import Testing

@testable import Scenarios

struct ScalarTextTests {
  @Test(arguments: [
    ("500 ns", 500), ("500ns", 500), ("1.5 us", 1_500), ("15 ms", 15_000_000),
    ("0.000000001 s", 1), ("2 min", 120_000_000_000), ("1_000 h", 3_600_000_000_000_000),
    ("1 d", 86_400_000_000_000), ("-3 s", -3_000_000_000), ("0 s", 0),
  ])
  func `durations are exact in nanoseconds`(_ text: String, _ nanoseconds: Int64) {
    #expect(ScalarText.duration(text)?.nanoseconds == nanoseconds)
  }

  @Test(arguments: [
    "500", "ns", "1.5 ns", "1  s", "1 s ", " 1 s", "1 sec", "1e3 ns", "1. s", ".5 s", "+1 s",
    "999999999999999999 d", "0.0000000001 s", "1_ s", "one s", "µs", "1 S",
  ])
  func `other spellings are no durations`(_ text: String) {
    #expect(ScalarText.duration(text) == nil)
  }

  @Test func `times of day are exact to the nanosecond`() {
    #expect(ScalarText.timeOfDay("09:30:00") == .zero + .hours(9) + .minutes(30))
    #expect(ScalarText.timeOfDay("00:00:00.000000001") == SimTime(nanoseconds: 1))
    #expect(ScalarText.timeOfDay("23:59:59.999999999") == .zero + .hours(24) - .nanoseconds(1))
    #expect(ScalarText.timeOfDay("24:00:00") == .zero + .hours(24))
  }

  @Test(arguments: [
    "9:30:00", "09:30", "24:00:01", "09:60:00", "09:30:60", "09:30:00.", "09:30:00.0000000001",
    "09-30-00", "ab:cd:ef", "09:30:00Z", "٠٩:30:00", "",
  ])
  func `other spellings are no times of day`(_ text: String) {
    #expect(ScalarText.timeOfDay(text) == nil)
  }

  @Test func `integers may group their digits`() {
    #expect(ScalarText.integer("20_000") == 20_000)
    #expect(ScalarText.integer("-9223372036854775808") == .min)
    #expect(ScalarText.integer("0") == 0)
    for text in ["", "-", "_1", "1_", "1__0", "01", "+1", "1.0", "0x10", "9223372036854775808"] {
      #expect(ScalarText.integer(text) == nil, "\(text)")
    }
  }

  @Test func `numbers are finite decimals`() {
    #expect(ScalarText.number("0.1") == 0.1)
    #expect(ScalarText.number("-2.5e-3") == -0.0025)
    #expect(ScalarText.number("1_000") == 1_000)
    #expect(ScalarText.number("-0")?.sign == .plus)
    for text in ["nan", "inf", "1e999", "1e", "e5", "0x1p3", "1.", ".5", "1e0001", ""] {
      #expect(ScalarText.number(text) == nil, "\(text)")
    }
  }

  @Test func `what a value prints as is read back as the same value`() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<1_000 {
      let scale = random.element(of: [Int64(1), 1_000, 1_000_000, 60_000_000_000])
      let length = SimDuration(nanoseconds: random.integer(in: 0...1_000_000) * scale)
      #expect(ScalarText.duration(length.text) == length)
      let time = SimTime(nanoseconds: random.integer(in: 0...86_400_000_000_000))
      #expect(ScalarText.timeOfDay(time.timeOfDayText) == time)
      let rate = BasisPoints(tenThousandths: random.integer(in: -100_000_000...100_000_000))
      #expect(ScalarText.basisPoints(rate.text) == rate)
    }
  }
}
