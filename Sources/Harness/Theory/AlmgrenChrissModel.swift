import Foundation

/// The optimal liquidation of Almgren and Chriss with linear impact.
///
/// Temporary impact is corrected for the permanent one, eta~ = eta - gamma tau / 2; the path is
/// x_j = X sinh(kappa (T - t_j)) / sinh(kappa T) with kappa = (2 / tau) asinh(kappa~ tau / 2) and
/// kappa~^2 = lambda sigma^2 / eta~. A negative risk aversion has sines in place of the hyperbolic
/// ones, down to the bound below which the cost has no least value.
///
/// Source: Almgren and Chriss, Optimal execution of portfolio transactions, Journal of Risk 3
/// (2000), section 2.2 and Table 1.
public struct AlmgrenChrissModel: TheoryModel {
  /// Shares to sell, X.
  public var shares = 1e6
  /// Time to sell them, T.
  public var days = 5.0
  /// Trades, one at the end of each period, N.
  public var periods = 5
  /// Dollars a share per square root of a day.
  public var sigma = 0.95
  /// Dollars a share, epsilon.
  public var halfSpread = 0.0625
  /// Permanent impact, dollars a share per share.
  public var gamma = 2.5e-7
  /// Temporary impact, dollars a share per share and day.
  public var eta = 2.5e-6
  /// Risk aversion, per dollar.
  public var lambda = 1e-6
  /// Of the value at risk.
  public var confidence = 0.95

  public init() {}

  public static let name = "almgren-chriss"
  public static let summary = "Optimal liquidation under linear impact: path, cost, variance"
  public static let source =
    "Almgren and Chriss (2000), Optimal execution of portfolio transactions"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("shares", \.shares, .positive, "shares to sell"),
    .number("days", \.days, .positive, "time to sell them in"),
    .count("periods", \.periods, 1...100_000, "trades, one a period"),
    .number("sigma", \.sigma, .notNegative, "volatility, dollars per square root of a day"),
    .number("half-spread", \.halfSpread, .notNegative, "half the spread, dollars"),
    .number("gamma", \.gamma, .notNegative, "permanent impact, dollars per share"),
    .number("eta", \.eta, .positive, "temporary impact, dollars per share and day"),
    .number("lambda", \.lambda, .finite, "risk aversion, per dollar"),
    .number(
      "confidence", \.confidence, .upTo(0.5, 1), "of the value at risk that is made least"),
  ]

  /// What the optimal liquidation holds and costs.
  public struct Solution: TheorySolution {
    /// Per day; of the sine for a negative risk aversion.
    public let kappa: Double
    /// Dollars.
    public let expectedCost: Double
    /// Square dollars.
    public let variance: Double
    /// Shares after each trade but the last, x_1 ... x_(N-1).
    public let holdings: [Double]
    /// Shares of each trade, n_1 ... n_N.
    public let trades: [Double]
    /// Dollars: the expected cost and the quantile's multiple of the standard deviation.
    public let valueAtRisk: Double
    public let least: LeastValueAtRisk
  }

  /// The risk aversion with the least value at risk.
  public struct LeastValueAtRisk: Equatable, Sendable {
    /// Per dollar; nil where selling everything in the first period is best.
    public let lambda: Double?
    /// Dollars.
    public let value: Double
  }

  /// - Throws: `TheoryFault` where impact leaves the temporary cost negative, or risk aversion is
  ///   below the bound of the sine form.
  /// - Complexity: O(periods).
  public func derive() throws(TheoryFault) -> Solution {
    try checkImpact()
    try checkRiskAversion()
    let path = path(lambda)
    let quantile = NormalDistribution.quantile(confidence)
    return Solution(
      kappa: path.kappa, expectedCost: path.expectedCost, variance: path.variance,
      holdings: Array(path.holdings.dropFirst().dropLast()), trades: path.trades,
      valueAtRisk: path.expectedCost + quantile * path.variance.squareRoot(),
      least: leastValueAtRisk(quantile: quantile))
  }

  private func checkImpact() throws(TheoryFault) {
    guard temporaryImpact > 0 else {
      throw TheoryFault(
        "eta", found: TheoryText.number(eta),
        allowed: "numbers above gamma tau / 2 = \(TheoryText.number(gamma * period / 2))")
    }
  }

  private func checkRiskAversion() throws(TheoryFault) {
    guard lambda > leastRiskAversion else {
      throw TheoryFault(
        "lambda", found: TheoryText.number(lambda),
        allowed: "numbers above \(TheoryText.number(leastRiskAversion)); from there down the cost "
          + "has no least value")
    }
  }

  /// The bound of the sine form, -(4 eta~ / (tau^2 sigma^2)) sin^2(pi / 2N), per dollar.
  public var leastRiskAversion: Double {
    let sine = sin(Double.pi / (2 * Double(periods)))
    return -4 * temporaryImpact / (period * period * sigma * sigma) * sine * sine
  }

  /// tau, days.
  var period: Double { days / Double(periods) }

  /// eta~, dollars a share per share and day.
  var temporaryImpact: Double { eta - gamma * period / 2 }
}
