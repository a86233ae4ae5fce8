import Scenarios

/// A value that was given for a parameter of a closed form.
public enum TheoryValue: Equatable, Sendable {
  case number(Double)
  case count(Int)
  case numbers([Double])

  /// What a value of a parameter is read as.
  public enum Kind: Equatable, Sendable {
    case number
    case count(ClosedRange<Int>)
    case numbers
  }

  /// As it may be typed for an option.
  var text: String {
    switch self {
    case .number(let value): TheoryText.number(value)
    case .count(let value): "\(value)"
    case .numbers(let values): values.map { TheoryText.number($0) }.joined(separator: ",")
    }
  }

  var json: JSONValue {
    switch self {
    case .number(let value): .number(value)
    case .count(let value): JSONValue(value)
    case .numbers(let values): .array(values.map { .number($0) })
    }
  }
}
