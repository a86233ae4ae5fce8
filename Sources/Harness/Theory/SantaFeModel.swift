import Foundation
import Scenarios

/// The mean spread of the zero-intelligence book of the Santa Fe group.
///
/// In units of p_c = mu / 2 alpha, the price range in which limit orders arrive as often as market
/// orders, s = 0.432 + 1.86 epsilon^(3/4) with epsilon = sigma delta / mu, within 0.005. This is a
/// fit to simulations at epsilon 0.01, 0.05 and 0.2, not a closed form; mu is the market-order rate
/// of both sides together, alpha the limit-order rate per unit of price and side, delta the cancel
/// rate per order, sigma the size of an order.
///
/// Source: Smith, Farmer, Gillemot and Krishnamurthy, Statistical theory of the continuous double
/// auction, Quantitative Finance 3 (2003), for the exponent; intercept and slope as measured here.
public struct SantaFeModel: TheoryModel {
  /// Half of sigma / N_c, without unit.
  public var epsilon = 0.05

  public init() {}

  public static let name = "santa-fe"
  public static let summary = "Mean spread of the zero-intelligence book by order granularity"
  public static let source =
    "Smith, Farmer, Gillemot and Krishnamurthy (2003), Statistical theory of the double auction"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("epsilon", \.epsilon, .notNegative, "granularity sigma delta / mu")
  ]

  public struct Solution: TheorySolution {
    /// In units of mu / 2 alpha.
    public let spread: Double
  }

  public func derive() throws(TheoryFault) -> Solution {
    Solution(spread: 0.432 + 1.86 * pow(epsilon, 0.75))
  }
}

extension SantaFeModel.Solution {
  public var figures: JSONValue {
    ["spread": .number(spread), "spread_over_mu_alpha": .number(spread / 2)]
  }

  public var text: String {
    TheoryText.list([
      "mean spread, in units of mu / 2 alpha": TheoryText.number(spread),
      "mean spread, in units of mu / alpha": TheoryText.number(spread / 2),
    ]) + "A fit to simulations for epsilon from 0.01 to 0.2, within 0.005 of mu / 2 alpha.\n"
  }
}
