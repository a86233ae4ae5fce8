import Foundation

/// The market maker of Cartea, Jaimungal and Penalva who pays for inventory while and when it ends.
///
/// h = ln(exp(A T) z) / kappa with -phi kappa q^2 on and lambda / e beside the diagonal of A, and
/// z(q) = exp(-alpha kappa q^2), for |q| <= qbar; the bid stands delta-(q) = 1 / kappa + h(q) -
/// h(q + 1) below the price, the ask delta+(q) = 1 / kappa + h(q) - h(q - 1) above it. A negative
/// distance means to cross the price: the formula's value is given as it is, and beside it what a
/// maker posts who clamps distances at zero.
///
/// Source: Cartea, Jaimungal and Penalva, Algorithmic and High-Frequency Trading (2015), chapter
/// 10.
public struct CarteaJaimungalModel: TheoryModel {
  /// Market orders of each side per unit of time.
  public var lambda = 1.0
  /// Penalty on running inventory, money per unit squared and time.
  public var phi = 2e-5
  /// Penalty on the last inventory, money per unit squared.
  public var alpha = 1e-4
  /// Decay of fills with distance, per unit of money.
  public var kappa = 100.0
  /// Largest inventory.
  public var qbar = 3
  /// T - t.
  public var horizon = 30.0

  public init() {}

  public static let name = "cartea-jaimungal"
  public static let summary =
    "Market making with inventory penalties: quotes by a matrix exponential"
  public static let source =
    "Cartea, Jaimungal and Penalva (2015), Algorithmic and High-Frequency Trading, chapter 10"
  public static let parameters: [TheoryParameter<Self>] = [
    .number("lambda", \.lambda, .positive, "market orders of a side per unit of time"),
    .number("phi", \.phi, .notNegative, "penalty on running inventory"),
    .number("alpha", \.alpha, .notNegative, "penalty on the last inventory"),
    .number("kappa", \.kappa, .positive, "decay of fills with distance, per unit of money"),
    .count("qbar", \.qbar, 1...200, "largest inventory"),
    .number("horizon", \.horizon, .notNegative, "time that is left"),
  ]

  /// Distances from the price, money.
  public struct Solution: TheorySolution {
    public let qbar: Int
    /// delta- for inventories -qbar...(qbar - 1).
    public let bid: [Double]
    /// delta+ for inventories (1 - qbar)...qbar.
    public let ask: [Double]
  }

  /// - Throws: `TheoryFault` where penalties or horizon are beyond what numbers hold.
  /// - Complexity: O(horizon x rates x qbar).
  public func derive() throws(TheoryFault) -> Solution {
    try checkPenalties()
    let values = try values().map { log($0) / kappa }
    let steps = zip(values, values.dropFirst()).map { $0 - $1 }
    return Solution(
      qbar: qbar, bid: steps.map { 1 / kappa + $0 }, ask: steps.map { 1 / kappa - $0 })
  }

  private static let mostWork = 2e7

  private func checkPenalties() throws(TheoryFault) {
    let square = Double(qbar * qbar)
    guard alpha * kappa * square <= 700 else {
      throw TheoryFault(
        "alpha", found: TheoryText.number(alpha),
        allowed: "numbers up to 700 / (kappa qbar^2) = \(TheoryText.number(700 / kappa / square))")
    }
    let work = horizon * rate * Double(2 * qbar + 1)
    guard work <= Self.mostWork else {
      throw TheoryFault(
        "horizon", found: TheoryText.number(horizon),
        allowed: "numbers up to \(TheoryText.number(Self.mostWork / rate / Double(2 * qbar + 1))) "
          + "with these rates and penalties")
    }
  }

  /// A bound on what leaves or enters a row of A per unit of time.
  private var rate: Double { phi * kappa * Double(qbar * qbar) + 2 * lambda / M_E }

  /// exp(A T) z up to a common factor.
  ///
  /// The diagonal is shifted until no entry is negative, so that the series of each piece of time
  /// has positive terms alone and every component keeps its digits.
  private func values() throws(TheoryFault) -> [Double] {
    var values = (-qbar...qbar).map { exp(-alpha * kappa * Double($0 * $0)) }
    let pieces = (horizon * rate / 16).rounded(.up)
    for _ in 0..<Int(pieces) { values = advanced(values, by: horizon / pieces) }
    guard values.allSatisfy({ $0.isNormal }) else {
      throw TheoryFault(
        "phi", found: TheoryText.number(phi),
        allowed: "penalties that leave every inventory a weight above 1e-300")
    }
    return values
  }

  private func advanced(_ values: [Double], by time: Double) -> [Double] {
    var term = values
    var sum = values
    var order = 1.0
    while order < 200, zip(term, sum).contains(where: { $0 > 1e-18 * $1 }) {
      term = shifted(term, times: time / order)
      for index in sum.indices { sum[index] += term[index] }
      order += 1
    }
    let largest = sum.max() ?? 1
    return sum.map { $0 / largest }
  }

  /// (A + shift) times a vector and a number.
  private func shifted(_ vector: [Double], times factor: Double) -> [Double] {
    let beside = lambda / M_E
    let most = Double(qbar * qbar)
    return vector.indices.map { index in
      let inventory = Double((index - qbar) * (index - qbar))
      let below = index > 0 ? vector[index - 1] : 0
      let above = index + 1 < vector.count ? vector[index + 1] : 0
      return factor * (phi * kappa * (most - inventory) * vector[index] + beside * (below + above))
    }
  }
}
