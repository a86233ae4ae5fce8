import Foundation
import Scenarios

/// The optimal execution against a book that refills.
///
/// A block-shaped book of depth q moves by x / q with a trade of x; the share lambda q of that
/// stays and the rest, kappa = 1 / q - lambda, decays at the rate rho. With N + 1 trades at even
/// distances tau = T / N and a = exp(-rho tau): x_0 = x_N = X / ((N - 1)(1 - a) + 2), all others (1
/// - a) x_0, and the cost beyond (F_0 + s / 2) X is lambda X^2 / 2 + kappa X x_0 (1 + a) / 2. For N
/// to infinity: x_0 = X / (rho T + 2), the rate rho x_0 between, lambda X^2 / 2 + kappa X x_0.
///
/// Source: Obizhaeva and Wang, Optimal trading strategy and supply/demand dynamics, Journal of
/// Financial Markets 16 (2013).
public struct ObizhaevaWangModel: TheoryModel {
  /// Shares, X.
  public var shares = 1e5
  /// Depth of the book, shares per dollar.
  public var q = 5000.0
  /// Permanent impact, dollars a share per share; nil for half of 1 / q.
  public var lambda: Double?
  /// Rate of the refilling, per unit of the horizon.
  public var rho = 2.0
  /// T.
  public var horizon = 1.0
  /// N, one fewer than trades.
  public var periods = 10

  public init() {}

  public static let name = "obizhaeva-wang"
  public static let summary = "Optimal execution against a book that refills"
  public static let source =
    "Obizhaeva and Wang (2013), Optimal trading strategy and supply/demand dynamics"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("shares", \.shares, .positive, "shares to buy"),
    .number("q", \.q, .positive, "depth of the book, shares per dollar"),
    .derivedNumber(
      "lambda", \.lambda, .notNegative, rule: "1/(2q)", "permanent impact, dollars per share"),
    .number("rho", \.rho, .positive, "rate at which the book refills, per unit of time"),
    .number("horizon", \.horizon, .positive, "time to buy them in"),
    .count("periods", \.periods, 1...1_000_000_000, "one fewer than trades"),
  ]

  public struct Solution: TheorySolution {
    /// Shares of the first trade, and of the last.
    public let firstTrade: Double
    /// Shares of each trade between.
    public let interiorTrade: Double
    /// Dollars beyond the cost at the best price.
    public let cost: Double
    /// Shares of the first and the last trade where the rest is traded at a rate.
    public let continuousTrade: Double
    /// Shares per unit of time between them.
    public let continuousRate: Double
    /// Dollars.
    public let continuousCost: Double
  }

  /// - Throws: `TheoryFault` where more impact stays than there is.
  public func derive() throws(TheoryFault) -> Solution {
    let permanent = lambda ?? 1 / (2 * q)
    let transient = 1 / q - permanent
    guard transient >= 0 else {
      throw TheoryFault(
        "lambda", found: TheoryText.number(permanent),
        allowed: "numbers from 0 to 1/q = \(TheoryText.number(1 / q))")
    }
    let between = Double(periods - 1)
    let decayed = -expm1(-rho * horizon / Double(periods))
    let first = shares / (between * decayed + 2)
    let block = shares / (rho * horizon + 2)
    let stays = permanent * shares * shares / 2
    return Solution(
      firstTrade: first, interiorTrade: decayed * first,
      cost: stays + transient * shares * first * (2 - decayed) / 2,
      continuousTrade: block, continuousRate: rho * block,
      continuousCost: stays + transient * shares * block)
  }
}

extension ObizhaevaWangModel.Solution {
  public var figures: JSONValue {
    [
      "first_trade": .number(firstTrade), "interior_trade": .number(interiorTrade),
      "cost": .number(cost), "continuous_trade": .number(continuousTrade),
      "continuous_rate": .number(continuousRate), "continuous_cost": .number(continuousCost),
    ]
  }

  public var text: String {
    TheoryText.list([
      "first and last trade, shares": TheoryText.number(firstTrade),
      "each trade between, shares": TheoryText.number(interiorTrade),
      "cost, dollars": TheoryText.number(cost),
      "in continuous time, first and last, shares": TheoryText.number(continuousTrade),
      "in continuous time, rate between": TheoryText.number(continuousRate),
      "in continuous time, cost, dollars": TheoryText.number(continuousCost),
    ])
  }
}
