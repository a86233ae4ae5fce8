import Foundation
import Scenarios

/// The cost of an order that is executed at an even pace, with the impact that was estimated from
/// Citigroup's orders.
///
/// Permanent impact I = gamma sigma (X / V) (Theta / V)^(1/4); realised cost
/// J = I / 2 + sgn(X) eta sigma |X / (V T)|^(3/5).
///
/// Source: Almgren, Thum, Hauptmann and Li, Direct estimation of equity market impact, Risk 18
/// (2005).
public struct AlmgrenDirectModel: TheoryModel {
  /// Shares, X; negative for a sale.
  public var shares = 656_100.0
  /// Average shares traded a day, V.
  public var volume = 6_561_000.0
  /// Shares outstanding, Theta.
  public var outstanding = 1.728e9
  /// Volatility a day, as a share of the price.
  public var sigma = 0.0157
  /// Volume time of the execution, T.
  public var days = 0.1
  /// Of permanent impact.
  public var gamma = 0.314
  /// Of temporary impact.
  public var eta = 0.142

  public init() {}

  public static let name = "almgren-2005"
  public static let summary = "Impact of an order as estimated from Citigroup's executions"
  public static let source =
    "Almgren, Thum, Hauptmann and Li (2005), Direct estimation of equity market impact"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("shares", \.shares, .finite, "shares, negative for a sale"),
    .number("volume", \.volume, .positive, "average shares traded a day"),
    .number("outstanding", \.outstanding, .positive, "shares outstanding"),
    .number("sigma", \.sigma, .notNegative, "volatility a day, share of the price"),
    .number("days", \.days, .positive, "time of the execution"),
    .number("gamma", \.gamma, .finite, "coefficient of permanent impact"),
    .number("eta", \.eta, .finite, "coefficient of temporary impact"),
  ]

  /// Shares of the price.
  public struct Solution: TheorySolution {
    /// I, which stays.
    public let permanent: Double
    /// K, paid while trading and gone after.
    public let temporary: Double
    /// J, what the order pays on average against the price at its arrival.
    public let realised: Double
  }

  public func derive() throws(TheoryFault) -> Solution {
    let permanent = gamma * sigma * (shares / volume) * pow(outstanding / volume, 0.25)
    let pace = pow(abs(shares / (volume * days)), 0.6)
    let temporary = (shares < 0 ? -1 : 1) * eta * sigma * pace
    return Solution(
      permanent: permanent, temporary: temporary, realised: permanent / 2 + temporary)
  }
}

extension AlmgrenDirectModel.Solution {
  public var figures: JSONValue {
    [
      "permanent_bps": .number(permanent * 1e4), "temporary_bps": .number(temporary * 1e4),
      "realised_bps": .number(realised * 1e4),
    ]
  }

  public var text: String {
    TheoryText.list([
      "permanent impact, bps": TheoryText.number(permanent * 1e4),
      "temporary impact, bps": TheoryText.number(temporary * 1e4),
      "realised cost, bps": TheoryText.number(realised * 1e4),
    ])
  }
}
