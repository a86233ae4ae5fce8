/// A parameter of a closed form: its option, its words, its range, and where it is kept.
///
/// The default is what the model's initialiser without arguments sets, which are the published
/// parameters.
public struct TheoryParameter<Model>: Sendable {
  /// Where a value is kept, and what it may be.
  enum Content: Sendable {
    case number(WritableKeyPath<Model, Double> & Sendable, NumberRange)
    /// A number that follows from others where it is not given, by the rule in the text.
    case derivedNumber(WritableKeyPath<Model, Double?> & Sendable, NumberRange, rule: String)
    case count(WritableKeyPath<Model, Int> & Sendable, ClosedRange<Int>)
    case numbers(WritableKeyPath<Model, [Double]> & Sendable, NumberRange, ClosedRange<Int>)
  }

  /// As an option is called, without the dashes.
  let name: String
  /// What the value is called in the help: `GAMMA`, `L1,L2,...`.
  let valueName: String
  /// With the unit.
  let help: String
  let content: Content

  static func number(
    _ name: String, _ path: WritableKeyPath<Model, Double> & Sendable, _ range: NumberRange,
    _ help: String
  ) -> TheoryParameter {
    TheoryParameter(name: name, valueName: "X", help: help, content: .number(path, range))
  }

  static func derivedNumber(
    _ name: String, _ path: WritableKeyPath<Model, Double?> & Sendable, _ range: NumberRange,
    rule: String, _ help: String
  ) -> TheoryParameter {
    TheoryParameter(
      name: name, valueName: "X", help: help,
      content: .derivedNumber(path, range, rule: rule))
  }

  static func count(
    _ name: String, _ path: WritableKeyPath<Model, Int> & Sendable, _ range: ClosedRange<Int>,
    _ help: String
  ) -> TheoryParameter {
    TheoryParameter(name: name, valueName: "N", help: help, content: .count(path, range))
  }

  static func numbers(
    _ name: String, _ valueName: String, _ path: WritableKeyPath<Model, [Double]> & Sendable,
    _ range: NumberRange, count: ClosedRange<Int>, _ help: String
  ) -> TheoryParameter {
    TheoryParameter(
      name: name, valueName: valueName, help: help, content: .numbers(path, range, count))
  }
}

extension TheoryParameter {
  /// - Throws: `TheoryFault` where the model's value is outside the range.
  func check(_ model: Model) throws(TheoryFault) {
    switch content {
    case .number(let path, let range): try check(model[keyPath: path], range)
    case .derivedNumber(let path, let range, _):
      if let value = model[keyPath: path] { try check(value, range) }
    case .count(let path, let range): try check(model[keyPath: path], range)
    case .numbers(let path, let range, let count):
      let values = model[keyPath: path]
      guard count.contains(values.count) else { throw wrongCount(values.count, count) }
      for value in values { try check(value, range) }
    }
  }

  private func check(_ value: Double, _ range: NumberRange) throws(TheoryFault) {
    guard range.contains(value) else {
      throw TheoryFault(name, found: TheoryText.number(value), allowed: range.description)
    }
  }

  private func check(_ value: Int, _ range: ClosedRange<Int>) throws(TheoryFault) {
    guard range.contains(value) else {
      throw TheoryFault(
        name, found: "\(value)",
        allowed: "whole numbers from \(range.lowerBound) to \(range.upperBound)")
    }
  }

  private func wrongCount(_ found: Int, _ allowed: ClosedRange<Int>) -> TheoryFault {
    let numbers =
      allowed.count == 1
      ? "\(allowed.lowerBound)" : "\(allowed.lowerBound) to \(allowed.upperBound)"
    return TheoryFault(name, found: "a list of \(found)", allowed: "\(numbers) numbers")
  }

  /// Puts a value in its place.
  ///
  /// - Precondition: The value is of this parameter's kind.
  func set(_ value: TheoryValue, in model: inout Model) {
    switch (content, value) {
    case (.number(let path, _), .number(let number)): model[keyPath: path] = number
    case (.derivedNumber(let path, _, _), .number(let number)): model[keyPath: path] = number
    case (.count(let path, _), .count(let count)): model[keyPath: path] = count
    case (.numbers(let path, _, _), .numbers(let numbers)): model[keyPath: path] = numbers
    default: preconditionFailure("\(name) does not take \(value)")
    }
  }

  /// The value that the model holds; nil for a derived number that was not given.
  func value(in model: Model) -> TheoryValue? {
    switch content {
    case .number(let path, _): .number(model[keyPath: path])
    case .derivedNumber(let path, _, _): model[keyPath: path].map { .number($0) }
    case .count(let path, _): .count(model[keyPath: path])
    case .numbers(let path, _, _): .numbers(model[keyPath: path])
    }
  }

  /// How the default is told in the help.
  func defaultText(of model: Model) -> String {
    if case .derivedNumber(_, _, let rule) = content { return rule }
    return value(in: model)?.text ?? ""
  }
}
