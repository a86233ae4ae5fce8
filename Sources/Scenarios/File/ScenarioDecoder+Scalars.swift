import SimKernel

extension ScenarioDecoder {
  static let allowedName = "a name of at most 64 letters, digits, '_' and '-'"
  static let allowedSymbol = "a symbol of at most 32 letters, digits, '_', '-' and '.'"
  static let allowedCurrency = "3 to 8 capital letters and digits"
  static let allowedTick = "a positive decimal such as 0.01"

  /// Which scalars are looked at.
  enum AcceptedStyle {
    /// Only without quotes: numbers and flags.
    case plain
    /// Anything but nothing.
    case any
  }

  /// A scalar as `parse` reads it; a fault where it is something else.
  mutating func scalar<Value>(
    _ node: YAMLNode, _ key: String, _ allowed: String, style: AcceptedStyle = .any,
    parse: (String) -> Value?
  ) -> Value? {
    if case .scalar(let text, let found) = node.content, !node.isNull,
      style == .any || found == .plain, let value = parse(text)
    {
      return value
    }
    wrong(node, key, allowed, quotesMatter: style == .plain)
    return nil
  }

  /// The value of a parameter; a fault where it is not of the kind or out of its range.
  mutating func value(
    _ node: YAMLNode, _ key: String, _ kind: ParameterKind, tick: ExactDecimal?
  ) -> ParameterValue? {
    switch kind {
    case .price: price(node, key, tick: tick).map(ParameterValue.price)
    case .instrument:
      reference(node, key, to: instruments)
        .map { .instrument(InstrumentIndex(UInt16($0))) }
    case .venue: reference(node, key, to: venues).map { .venue(VenueIndex(UInt16($0))) }
    case .choice(let words): choice(node, key, of: words).map(ParameterValue.choice)
    case .table(let columns): table(node, key, columns).map(ParameterValue.table)
    case .messages: history(node, key, tick: tick).map(ParameterValue.messages)
    case .integer, .number, .flag, .quantity, .probability:
      scalar(node, key, kind.allowed, style: .plain) { kind.read($0) }
    case .duration, .timeOfDay, .side, .text, .basisPoints, .script:
      scalar(node, key, kind.allowed) { kind.read($0) }
    }
  }

  /// A decimal amount of currency in whole ticks.
  private mutating func price(_ node: YAMLNode, _ key: String, tick: ExactDecimal?) -> Price? {
    let number = scalar(node, key, ParameterKind.price.allowed, style: .plain) { ExactDecimal($0) }
    guard let number, let tick else { return nil }
    guard let ticks = number.whole(dividedBy: tick) else {
      wrong(node, key, "a whole number of ticks of \(tick)")
      return nil
    }
    let price = Price(ticks: ticks)
    guard price.isWithinLimit else {
      wrong(node, key, "a price under \(Price.limit) ticks of \(tick)")
      return nil
    }
    return price
  }

  private mutating func choice(_ node: YAMLNode, _ key: String, of words: [String]) -> String? {
    guard case .scalar(let text, _) = node.content, !node.isNull else {
      wrong(node, key, words.joined(separator: " or "))
      return nil
    }
    guard words.contains(text) else {
      let hint = NearestName.hint(text, among: words)
      wrong(node, key, words.joined(separator: " or "), hint: hint)
      return nil
    }
    return text
  }

  /// The place of a name in a table; a fault where it is not there.
  mutating func reference(_ node: YAMLNode, _ key: String, to table: NameTable) -> Int? {
    let allowed = "one of \(list(table.names))"
    guard case .scalar(let text, _) = node.content, !node.isNull else {
      wrong(node, key, allowed)
      return nil
    }
    if let index = table.names.firstIndex(of: text) { return index }
    if table.isComplete {
      wrong(node, key, allowed, hint: NearestName.hint(text, among: table.names))
    }
    return nil
  }
}
