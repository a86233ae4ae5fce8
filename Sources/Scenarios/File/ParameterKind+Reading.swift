import SimKernel

extension ParameterKind {
  /// The value that a text writes, or nil where it writes none of this kind and range.
  ///
  /// - Precondition: the kind needs nothing but the text: no names, words or tick.
  func read(_ text: String) -> ParameterValue? {
    guard let value = parsed(text), admits(value) else { return nil }
    return value
  }

  private func parsed(_ text: String) -> ParameterValue? {
    switch self {
    case .integer: ScalarText.integer(text).map(ParameterValue.integer)
    case .number: ScalarText.number(text).map(ParameterValue.number)
    case .duration: ScalarText.duration(text).map(ParameterValue.duration)
    case .timeOfDay: ScalarText.timeOfDay(text).map(ParameterValue.timeOfDay)
    case .side: text == "buy" ? .side(.buy) : text == "sell" ? .side(.sell) : nil
    case .flag: text == "true" ? .flag(true) : text == "false" ? .flag(false) : nil
    case .quantity: ScalarText.integer(text).map { .quantity(Quantity(lots: $0)) }
    case .text: .text(text)
    case .basisPoints: ScalarText.basisPoints(text).map(ParameterValue.basisPoints)
    case .probability: ScalarText.number(text).map(ParameterValue.probability)
    case .script: .script(text)
    case .choice, .price, .instrument, .venue, .table, .messages:
      preconditionFailure("\(self) needs more than its text")
    }
  }
}
