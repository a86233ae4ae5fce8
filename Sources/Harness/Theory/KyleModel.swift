import Foundation
import Scenarios

/// The sequential auctions of Kyle, in which an informed trader hides behind noise.
///
/// Backward from alpha_N = 0: 2 lambda^2 (1 - alpha lambda) sigma_u^2 dt / Sigma_n = 1 - 2 alpha
/// lambda, beta dt = (1 - 2 alpha lambda) / (2 lambda (1 - alpha lambda)), Sigma_(n-1) = Sigma_n /
/// (1 - beta lambda dt), alpha_(n-1) = 1 / (4 lambda (1 - alpha lambda)). The equations keep their
/// form when Sigma is scaled, so that one pass from Sigma_N = 1 is scaled to the prior.
///
/// Source: Kyle, Continuous auctions and insider trading, Econometrica 53 (1985), theorem 2.
public struct KyleModel: TheoryModel {
  /// Auctions, N.
  public var periods = 4
  /// Sigma_0: the variance of the value before trading, money squared.
  public var sigma0 = 1.0
  /// sigma_u: the deviation of noise orders over all auctions, units.
  public var sigmaU = 1.0

  public init() {}

  public static let name = "kyle"
  public static let summary = "Informed trading in auctions: price impact and what stays secret"
  public static let source = "Kyle (1985), Continuous auctions and insider trading, theorem 2"
  public static let parameters: [TheoryParameter<Self>] = [
    .count("periods", \.periods, 1...1_000_000, "auctions"),
    .number("sigma0", \.sigma0, .positive, "variance of the value before trading"),
    .number("sigma-u", \.sigmaU, .positive, "deviation of noise orders over all auctions"),
  ]

  public struct Solution: TheorySolution {
    /// Price moved per unit of order flow, by auction.
    public let lambda: [Double]
    /// The informed trader's units per unit of mispricing and of time, by auction; time is 1 / N.
    public let beta: [Double]
    /// Of the value after the last auction.
    public let posteriorVariance: Double
    /// The informed trader's before trading, money.
    public let expectedProfit: Double
  }

  /// Of one auction, in units in which Sigma_N and the variance of noise in an auction are 1.
  private struct Auction {
    let lambda: Double
    /// beta dt lambda / (1 - beta dt lambda), by which the variance shrinks.
    let revealed: Double
  }

  /// - Complexity: O(periods).
  public func derive() throws(TheoryFault) -> Solution {
    var auctions: [Auction] = []
    var (alpha, delta, variance) = (0.0, 0.0, 1.0)
    for _ in 0..<periods {
      let auction = Self.auction(alpha, variance)
      auctions.append(auction)
      delta += alpha * auction.lambda * auction.lambda
      alpha = 1 / (2 * auction.lambda * (1 + auction.revealed))
      variance *= 1 + auction.revealed
    }
    return scaled(auctions.reversed(), prior: variance, profit: alpha * variance + delta)
  }

  private func scaled(_ auctions: [Auction], prior: Double, profit: Double) -> Solution {
    let noise = sigmaU / Double(periods).squareRoot()
    let unit = (sigma0 / prior).squareRoot() / noise
    return Solution(
      lambda: auctions.map { $0.lambda * unit },
      beta: auctions.map {
        $0.revealed / ($0.lambda * unit * (1 + $0.revealed)) * Double(periods)
      },
      posteriorVariance: sigma0 / prior, expectedProfit: profit * unit * noise * noise)
  }

  /// One auction from what follows it.
  ///
  /// With w = 1 - 2 alpha lambda the equation is w = (1 - w)^2 (1 + w) / (4 alpha^2 Sigma), whose
  /// right side falls as w grows: Newton's method on the difference, within bounds that shrink.
  private static func auction(_ alpha: Double, _ variance: Double) -> Auction {
    guard alpha > 0 else {
      return Auction(lambda: (variance / 2).squareRoot(), revealed: 1)
    }
    let scale = 1 / (4 * alpha * alpha * variance)
    var (low, high, w) = (0.0, 1.0, min(0.5, scale))
    for _ in 0..<100 {
      let value = w - scale * (1 - w) * (1 - w) * (1 + w)
      if value == 0 { break }
      if value > 0 { high = w } else { low = w }
      let slope = 1 + scale * (1 - w) * (1 + 3 * w)
      let next = w - value / slope
      if next == w { break }
      w = next > low && next < high ? next : (low + high) / 2
    }
    return Auction(lambda: (1 - w) / (2 * alpha), revealed: w)
  }
}

extension KyleModel.Solution {
  public var figures: JSONValue {
    [
      "lambda": .array(lambda.map { .number($0) }), "beta": .array(beta.map { .number($0) }),
      "posterior_variance": .number(posteriorVariance),
      "expected_profit": .number(expectedProfit),
    ]
  }

  public var text: String {
    let figures = TheoryText.list([
      "variance of the value after the last": TheoryText.number(posteriorVariance),
      "the informed trader's profit": TheoryText.number(expectedProfit),
    ])
    var table = Table(["auction", "lambda", "beta"])
    for index in lambda.indices where index < 10 || index >= lambda.count - 10 {
      table.append([
        "\(index + 1)", TheoryText.number(lambda[index]), TheoryText.number(beta[index]),
      ])
    }
    let isCut = lambda.count > 20
    return figures + "\n" + table.text + (isCut ? "Auctions between are in the JSON.\n" : "")
  }
}
