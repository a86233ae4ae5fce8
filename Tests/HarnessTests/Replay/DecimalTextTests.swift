import Testing

@testable import Harness

struct DecimalTextTests {
  private func with<Result>(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    Array(text.utf8).withUnsafeBufferPointer(body)
  }

  @Test(
    arguments: [
      ("0", 0), ("-1", -1), ("007", 7), ("9223372036854775807", Int64.max),
      ("-9223372036854775808", Int64.min),
    ] as [(String, Int64?)])
  func `whole numbers are read to their limits`(_ text: String, _ value: Int64?) {
    #expect(with(text, DecimalText.integer) == value, "\(text)")
  }

  @Test(arguments: ["", "-", "+1", "1.0", "1e3", " 1", "9223372036854775808", "--1", "x"])
  func `what is not a whole number is refused`(_ text: String) {
    #expect(with(text, DecimalText.integer) == nil, "\(text)")
  }

  @Test(
    arguments: [
      ("34200.017459617", 34_200_017_459_617), ("34200", 34_200_000_000_000),
      ("-0.5", -500_000_000), ("13.405000000000001", 13_405_000_000), ("0.0000000015", 2),
      ("0.1234567894", 123_456_789), ("0.9999999999", 1_000_000_000),
    ] as [(String, Int64)])
  func `decimal numbers become billionths without a rounding of the machine's`(
    _ text: String, _ value: Int64
  ) {
    #expect(with(text, DecimalText.nano) == value, "\(text)")
  }

  @Test(arguments: ["", "-", ".5", "5.", "1.2.3", "1e5", "--1", "1.-5", "9300000000", "nan"])
  func `what is not a decimal number is refused`(_ text: String) {
    #expect(with(text, DecimalText.nano) == nil, "\(text)")
  }

  @Test(arguments: [
    "1752735909035627674", "2025-07-17T07:05:09.035627674Z", "2025-07-17 07:05:09.035627674",
    "2025-07-17T09:05:09.035627674+02:00", "2025-07-17T01:35:09.035627674-05:30",
  ])
  func `one moment has many spellings`(_ text: String) {
    #expect(with(text, MarketTime.nanoseconds) == 1_752_735_909_035_627_674, "\(text)")
  }

  @Test(arguments: [
    "", "2025-07-17", "2025-13-17T07:05:09Z", "2025-07-17T24:05:09Z", "2025-07-17T07:05:09.Z",
    "2025-07-17T07:05:09+2", "17/07/2025 07:05:09",
  ])
  func `what is not a time is refused`(_ text: String) {
    #expect(with(text, MarketTime.nanoseconds) == nil, "\(text)")
  }

  @Test func `days are counted through leap years`() {
    #expect(MarketTime.daysSince1970(year: 1970, month: 1, day: 1) == 0)
    #expect(MarketTime.daysSince1970(year: 2000, month: 3, day: 1) == 11_017)
    #expect(MarketTime.daysSince1970(year: 1969, month: 12, day: 31) == -1)
    #expect(MarketTime.daysSince1970(year: 2100, month: 3, day: 1) == 47_541)
  }
}
