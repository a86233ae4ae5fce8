import Foundation

/// The market maker of Avellaneda and Stoikov, with exact moments of the paper's simulation.
///
/// The maker quotes around r = s - q gamma sigma^2 (T - t) with the total spread gamma sigma^2 (T -
/// t) + (2 / gamma) ln(1 + gamma / k). In each step of dt a quote at distance d from the price is
/// filled with probability A exp(-k d) dt, clipped to [0, 1], each side by itself; then the price
/// moves by sigma sqrt(dt) up or down. The symmetric maker quotes the same spread around the price
/// itself.
///
/// Source: Avellaneda and Stoikov, High-frequency trading in a limit order book, Quantitative
/// Finance 8 (2008), eqs. 29-30 and section 3.3.
public struct AvellanedaStoikovModel: TheoryModel {
  /// Risk aversion, per unit of money.
  public var gamma = 0.1
  /// Money per square root of a unit of time.
  public var sigma = 2.0
  /// T, units of time.
  public var horizon = 1.0
  /// Units of time; the horizon is a whole number of them.
  public var dt = 0.005
  /// Fills per unit of time at the price itself, A.
  public var a = 140.0
  /// Decay of fills with distance, per unit of money.
  public var k = 1.5

  public init() {}

  public static let name = "avellaneda-stoikov"
  public static let summary = "Market making with inventory risk: exact moments of the simulation"
  public static let source =
    "Avellaneda and Stoikov (2008), High-frequency trading in a limit order book"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("gamma", \.gamma, .notNegative, "risk aversion, per unit of money"),
    .number("sigma", \.sigma, .notNegative, "volatility, money per square root of time"),
    .number("horizon", \.horizon, .positive, "time of trading"),
    .number("dt", \.dt, .positive, "time of a step"),
    .number("a", \.a, .notNegative, "fills per unit of time at the price itself"),
    .number("k", \.k, .positive, "decay of fills with distance, per unit of money"),
  ]

  /// Moments of one maker at the horizon, in units of money and of the asset.
  public struct Moments: Equatable, Sendable {
    /// Mean over the steps.
    public let spread: Double
    public let profitMean: Double
    public let profitDeviation: Double
    public let inventoryDeviation: Double
  }

  public struct Solution: TheorySolution {
    public let inventory: Moments
    public let symmetric: Moments
  }

  /// - Throws: `TheoryFault` where the horizon is not a whole number of steps, or of too many.
  /// - Complexity: O(steps x inventories that occur).
  public func derive() throws(TheoryFault) -> Solution {
    let steps = try steps()
    return Solution(
      inventory: moments(steps, isSymmetric: false), symmetric: moments(steps, isSymmetric: true))
  }

  private static let mostSteps = 20_000

  /// In the horizon.
  func steps() throws(TheoryFault) -> Int {
    let ratio = horizon / dt
    let steps = ratio.rounded()
    guard steps >= 1, steps <= Double(Self.mostSteps), abs(ratio - steps) <= 1e-9 * steps else {
      throw TheoryFault(
        "dt", found: TheoryText.number(dt),
        allowed: "the horizon divided by a whole number from 1 to \(Self.mostSteps)")
    }
    return Int(steps)
  }

  private func moments(_ steps: Int, isSymmetric: Bool) -> Moments {
    var distribution = InventoryDistribution()
    var total = 0.0
    for step in 0..<steps {
      let risk = gamma * sigma * sigma * (horizon - Double(step) * dt)
      let spread = risk + riskNeutralSpread
      total += spread
      distribution.trade { inventory in
        let skew = isSymmetric ? 0 : Double(inventory) * risk
        return (fill(at: spread / 2 - skew), fill(at: spread / 2 + skew))
      }
      distribution.move(variance: sigma * sigma * dt)
    }
    return Moments(
      spread: total / Double(steps), profitMean: distribution.profitMean,
      profitDeviation: distribution.profitVariance.squareRoot(),
      inventoryDeviation: distribution.inventoryVariance.squareRoot())
  }

  /// (2 / gamma) ln(1 + gamma / k), and its limit 2 / k.
  private var riskNeutralSpread: Double {
    gamma == 0 ? 2 / k : 2 / gamma * log1p(gamma / k)
  }

  private func fill(at distance: Double) -> InventoryDistribution.Fill {
    let probability = min(1, a * dt * exp(-k * distance))
    return InventoryDistribution.Fill(probability: probability, gain: distance)
  }
}
