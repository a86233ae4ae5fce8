import Foundation
import Scenarios

/// How much of a Sharpe ratio is left after short samples, fat tails and many trials.
///
/// PSR(b) = Phi((SR - b) sqrt(T - 1) / sqrt(1 - g3 SR + (g4 - 1) SR^2 / 4)) with Sharpe ratios per
/// period, skewness g3 and non-excess kurtosis g4 (3 for a normal). The best of N worthless trials
/// is expected at SR0 = sqrt(V) ((1 - c) Phi^-1(1 - 1 / N) + c Phi^-1(1 - 1 / (N e))) with Euler's
/// constant c, and 0 for one trial; the deflated ratio is PSR(SR0). The shortest track record is 1
/// + (1 - g3 SR + (g4 - 1) SR^2 / 4) (z / (SR - b))^2 periods.
///
/// Source: Bailey and López de Prado, The deflated Sharpe ratio, Journal of Portfolio Management 40
/// (2014), and The Sharpe ratio efficient frontier, Journal of Risk 15 (2012).
public struct DeflatedSharpeModel: TheoryModel {
  /// SR, per period.
  public var sharpe = 2.5 / 250.0.squareRoot()
  /// T, periods.
  public var observations = 1250
  /// g3.
  public var skew = -3.0
  /// g4, not in excess of 3.
  public var kurtosis = 10.0
  /// N, independent.
  public var trials = 100
  /// V: of the trials' Sharpe ratios per period.
  public var trialVariance = 1.0 / 500
  /// b, per period.
  public var benchmark = 0.0
  public var confidence = 0.95

  public init() {}

  public static let name = "deflated-sharpe"
  public static let summary = "Probabilistic and deflated Sharpe ratio, shortest track record"
  public static let source = "Bailey and López de Prado (2014), The deflated Sharpe ratio"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("sharpe", \.sharpe, .finite, "Sharpe ratio per period"),
    .count("observations", \.observations, 2...Int(Int32.max), "periods observed"),
    .number("skew", \.skew, .finite, "skewness of returns"),
    .number("kurtosis", \.kurtosis, .atLeast(1), "kurtosis of returns, 3 for a normal"),
    .count("trials", \.trials, 1...Int(Int32.max), "independent trials"),
    .number(
      "trial-variance", \.trialVariance, .notNegative, "variance of the trials' Sharpe ratios"),
    .number("benchmark", \.benchmark, .finite, "Sharpe ratio per period to be above"),
    .number("confidence", \.confidence, .strictlyBetween(0, 1), "of the shortest track record"),
  ]

  /// Probabilities are NaN where nothing is known: the ratio equals its benchmark and has no error.
  public struct Solution: TheorySolution {
    /// SR0, per period.
    public let expectedMaximum: Double
    /// PSR(SR0).
    public let deflated: Double
    /// PSR(b).
    public let probabilistic: Double
    /// Periods; nil where no record is long enough, the ratio being at most the benchmark.
    public let shortestRecord: Double?
    public let confidence: Double

    /// Whether the deflated ratio reaches the confidence; a NaN never does.
    public var passes: Bool { deflated >= confidence }
  }

  /// - Throws: `TheoryFault` where no returns have such a skewness with such a kurtosis, which
  //would /   leave the Sharpe ratio a negative variance.
  public func derive() throws(TheoryFault) -> Solution {
    let spread = 1 - skew * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe
    guard spread >= 0 else {
      throw TheoryFault(
        "kurtosis", found: TheoryText.number(kurtosis),
        allowed: "numbers from 1 + skew^2 = \(TheoryText.number(1 + skew * skew)) on")
    }
    let maximum = expectedMaximum
    return Solution(
      expectedMaximum: maximum, deflated: probability(above: maximum, spread),
      probabilistic: probability(above: benchmark, spread), shortestRecord: record(spread),
      confidence: confidence)
  }

  private func probability(above benchmark: Double, _ spread: Double) -> Double {
    let error = (spread / Double(observations - 1)).squareRoot()
    return NormalDistribution.probability(atMost: (sharpe - benchmark) / error)
  }

  private var expectedMaximum: Double {
    guard trials > 1 else { return 0 }
    let euler = 0.577_215_664_901_532_860_6
    let tail = 1 / Double(trials)
    let quantiles =
      (1 - euler) * NormalDistribution.upperQuantile(tail)
      + euler * NormalDistribution.upperQuantile(tail / M_E)
    return trialVariance.squareRoot() * quantiles
  }

  private func record(_ spread: Double) -> Double? {
    guard sharpe > benchmark else { return nil }
    let ratio = NormalDistribution.quantile(confidence) / (sharpe - benchmark)
    return 1 + spread * ratio * ratio
  }
}

extension DeflatedSharpeModel.Solution {
  public var figures: JSONValue {
    [
      "expected_maximum": .number(expectedMaximum), "deflated": Self.json(deflated),
      "probabilistic": Self.json(probabilistic),
      "min_track_record": shortestRecord.map { .number($0) } ?? .null, "passes": .bool(passes),
    ]
  }

  private static func json(_ probability: Double) -> JSONValue {
    probability.isNaN ? .null : .number(probability)
  }

  public var text: String {
    TheoryText.list([
      "expected best of the trials, per period": TheoryText.number(expectedMaximum),
      "deflated Sharpe ratio": TheoryText.number(deflated),
      "probabilistic Sharpe ratio": TheoryText.number(probabilistic),
      "shortest track record, periods": shortestRecord.map { TheoryText.number($0) } ?? "never",
      "deflated ratio reaches the confidence": passes ? "yes" : "no",
    ])
  }
}
