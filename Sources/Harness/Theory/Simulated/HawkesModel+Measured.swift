extension HawkesModel: SimulatedTheoryModel {
  public static let effort = TheoryEffort(
    name: "experiments", help: "windows that the simulation counts events in",
    allowed: 1_000...50_000_000)
  public static let means = "through the matching engine"

  /// The variance is what takes most; windows short against the relaxation time repeat each other.
  ///
  /// The constants bring its error to 0.1 % at the published rates for windows of 1, 5 and 50.
  public var usualEffort: Int {
    let windows = 4e6 * (1 + 0.6 / ((beta - alpha) * window))
    return 100_000 * Int((min(windows, 2e7) / 100_000).rounded(.up))
  }

  public func measure(
    _ solution: Solution, seed: UInt64, effort: Int, progress: (Double) -> Void
  ) throws(TheoryFault) -> [TheoryMeasurement] {
    try checkEvents(solution.intensity)
    try checkLength(effort, solution.intensity)
    let counts = SimulatedHawkes.run(
      mu: mu, alpha: alpha, beta: beta, window: window, seed: seed, windows: effort,
      progress: progress)
    return [
      TheoryMeasurement(
        "intensity", title: "events per unit of time", exact: solution.intensity,
        counts.intensity),
      TheoryMeasurement(
        "variance", title: "variance of the count in the window", exact: solution.variance,
        counts.variance),
      TheoryMeasurement(
        "fano", title: "variance over mean of the count", exact: solution.fano, counts.fano),
    ]
  }

  private static let mostEvents = 1e8

  /// Neither a window nor the 40 relaxation times before the first may take forever.
  private func checkEvents(_ intensity: Double) throws(TheoryFault) {
    let most = Self.mostEvents / intensity
    guard window <= most else {
      throw TheoryFault(
        "window", found: TheoryText.number(window),
        allowed: "numbers up to \(TheoryText.number(most)) with --simulate")
    }
    guard 40 / (beta - alpha) <= most else {
      throw TheoryFault(
        "beta", found: TheoryText.number(beta),
        allowed: "with --simulate numbers so far above alpha = \(TheoryText.number(alpha)) that "
          + "40 / (beta - alpha) units of time have at most \(TheoryText.number(Self.mostEvents)) "
          + "events")
    }
  }

  /// A batch is a hundredth of the windows: as long as a relaxation time, and of 100 events.
  private func checkLength(_ windows: Int, _ intensity: Double) throws(TheoryFault) {
    let least = max(100 / (beta - alpha), 10_000 / intensity)
    guard Double(windows) * window >= least else {
      throw TheoryFault(
        Self.effort.name, found: "\(windows)",
        allowed: "with windows of \(TheoryText.number(window)) whole numbers from "
          + "\(TheoryText.number((least / window).rounded(.up))) on")
    }
  }
}
