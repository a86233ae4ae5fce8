import Scenarios

/// What was typed after a command's name, sorted out by `ArgumentReader` but not yet understood.
///
/// The accessors turn the text into values and say what is allowed where they cannot.
struct Arguments: Equatable, Sendable {
  let operands: [String]
  private let values: [String: [String]]
  private let declared: Set<String>

  /// - Parameter values: The texts of each option given, in order; one empty text for a flag.
  init(operands: [String], values: [String: [String]], declared: [Option]) {
    self.operands = operands
    self.values = values
    self.declared = Set(declared.map(\.name))
  }

  func has(_ option: Option) -> Bool { !texts(option).isEmpty }

  func text(_ option: Option) -> String? { texts(option).last }

  /// The text of an option that the command cannot do without.
  func required(_ option: Option, _ allowed: String) throws(UsageError) -> String {
    guard let text = text(option) else {
      throw UsageError("--\(option.name) is missing, allowed is \(allowed)")
    }
    return text
  }

  /// Every value of a repeated option, in the order typed.
  func texts(_ option: Option) -> [String] {
    precondition(declared.contains(option.name), "the option --\(option.name) is not declared")
    return values[option.name] ?? []
  }

  /// A whole number; `_` may group its digits.
  func integer<Value: FixedWidthInteger & Sendable>(
    _ option: Option, in allowed: ClosedRange<Value>
  ) throws(UsageError) -> Value? {
    guard let text = text(option) else { return nil }
    guard let value = Self.integer(text, in: allowed) else {
      throw wrongValue(option, text, "whole numbers from \(describe(allowed))")
    }
    return value
  }

  /// Whole numbers `A..B`, both ends included.
  func range<Value: FixedWidthInteger & Sendable>(
    _ option: Option, in allowed: ClosedRange<Value>
  ) throws(UsageError) -> ClosedRange<Value>? {
    guard let text = text(option) else { return nil }
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Self.integer(ends[0], in: allowed),
      let last = Self.integer(ends[1], in: allowed), first <= last
    else {
      throw wrongValue(option, text, "A..B with A <= B, both from \(describe(allowed))")
    }
    return first...last
  }

  /// A finite decimal number within limits.
  func number(
    _ option: Option, in allowed: ClosedRange<Double>
  ) throws(UsageError) -> Double? {
    guard let text = text(option) else { return nil }
    guard let value = Self.number(text), allowed.contains(value) else {
      throw wrongValue(option, text, "numbers from \(describe(allowed))")
    }
    return value
  }

  /// Any finite decimal number.
  func number(_ option: Option) throws(UsageError) -> Double? {
    guard let text = text(option) else { return nil }
    guard let value = Self.number(text) else {
      throw wrongValue(option, text, "finite decimal numbers")
    }
    return value
  }

  /// Finite decimal numbers with commas between them.
  func numbers(_ option: Option) throws(UsageError) -> [Double]? {
    guard let text = text(option) else { return nil }
    let values = text.split(separator: ",", omittingEmptySubsequences: false).map(Self.number)
    guard !values.contains(nil) else {
      throw wrongValue(option, text, "finite decimal numbers with commas between them")
    }
    return values.compactMap(\.self)
  }

  /// One of the names of a closed set.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ option: Option, of type: Value.Type = Value.self
  ) throws(UsageError) -> Value? where Value.RawValue == String {
    guard let text = text(option) else { return nil }
    if let value = Value(rawValue: text) { return value }
    let names = type.allCases.map(\.rawValue)
    let hint = NearestName.hint(text, among: names)
    throw wrongValue(option, text, names.joined(separator: ", ") + hint)
  }

  private static func integer<Value: FixedWidthInteger>(
    _ text: some StringProtocol, in allowed: ClosedRange<Value>
  ) -> Value? {
    guard text.first != "_", text.last != "_", text.first != "+" else { return nil }
    guard let value = Value(String(text.filter { $0 != "_" })) else { return nil }
    return allowed.contains(value) ? value : nil
  }

  /// Nil for what is not a finite decimal number, as `nan`, `inf` and `0x1p2`.
  private static func number(_ text: some StringProtocol) -> Double? {
    guard let first = text.first, first.isNumber || "+-.".contains(first),
      !text.contains(where: { "xX".contains($0) }), let value = Double(text), value.isFinite
    else { return nil }
    return value
  }

  private func describe<Value>(_ allowed: ClosedRange<Value>) -> String {
    "\(allowed.lowerBound) to \(allowed.upperBound)"
  }

  private func wrongValue(_ option: Option, _ text: String, _ allowed: String) -> UsageError {
    UsageError("--\(option.name) was '\(text)', allowed: \(allowed)")
  }
}
