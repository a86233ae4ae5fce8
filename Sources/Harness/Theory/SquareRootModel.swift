import Foundation
import Scenarios

/// The peak impact of a metaorder by the square-root law, I = Y sigma (Q / V)^delta.
///
/// It is a law of markets in which many split their orders, not of a zero-intelligence book.
///
/// Source: Sato and Kanazawa, Does the square-root price impact law hold universally? (2024), delta
/// near 0.49 over all of the Tokyo exchange; Almgren, Thum, Hauptmann and Li (2005) for its form.
public struct SquareRootModel: TheoryModel {
  /// Of order one.
  public var prefactor = 1.0
  /// Volatility a day, as a share of the price.
  public var sigma = 0.02
  /// Shares of the metaorder, Q.
  public var shares = 1e4
  /// Shares traded a day, V.
  public var volume = 1e6
  public var exponent = 0.49

  public init() {}

  public static let name = "square-root"
  public static let summary = "Peak impact of a metaorder by the square-root law"
  public static let source =
    "Sato and Kanazawa (2024), Does the square-root price impact law hold universally?"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("prefactor", \.prefactor, .notNegative, "Y, of order one"),
    .number("sigma", \.sigma, .notNegative, "volatility a day, share of the price"),
    .number("shares", \.shares, .notNegative, "shares of the metaorder"),
    .number("volume", \.volume, .positive, "shares traded a day"),
    .number("exponent", \.exponent, .positive, "delta"),
  ]

  public struct Solution: TheorySolution {
    /// A share of the price.
    public let impact: Double
  }

  public func derive() throws(TheoryFault) -> Solution {
    Solution(impact: prefactor * sigma * pow(shares / volume, exponent))
  }
}

extension SquareRootModel.Solution {
  public var figures: JSONValue { ["impact_bps": .number(impact * 1e4)] }

  public var text: String {
    TheoryText.list(["peak impact, bps": TheoryText.number(impact * 1e4)])
  }
}
