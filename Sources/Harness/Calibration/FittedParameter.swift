import Foundation
import Scenarios

/// One parameter as the data fix it, or do not.
public struct FittedParameter: Hashable, Sendable {
  public var name: String
  public var value: Double
  /// Standard deviation of the estimate's logarithm, of a chance of that of its odds; nil where the
  /// data do not fix it.
  public var logStandardError: Double?
  /// Whether it is a chance, whose interval ends below one.
  public var isChance = false
  /// Nil where none was made.
  public var profile: ProfileInterval?

  /// The 97.5 % quantile of the normal distribution.
  static let quantile = 1.959963984540054

  /// The 95 % interval from the curvature, value x exp(-+1.96 s), of a chance odds x exp(-+1.96 s);
  /// nil where the data do not fix the parameter.
  public var interval: ClosedRange<Double>? {
    logStandardError.map { error in
      let factor = exp(min(FittedParameter.quantile * error, 300))
      guard isChance else { return value / factor...value * factor }
      let odds = value / (1 - value)
      let upper = 1 / (1 + 1 / (factor * odds))
      // Rounding reaches one where the data say next to nothing.
      return 1 / (1 + factor / odds)...min(upper, 1.nextDown)
    }
  }

  var json: JSONValue {
    [
      "value": .number(value),
      "ci95": interval.map { [.number($0.lowerBound), .number($0.upperBound)] } ?? .null,
      "profile95": profile?.json ?? .null,
    ]
  }
}

/// Which directions of the parameters the data fix.
///
/// The information of the logarithms of the parameters has one eigenvalue for each direction; one
/// below 1 / 4 means that along it even a change by a factor of e^2 stays within two standard
/// errors.
public struct FittedDirections: Hashable, Sendable {
  /// Singular values of the square root of the information: 1 / standard error along each
  /// direction, in descending order.
  public var singularValues: [Double]

  static let least = 0.5

  /// Directions that the data fix.
  public var rank: Int { singularValues.count { $0 >= FittedDirections.least } }

  init(information: SquareMatrix) {
    singularValues = SymmetricEigenvalues.of(information).map { max(0, $0).squareRoot() }
  }

  init(singularValues: [Double]) { self.singularValues = singularValues.sorted(by: >) }

  var json: JSONValue {
    [
      "rank": JSONValue(rank), "parameters": JSONValue(singularValues.count),
      "singular_values": .array(singularValues.map { .number($0) }),
    ]
  }
}
