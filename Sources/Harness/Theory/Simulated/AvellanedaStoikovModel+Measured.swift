import Foundation

extension AvellanedaStoikovModel: SimulatedTheoryModel {
  public static let effort = TheoryEffort(
    name: "experiments", help: "paths that the simulation draws for each maker",
    allowed: 100...100_000_000)
  public static let means = "through the matching engine"

  /// The deviation of the symmetric maker's profit, which has the heaviest tails, takes most.
  public var usualEffort: Int { 500_000 }

  public func measure(
    _ solution: Solution, seed: UInt64, effort: Int, progress: (Double) -> Void
  ) throws(TheoryFault) -> [TheoryMeasurement] {
    let steps = try steps()
    try checkQuotes(steps)
    try checkResolution()
    let measured = SimulatedAvellanedaStoikov.run(
      self, steps: steps, seed: seed, paths: effort, progress: progress)
    return Self.figures("inventory", solution.inventory, measured.inventory)
      + Self.figures("symmetric", solution.symmetric, measured.symmetric)
  }

  /// The quotes of the largest inventory that can be must be ticks of the book.
  private func checkQuotes(_ steps: Int) throws(TheoryFault) {
    let risk = gamma * sigma * sigma * horizon
    let free = gamma == 0 ? 1 / k : log1p(gamma / k) / gamma
    let distance = k * (free + risk * (0.5 + Double(steps)))
    let farthest = SimulatedAvellanedaStoikov.farthest
    guard distance < farthest else {
      throw TheoryFault(
        "sigma", found: TheoryText.number(sigma),
        allowed: "with --simulate numbers that leave quotes within "
          + "\(TheoryText.number(farthest / k)) of the price, here up to "
          + TheoryText.number(distance / k))
    }
  }

  /// Above this many k, gamma brings quotes so near that the rounding to ticks would be seen.
  private static let largestGamma = 35.0

  /// Quotes must be far enough away to be told from their rounding.
  private func checkResolution() throws(TheoryFault) {
    guard gamma <= Self.largestGamma * k else {
      throw TheoryFault(
        "gamma", found: TheoryText.number(gamma),
        allowed: "with --simulate at most \(TheoryText.number(Self.largestGamma)) k, "
          + "\(TheoryText.number(Self.largestGamma * k)): nearer quotes are not whole ticks")
    }
  }

  private static func figures(
    _ maker: String, _ exact: Moments, _ measured: SimulatedAvellanedaStoikov.Moments
  ) -> [TheoryMeasurement] {
    func figure(
      _ key: String, _ title: String, _ exact: Double, _ value: SimulatedValue
    ) -> TheoryMeasurement {
      TheoryMeasurement(maker, key, title: "\(maker): \(title)", exact: exact, value.orCertain)
    }
    return [
      figure(
        "spread", "mean spread", exact.spread,
        SimulatedValue(value: measured.spread, standardError: 0)),
      figure("profit_mean", "profit", exact.profitMean, measured.profitMean),
      figure(
        "profit_std", "profit's deviation", exact.profitDeviation, measured.profitDeviation),
      figure(
        "inventory_std", "inventory's deviation", exact.inventoryDeviation,
        measured.inventoryDeviation),
    ]
  }
}

extension SimulatedValue {
  /// The same without an error where the error is that of rounding alone: fills that are certain
  /// leave no chance in a figure.
  fileprivate var orCertain: SimulatedValue {
    standardError > 1e-9 * abs(value) ? self : SimulatedValue(value: value, standardError: 0)
  }
}
