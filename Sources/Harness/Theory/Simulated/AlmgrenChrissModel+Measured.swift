extension AlmgrenChrissModel: SimulatedTheoryModel {
  public static let effort = TheoryEffort(
    name: "experiments", help: "paths of the price along which the simulation sells",
    allowed: 100...100_000_000)
  public static let means = "through the matching engine"

  /// The relative error of the variance is sqrt(2 / n).
  public var usualEffort: Int { 1_000_000 }

  private static let mostPeriods = 1_000

  public func measure(
    _ solution: Solution, seed: UInt64, effort: Int, progress: (Double) -> Void
  ) throws(TheoryFault) -> [TheoryMeasurement] {
    guard periods <= Self.mostPeriods else {
      throw TheoryFault(
        "periods", found: "\(periods)",
        allowed: "whole numbers up to \(Self.mostPeriods) with --simulate")
    }
    let measured = SimulatedAlmgrenChriss.run(
      self, trades: solution.trades, seed: seed, paths: effort, progress: progress)
    return [
      TheoryMeasurement(
        "expected_cost", title: "expected cost, dollars", exact: solution.expectedCost,
        measured.cost),
      TheoryMeasurement(
        "variance", title: "variance of the cost, square dollars", exact: solution.variance,
        measured.variance),
    ]
  }
}
