/// A model of which figures are measured by simulation, too.
///
/// Its line in `TheoryCatalog` says `measured:`; the options `--simulate`, `--seed` and the one for
/// the effort follow from what it declares here.
public protocol SimulatedTheoryModel: TheoryModel {
  /// The option that says how much is simulated.
  static var effort: TheoryEffort { get }
  /// What the measurement goes through, after "measured ".
  static var means: String { get }
  /// What a reader of the deviations must know, or nothing.
  static var remark: String { get }
  /// The effort that brings the standard errors to .002 for a probability and to 0.15 % of any
  /// other figure, with parameters near the published ones.
  var usualEffort: Int { get }

  /// Measures figures of these parameters.
  ///
  /// - Parameters:
  ///   - solution: The exact figures of the same parameters.
  ///   - effort: Within the range of the option.
  ///   - progress: Is told the part that is done, up to 1.
  /// - Throws: `TheoryFault` for parameters that cannot be simulated, or not with this effort.
  func measure(
    _ solution: Solution, seed: UInt64, effort: Int, progress: (Double) -> Void
  ) throws(TheoryFault) -> [TheoryMeasurement]
}

extension SimulatedTheoryModel {
  public static var remark: String { "" }
}

/// The option that says how much a measurement simulates.
public struct TheoryEffort: Sendable {
  /// Without the dashes.
  public let name: String
  public let help: String
  public let allowed: ClosedRange<Int>
}
