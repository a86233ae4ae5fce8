extension SantaFeModel: SimulatedTheoryModel {
  public static let effort = TheoryEffort(
    name: "events", help: "orders and cancels that the simulation proposes",
    allowed: 10_000...1_000_000_000_000)
  public static let means = "through the matching engine"
  public static let remark =
    "Exact is the fit, within 0.005 of mu / 2 alpha: a z beyond 4 may be its error.\n"

  public var usualEffort: Int { 120_000_000 }

  /// Below the smallest epsilon the book has more than 100,000 orders, above the largest a side is
  /// empty too often for a spread to be told.
  private static let measurable = NumberRange.between(0.0001, 0.5)

  public func measure(
    _ solution: Solution, seed: UInt64, effort: Int, progress: (Double) -> Void
  ) throws(TheoryFault) -> [TheoryMeasurement] {
    guard Self.measurable.contains(epsilon) else {
      throw TheoryFault(
        "epsilon", found: TheoryText.number(epsilon),
        allowed: "\(Self.measurable.description) with --simulate")
    }
    try checkEvents(effort)
    let wide = SimulatedSantaFe.run(
      epsilon: epsilon, seed: seed, events: effort, progress: progress
    ).spread
    // L = mu / alpha is two units of mu / 2 alpha.
    let narrow = SimulatedValue(value: 2 * wide.value, standardError: 2 * wide.standardError)
    return [
      TheoryMeasurement(
        "spread", title: "mean spread, in units of mu / 2 alpha", exact: solution.spread, narrow),
      TheoryMeasurement(
        "spread_over_mu_alpha", title: "mean spread, in units of mu / alpha",
        exact: solution.spread / 2, wide),
    ]
  }

  /// An order lives for 1 / epsilon units of time of some 21 events each; a batch, a hundredth of
  /// the run, that is shorter would understate the error.
  private func checkEvents(_ events: Int) throws(TheoryFault) {
    let least = Int((2_100 / epsilon).rounded(.up))
    guard events >= least else {
      throw TheoryFault(
        Self.effort.name, found: "\(events)",
        allowed: "whole numbers from \(least) on with epsilon \(TheoryText.number(epsilon))")
    }
  }
}
