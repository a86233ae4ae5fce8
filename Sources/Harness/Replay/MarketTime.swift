/// Reads the times of market data files.
enum MarketTime {
  /// Nanoseconds since 1970-01-01, from whole nanoseconds or an ISO 8601 text such as
  /// `2025-07-17T07:05:09.035793433Z`; nil for anything else.
  ///
  /// The offset is `Z`, `+hh:mm`, `-hh:mm` or nothing, which means UTC; a blank may stand for the
  /// T.
  static func nanoseconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    if let whole = DecimalText.integer(text) { return whole }
    guard text.count >= 19, text[4] == 0x2D, text[7] == 0x2D, text[13] == 0x3A, text[16] == 0x3A,
      text[10] == 0x54 || text[10] == 0x20
    else { return nil }
    guard let year = digits(text, 0..<4), let month = digits(text, 5..<7, in: 1...12),
      let day = digits(text, 8..<10, in: 1...31), let hour = digits(text, 11..<13, in: 0...23),
      let minute = digits(text, 14..<16, in: 0...59), digits(text, 17..<19, in: 0...60) != nil
    else { return nil }
    let offsetStart =
      text[19...].firstIndex { $0 != 0x2E && ($0 < 0x30 || $0 > 0x39) } ?? text.count
    let seconds = UnsafeBufferPointer(rebasing: text[17..<offsetStart])
    guard let fraction = DecimalText.nano(seconds),
      let offset = offsetSeconds(UnsafeBufferPointer(rebasing: text[offsetStart...]))
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    let whole = days * 86_400 + hour * 3_600 + minute * 60 - offset
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? nil : scaled + fraction
  }

  private static func digits(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
    in allowed: ClosedRange<Int64> = 0...9999
  ) -> Int64? {
    guard let value = DecimalText.unsigned(UnsafeBufferPointer(rebasing: text[range])),
      allowed.contains(Int64(clamping: value))
    else { return nil }
    return Int64(value)
  }

  private static func offsetSeconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    if text.isEmpty || (text.count == 1 && text[0] == 0x5A) { return 0 }
    guard text.count == 6, text[0] == 0x2B || text[0] == 0x2D, text[3] == 0x3A,
      let hours = digits(text, 1..<3, in: 0...23), let minutes = digits(text, 4..<6, in: 0...59)
    else { return nil }
    return (hours * 3_600 + minutes * 60) * (text[0] == 0x2B ? 1 : -1)
  }

  /// Days from 1970-01-01 in the proleptic Gregorian calendar, by counting whole 400-year cycles
  /// from a year that begins in March.
  static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let cycle = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfCycle = shifted - cycle * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * 146_097 + dayOfCycle - 719_468
  }
}
