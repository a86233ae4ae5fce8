import Scenarios

/// The 95 % profile interval of one parameter.
///
/// It holds the values at which the data lose little even where every other parameter is fitted
/// anew: the deviance, twice the loss of log-likelihood, stays below 3.841, the 95 % quantile of
/// chi-square with one degree of freedom (Wilks 1938, "The large-sample distribution of the
/// likelihood ratio"; Venzon and Moolgavkar 1988, "A method for computing profile-likelihood-based
/// confidence intervals"). Unlike an interval from the curvature it needs no symmetry, and it says
/// where there is no end.
public struct ProfileInterval: Hashable, Sendable {
  /// Nil where the deviance stays below on this side, as far as was looked.
  public var lower: Double?
  /// Nil where the deviance stays below on this side, as far as was looked.
  public var upper: Double?

  /// The 95 % quantile of chi-square with one degree of freedom.
  static let threshold = 3.841458820694124

  /// Of a parameter of which the data say nothing.
  static let open = ProfileInterval(lower: nil, upper: nil)

  /// Whether the data fix the parameter on both sides.
  public var isClosed: Bool { lower != nil && upper != nil }

  /// Whether a value is not refused; an open end refuses nothing.
  public func contains(_ value: Double) -> Bool {
    (lower ?? -.infinity) <= value && value <= (upper ?? .infinity)
  }

  var json: JSONValue { .array([lower, upper].map { $0.map(JSONValue.number) ?? .null }) }
}
