import SimKernel

extension BookScriptParser {
  /// The name of an order or owner: a letter or digit, then letters, digits and `_ - + . /`.
  mutating func parseName(_ what: String) throws(BookScriptFault) -> String {
    guard let found = current, let first = found.unicodeScalars.first,
      first.properties.isAlphabetic || ("0"..."9").contains(first), !found.contains(":")
    else {
      throw fault("\(foundText), expected \(what): letters, digits and _ - + . /", at: position)
    }
    guard !BookScriptKeyword.reserved.contains(found) else {
      throw fault("found \"\(found)\", which is a word of the language, not a name", at: position)
    }
    advance()
    return found
  }

  /// A whole number under 2^62 in magnitude, its digits in groups with a `_` between them at times.
  mutating func parseNumber(_ what: String) throws(BookScriptFault) -> Int64 {
    guard let number = current.flatMap(BookScriptParser.number) else {
      throw fault("\(foundText), expected \(what), a whole number", at: position)
    }
    guard number.magnitude < 1 << 62 else {
      throw fault("found \(number), expected \(what) under 2^62", at: position)
    }
    advance()
    return number
  }

  private static func number(_ text: String) -> Int64? {
    let groups = text.drop { $0 == "-" }.split(separator: "_", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }) else {
      return nil
    }
    return Int64(text.filter { $0 != "_" })
  }

  /// `09:30:00`, `09:30:00.25`, or a duration since midnight; up to the session's end.
  mutating func parseTime() throws(BookScriptFault) -> SimTime {
    let start = position
    let isClock = current?.contains(":") == true
    let time = isClock ? try parseClock() : .zero + (try parseDuration())
    guard time <= BookScript.sessionEnd else {
      throw fault("found \(time.timeOfDayText), \(BookScriptParser.allowedTime)", at: start)
    }
    return time
  }

  private mutating func parseClock() throws(BookScriptFault) -> SimTime {
    let parts = (current ?? "").split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let hours = BookScriptParser.whole(parts[0], digits: 1...4),
      let minutes = BookScriptParser.whole(parts[1], digits: 2...2), minutes < 60,
      let nanoseconds = BookScriptParser.decimal(parts[2], scale: 1_000_000_000),
      nanoseconds < 60_000_000_000, parts[2].prefix(while: { $0 != "." }).count == 2
    else {
      throw fault(
        "\(foundText), expected a time from 00:00:00 to 24:00:00 such as 09:30:00 or 09:30:00.25",
        at: position)
    }
    advance()
    return .zero + .minutes(hours * 60 + minutes) + .nanoseconds(nanoseconds)
  }

  /// `5 s`, `5s` or `0.25 ms`: a whole number of nanoseconds.
  mutating func parseDuration() throws(BookScriptFault) -> SimDuration {
    let start = position
    guard let found = current else { throw durationFault(start) }
    let figure = found.prefix { $0 == "." || $0 == "_" || ("0"..."9").contains($0) }
    advance()
    var unit = String(found.dropFirst(figure.count))
    if unit.isEmpty {
      unit = current ?? ""
      advance()
    }
    guard let scale = BookScriptParser.scale(of: unit),
      let nanoseconds = BookScriptParser.decimal(figure, scale: scale)
    else { throw durationFault(start) }
    return .nanoseconds(nanoseconds)
  }

  /// A fault of the duration that the tokens from `start` should have written.
  private func durationFault(_ start: Int) -> BookScriptFault {
    fault(
      "\(foundText(from: start, through: position - 1)), expected a duration under 2^61 ns in "
        + "whole nanoseconds, such as 5 s; units are "
        + BookScriptKeyword.list(BookScriptKeyword.units), at: start)
  }

  private static func scale(of unit: String) -> UInt64? {
    switch unit {
    case "ns": 1
    case "us": 1_000
    case "ms": 1_000_000
    case "s": 1_000_000_000
    case "min": 60_000_000_000
    case "h": 3_600_000_000_000
    default: nil
    }
  }

  private static func whole(_ text: Substring, digits: ClosedRange<Int>) -> Int64? {
    guard digits.contains(text.count), text.allSatisfy({ ("0"..."9").contains($0) }) else {
      return nil
    }
    return Int64(text)
  }

  /// A decimal number of up to 18 digits times `scale` where that is whole and under 2^61.
  private static func decimal(_ text: Substring, scale: UInt64) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let digits = parts.map { $0.filter { $0 != "_" } }
    guard (1...2).contains(digits.count), digits.allSatisfy({ !$0.isEmpty }) else { return nil }
    let all = digits.joined()
    guard all.count <= 18, let mantissa = UInt64(all) else { return nil }
    let places = digits.count == 2 ? digits[1].count : 0
    let divisor = (0..<places).reduce(UInt64(1)) { power, _ in power * 10 }
    let product = mantissa.multipliedFullWidth(by: scale)
    guard product.high < divisor else { return nil }
    let (value, rest) = divisor.dividingFullWidth(product)
    return rest == 0 && value < 1 << 61 ? Int64(value) : nil
  }
}
