/// A number that was measured by simulation, with its standard error.
public struct SimulatedValue: Hashable, Sendable {
  public var value: Double
  /// In the value's unit.
  public var standardError: Double

  public init(value: Double, standardError: Double) {
    self.value = value
    self.standardError = standardError
  }

  /// The share of successes in independent trials.
  ///
  /// The error is that of the share (successes + 1) / (trials + 2), so that it is not zero where
  /// nothing or everything has succeeded; at most 1 / (2 sqrt(trials)).
  ///
  /// - Precondition: 0 <= successes <= trials, trials > 0.
  public init(successes: Int, trials: Int) {
    precondition(trials > 0 && successes >= 0 && successes <= trials, "\(successes) of \(trials)")
    value = Double(successes) / Double(trials)
    let share = Double(successes + 1) / Double(trials + 2)
    standardError = (share * (1 - share) / Double(trials)).squareRoot()
  }

  /// How many standard errors it is above a number.
  public func deviation(from exact: Double) -> Double { (value - exact) / standardError }
}

/// Numbers in rows and columns, each with its standard error.
public struct SimulatedTable: Hashable, Sendable {
  public var rows: [[SimulatedValue]]

  public var values: [[Double]] { rows.map { $0.map(\.value) } }
  public var standardErrors: [[Double]] { rows.map { $0.map(\.standardError) } }
}
