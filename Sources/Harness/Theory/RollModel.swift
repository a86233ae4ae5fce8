import Scenarios

/// The spread that bounces between bid and ask betray: 2 sqrt(-cov) of successive price changes.
///
/// Source: Roll, A simple implicit measure of the effective bid-ask spread, Journal of Finance 39
/// (1984).
public struct RollModel: TheoryModel {
  /// Of a price change with the next, money squared.
  public var covariance = -0.0025

  public init() {}

  public static let name = "roll"
  public static let summary = "Effective spread from the covariance of price changes"
  public static let source =
    "Roll (1984), A simple implicit measure of the effective bid-ask spread"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("covariance", \.covariance, .notPositive, "of a price change with the next")
  ]

  public struct Solution: TheorySolution {
    /// Money.
    public let spread: Double
  }

  public func derive() throws(TheoryFault) -> Solution {
    Solution(spread: 2 * (0 - covariance).squareRoot())
  }

  /// The covariance of each price change with the next, about the means of both; nil for fewer than
  /// four prices, which leave fewer than two pairs.
  public static func covariance(ofChangesIn prices: [Double]) -> Double? {
    let changes = zip(prices.dropFirst(), prices).map { $0 - $1 }
    guard changes.count >= 3 else { return nil }
    let first = changes.dropLast()
    let second = changes.dropFirst()
    let count = Double(first.count)
    let means = (first.reduce(0, +) / count, second.reduce(0, +) / count)
    return zip(first, second).reduce(0) { $0 + ($1.0 - means.0) * ($1.1 - means.1) } / count
  }
}

extension RollModel.Solution {
  public var figures: JSONValue { ["spread": .number(spread)] }

  public var text: String { TheoryText.list(["effective spread": TheoryText.number(spread)]) }
}
