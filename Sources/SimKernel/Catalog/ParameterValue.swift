/// The checked value of a parameter.
public enum ParameterValue: Hashable, Sendable {
  case integer(Int64)
  case number(Double)
  case duration(SimDuration)
  case timeOfDay(SimTime)
  case side(Side)
  case flag(Bool)
  case choice(String)
  case quantity(Quantity)
  case price(Price)
  case instrument(InstrumentIndex)
  case venue(VenueIndex)
  case text(String)
  case basisPoints(BasisPoints)
  case probability(Double)
  case script(String)
  /// The rows of a file, a number for each column.
  case table([[Double]])
  /// What a file of messages holds, in ticks and lots of the agent's instrument.
  case messages(MessageHistory)
  /// The file leaves an optional parameter out.
  case absent
}

extension ParameterValue: CustomStringConvertible {
  /// The value as a scenario file writes it; prices in ticks, because the instrument is not known.
  public var description: String {
    switch self {
    case .integer(let value): "\(value)"
    case .number(let value), .probability(let value): "\(value)"
    case .duration(let value): value.text
    case .timeOfDay(let value): value.timeOfDayText
    case .side(let side): side == .buy ? "buy" : "sell"
    case .flag(let value): value ? "true" : "false"
    case .choice(let text), .text(let text), .script(let text): text
    case .quantity(let value): "\(value.lots)"
    case .price(let value): "\(value.ticks) ticks"
    case .instrument(let index): "instrument \(index.value)"
    case .venue(let index): "venue \(index.value)"
    case .basisPoints(let rate): rate.text
    case .table(let rows): "a table of \(rows.count) rows"
    case .messages(let history): "a history of \(history.messages.count) messages"
    case .absent: "none"
    }
  }
}

extension SimDuration {
  /// The length in the largest unit that holds it in whole numbers, such as "15 us".
  public var text: String {
    let units: [(name: String, nanoseconds: Int64)] = [
      ("h", 3_600_000_000_000), ("min", 60_000_000_000), ("s", 1_000_000_000),
      ("ms", 1_000_000), ("us", 1_000),
    ]
    for unit in units where nanoseconds != 0 && nanoseconds % unit.nanoseconds == 0 {
      return "\(nanoseconds / unit.nanoseconds) \(unit.name)"
    }
    return "\(nanoseconds) ns"
  }
}

extension SimTime {
  /// Hours, minutes and seconds since midnight of day one, with a fraction where there is one.
  public var timeOfDayText: String {
    let second = nanoseconds / 1_000_000_000
    let fraction = nanoseconds % 1_000_000_000
    let clock = [second / 3_600, second / 60 % 60, second % 60]
      .map { padded($0, to: 2) }.joined(separator: ":")
    guard fraction != 0 else { return clock }
    var digits = padded(fraction, to: 9)
    while digits.hasSuffix("0") { digits.removeLast() }
    return clock + "." + digits
  }
}

extension BasisPoints {
  /// The rate with as many decimals as it needs, at least two, such as "-0.20 bps".
  public var text: String {
    let magnitude = Int64(tenThousandths.magnitude)
    var fraction = padded(magnitude % BasisPoints.unitsPerBasisPoint, to: 4)
    while fraction.count > 2 && fraction.hasSuffix("0") { fraction.removeLast() }
    let sign = tenThousandths < 0 ? "-" : ""
    return "\(sign)\(magnitude / BasisPoints.unitsPerBasisPoint).\(fraction) bps"
  }
}

private func padded(_ value: Int64, to width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
