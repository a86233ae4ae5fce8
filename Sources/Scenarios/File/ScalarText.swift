import SimKernel

/// Reads the spellings of single values; each function answers nil for anything else.
enum ScalarText {
  /// Units of durations, shortest first.
  static let durationUnits: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("min", 60_000_000_000),
    ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
  ]

  /// An integer such as `-20_000`, without a point or leading zeros.
  static func integer(_ text: String) -> Int64? {
    guard isInteger(text) else { return nil }
    return Int64(text.filter { $0 != "_" })
  }

  /// An integer from 0 to 2^64 - 1.
  static func unsignedInteger(_ text: String) -> UInt64? {
    guard isInteger(text) else { return nil }
    return UInt64(text.filter { $0 != "_" })
  }

  /// Digits in groups joined by single underscores; a leading zero would be octal to other readers.
  private static func isInteger(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    guard let first = digits.utf8.first, first != UInt8(ascii: "0") || digits.utf8.count == 1
    else { return false }
    return digits.split(separator: "_", omittingEmptySubsequences: false)
      .allSatisfy { group in !group.isEmpty && group.utf8.allSatisfy(isDigit) }
  }

  /// A finite number such as `0.25`, `-3` or `1e-3`.
  static func number(_ text: String) -> Double? {
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
    guard let mantissa = parts.first, ExactDecimal(mantissa) != nil else { return nil }
    if parts.count == 2 {
      let exponent =
        parts[1].first == "-" || parts[1].first == "+" ? parts[1].dropFirst() : parts[1]
      guard (1...3).contains(exponent.utf8.count), exponent.utf8.allSatisfy(isDigit) else {
        return nil
      }
    }
    guard let value = Double(text.filter { $0 != "_" }), value.isFinite else { return nil }
    // Minus zero would be a second spelling of zero.
    return value == 0 ? 0 : value
  }

  /// A length such as `500 ns`, `15us` or `1.5 s`, in whole nanoseconds.
  static func duration(_ text: String) -> SimDuration? {
    let unit = String(text.reversed().prefix { $0.isLetter }.reversed())
    guard let factor = durationUnits.first(where: { $0.name == unit })?.nanoseconds,
      let nanoseconds = amount(text, unit: unit)?.whole(times: factor)
    else { return nil }
    return SimDuration(nanoseconds: nanoseconds)
  }

  /// A rate such as `-0.20 bps`, in whole 10^-4 bps.
  static func basisPoints(_ text: String) -> BasisPoints? {
    amount(text, unit: "bps")?.whole(times: BasisPoints.unitsPerBasisPoint)
      .map(BasisPoints.init(tenThousandths:))
  }

  /// The number before a unit, with or without one space between.
  private static func amount(_ text: String, unit: String) -> ExactDecimal? {
    guard text.hasSuffix(unit) else { return nil }
    let number = text.dropLast(unit.count)
    return ExactDecimal(number.last == " " ? number.dropLast() : number)
  }

  /// A time of day from `00:00:00` to `24:00:00`, with up to nine decimals of a second.
  static func timeOfDay(_ text: String) -> SimTime? {
    let bytes = Array(text.utf8)
    guard bytes.count == 8 || (10...18).contains(bytes.count),
      bytes[2] == UInt8(ascii: ":"), bytes[5] == UInt8(ascii: ":"),
      let hour = twoDigits(bytes[0..<2]), let minute = twoDigits(bytes[3..<5]),
      let second = twoDigits(bytes[6..<8]), minute < 60, second < 60
    else { return nil }
    var nanoseconds = ((hour * 60 + minute) * 60 + second) * 1_000_000_000
    if bytes.count > 8 {
      guard bytes[8] == UInt8(ascii: "."), bytes[9...].allSatisfy(isDigit),
        let fraction = ExactDecimal("0" + text.dropFirst(8))?.whole(times: 1_000_000_000)
      else { return nil }
      nanoseconds += fraction
    }
    guard nanoseconds <= 86_400_000_000_000 else { return nil }
    return SimTime(nanoseconds: nanoseconds)
  }

  private static func twoDigits(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard bytes.allSatisfy(isDigit) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }

  /// A name of letters, digits, `_` and `-`; no slash, because stable names are `group/index`.
  static func isName(_ text: String) -> Bool {
    isMadeOf(text, upTo: 64) { isLetter($0) || isDigit($0) || $0 == 0x5F || $0 == 0x2D }
  }

  /// An instrument's symbol: as a name, with `.` as well.
  static func isSymbol(_ text: String) -> Bool {
    isMadeOf(text, upTo: 32) {
      isLetter($0) || isDigit($0) || $0 == 0x5F || $0 == 0x2D || $0 == 0x2E
    }
  }

  /// A currency: capital letters and digits.
  static func isCurrency(_ text: String) -> Bool {
    text.utf8.count >= 3 && isMadeOf(text, upTo: 8) { isDigit($0) || (0x41...0x5A).contains($0) }
  }

  private static func isMadeOf(_ text: String, upTo limit: Int, _ allowed: (UInt8) -> Bool) -> Bool
  {
    !text.isEmpty && text.utf8.count <= limit && text.utf8.allSatisfy(allowed)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

extension SimDuration {
  /// The length that a text such as `500 ns` or `1.5 s` names; nil for anything else.
  public init?(text: String) {
    guard let duration = ScalarText.duration(text) else { return nil }
    self = duration
  }
}

extension SimTime {
  /// The moment that a time of day such as `09:30:00.5` names on day one; nil for anything else.
  public init?(timeOfDay text: String) {
    guard let time = ScalarText.timeOfDay(text) else { return nil }
    self = time
  }
}
