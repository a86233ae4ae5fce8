/// What a parameter holds and which values it admits.
public enum ParameterKind: Hashable, Sendable {
  case integer(ClosedRange<Int64>)
  /// A finite floating-point number, for models.
  case number(ClosedRange<Double>)
  case duration(ClosedRange<SimDuration>)
  case timeOfDay
  case side
  case flag
  /// One of these words.
  case choice([String])
  /// Lots of an order.
  case quantity
  /// An amount of currency in the file; held in ticks of the agent's instrument.
  case price
  /// A symbol in the file.
  case instrument
  /// A venue's name in the file.
  case venue
  case text
  case basisPoints
  case probability
  /// Text of several lines in a language of the entry's own.
  case script
  /// The path of a CSV file, from the folder of the scenario file, with these columns of numbers.
  case table(columns: [String])
  /// The path of a file with the messages of a recorded market, from the folder of the scenario
  /// file.
  case messages

  /// Whether a value is of this kind and in its range.
  public func admits(_ value: ParameterValue) -> Bool {
    switch (self, value) {
    case (.integer(let range), .integer(let value)): range.contains(value)
    case (.number(let range), .number(let value)): range.contains(value)
    case (.duration(let range), .duration(let value)): range.contains(value)
    case (.choice(let words), .choice(let word)): words.contains(word)
    case (.quantity, .quantity(let value)):
      value > .zero && value.lots < Quantity.orderLimit
    case (.price, .price(let price)): price.isWithinLimit
    case (.basisPoints, .basisPoints(let rate)):
      rate.tenThousandths.magnitude <= BasisPoints.limit.tenThousandths.magnitude
    case (.probability, .probability(let value)): value >= 0 && value <= 1
    case (.table(let columns), .table(let rows)):
      rows.allSatisfy { $0.count == columns.count && $0.allSatisfy(\.isFinite) }
    case (.timeOfDay, .timeOfDay), (.side, .side), (.flag, .flag), (.instrument, .instrument),
      (.venue, .venue), (.text, .text), (.script, .script), (.messages, .messages):
      true
    default: false
    }
  }

  /// What may be written in the file, to end the sentence "allowed is ...".
  public var allowed: String {
    switch self {
    case .integer(let range):
      "an integer from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .duration(let range):
      "a duration from \(range.lowerBound.text) to \(range.upperBound.text), such as "
        + ParameterKind.example(in: range).text
    case .timeOfDay: "a time of day from \"00:00:00\" to \"24:00:00\", such as \"09:30:00\""
    case .side: "buy or sell"
    case .flag: "true or false"
    case .choice(let words): words.joined(separator: " or ")
    case .quantity: "a whole number of lots from 1 to \(Quantity.orderLimit - 1)"
    case .price: "a decimal price in whole ticks"
    case .instrument: "the symbol of an instrument"
    case .venue: "the name of a venue"
    case .text: "text"
    case .basisPoints: "a rate from -10000 bps to 10000 bps, such as -0.20 bps"
    case .probability: "a probability from 0 to 1"
    case .script: "a script, usually after '|'"
    case .table(let columns):
      "the path of a CSV file with the header \(columns.joined(separator: ","))"
    case .messages: "the path of a LOBSTER or MBO message file"
    }
  }

  /// A duration that is allowed: 15 us, or the least where 15 us are not.
  private static func example(in range: ClosedRange<SimDuration>) -> SimDuration {
    let usual = SimDuration.microseconds(15)
    return range.contains(usual) ? usual : range.lowerBound
  }
}
