extension AvellanedaStoikovModel: SimulatedTheoryModel {
  public static let effort = TheoryEffort(
    name: "experiments", help: "paths that the simulation draws for each maker",
    allowed: 100...100_000_000)
  public static let means = "by drawing fills and moves"

  /// The deviation of the symmetric maker's profit, which has the heaviest tails, takes most.
  public var usualEffort: Int { 1_250_000 }

  public func measure(
    _ solution: Solution, seed: UInt64, effort: Int, progress: (Double) -> Void
  ) throws(TheoryFault) -> [TheoryMeasurement] {
    let measured = SimulatedAvellanedaStoikov.run(
      self, steps: try steps(), seed: seed, paths: effort, progress: progress)
    return Self.figures("inventory", solution.inventory, measured.inventory)
      + Self.figures("symmetric", solution.symmetric, measured.symmetric)
  }

  private static func figures(
    _ maker: String, _ exact: Moments, _ measured: SimulatedAvellanedaStoikov.Moments
  ) -> [TheoryMeasurement] {
    func figure(
      _ key: String, _ title: String, _ exact: Double, _ value: SimulatedValue
    ) -> TheoryMeasurement {
      TheoryMeasurement(maker, key, title: "\(maker): \(title)", exact: exact, value)
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
