/// The numbers that one parameter may be, with the words for them.
public enum NumberRange: Equatable, Sendable {
  case finite
  case positive
  /// Zero, too.
  case notNegative
  /// Zero, too.
  case notPositive
  case atLeast(Double)
  /// Both ends included.
  case between(Double, Double)
  /// From the first, which is included, up to the second, which is not.
  case upTo(Double, Double)
  /// Neither end included.
  case strictlyBetween(Double, Double)

  /// Whether a number is within; no range has NaN or an infinity in it.
  public func contains(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    return switch self {
    case .finite: true
    case .positive: value > 0
    case .notNegative: value >= 0
    case .notPositive: value <= 0
    case .atLeast(let low): value >= low
    case .between(let low, let high): value >= low && value <= high
    case .upTo(let low, let high): value >= low && value < high
    case .strictlyBetween(let low, let high): value > low && value < high
    }
  }

  /// What follows "allowed: ".
  public var description: String {
    switch self {
    case .finite: "finite numbers"
    case .positive: "finite numbers above 0"
    case .notNegative: "finite numbers from 0 on"
    case .notPositive: "finite numbers up to 0"
    case .atLeast(let low): "finite numbers from \(TheoryText.number(low)) on"
    case .between(let low, let high):
      "numbers from \(TheoryText.number(low)) to \(TheoryText.number(high))"
    case .upTo(let low, let high):
      "numbers from \(TheoryText.number(low)) to below \(TheoryText.number(high))"
    case .strictlyBetween(let low, let high):
      "numbers between \(TheoryText.number(low)) and \(TheoryText.number(high)), ends excluded"
    }
  }
}
