/// Numbers and times read from bytes, in integers only: no value passes through a `Double`.
enum DecimalText {
  /// A whole number with an optional minus sign; nil for anything else and for what does not fit.
  static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    let isNegative = text.first == 0x2D
    var value: Int64 = 0
    guard text.count > (isNegative ? 1 : 0) else { return nil }
    for index in (isNegative ? 1 : 0)..<text.count {
      let digit = text[index] &- 0x30
      guard digit <= 9 else { return nil }
      let (product, first) = value.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.subtractingReportingOverflow(Int64(digit))
      guard !first && !second else { return nil }
      value = sum
    }
    // Counted downwards, because the smallest number has no positive twin.
    if isNegative { return value }
    return value == .min ? nil : -value
  }

  /// A whole number without sign.
  static func unsigned(_ text: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard !text.isEmpty else { return nil }
    var value: UInt64 = 0
    for byte in text {
      let digit = byte &- 0x30
      guard digit <= 9 else { return nil }
      let (product, first) = value.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(UInt64(digit))
      guard !first && !second else { return nil }
      value = sum
    }
    return value
  }

  /// A decimal number in units of 10^-9.
  ///
  /// Digits after the ninth are rounded to the nearest, halves away from zero: tools that keep
  /// prices in floating point print 13.405 as 13.405000000000001.
  static func nano(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    let isNegative = text.first == 0x2D
    let body = UnsafeBufferPointer(rebasing: text[(isNegative ? 1 : 0)...])
    let point = body.firstIndex(of: 0x2E) ?? body.count
    guard point > 0, point + 1 != body.count else { return nil }
    guard let whole = integer(UnsafeBufferPointer(rebasing: body[..<point])), whole >= 0,
      body[0] != 0x2D
    else { return nil }
    guard let fraction = nanoFraction(body, from: point + 1) else { return nil }
    let (scaled, first) = whole.multipliedReportingOverflow(by: 1_000_000_000)
    let (value, second) = scaled.addingReportingOverflow(fraction)
    return first || second ? nil : isNegative ? -value : value
  }

  /// The digits from `start` on as a fraction, in units of 10^-9.
  private static func nanoFraction(
    _ body: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int64? {
    var fraction: Int64 = 0
    var unit: Int64 = 100_000_000
    for index in start..<max(start, body.count) {
      let digit = Int64(body[index]) - 0x30
      guard digit >= 0 && digit <= 9 else { return nil }
      if index == start + 9 && digit >= 5 { fraction += 1 }
      fraction += digit * unit
      unit /= 10
    }
    return fraction
  }
}
