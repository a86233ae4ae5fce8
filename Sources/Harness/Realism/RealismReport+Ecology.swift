import Scenarios
import SimKernel

extension RealismReport.Entry {
  /// The ecology of a scenario file, to be judged beside a recorded market.
  ///
  /// - Parameter span: The clock of the recorded market's windows, nanoseconds since midnight.
  /// - Throws: `RunError.unreadable`, `ScenarioError`, and `CalibrationMistake` for a scenario that
  ///   is no ecology or cannot be compared with the recorded market.
  public static func ecology(
    _ path: String, beside recording: MarketRecording, span: Range<Int64>
  ) throws -> RealismReport.Entry {
    let setup = try RunSetup(path: path)
    let comparison = EcologyComparison(
      scenario: setup.scenario, units: try LobsterUnits(JournalHeader(setup).instruments[0]),
      recording: recording, span: span)
    if let fault = comparison.fault { throw CalibrationMistake(description: "\(path): \(fault)") }
    return RealismReport.Entry(name: "ecology", setup)
  }
}

/// Whether a scenario can be judged beside a recorded market.
private struct EcologyComparison {
  let scenario: Scenario
  let units: LobsterUnits
  let recording: MarketRecording
  /// Nanoseconds since midnight.
  let span: Range<Int64>

  /// What is in the way, and what is allowed.
  var fault: String? { kindFault ?? bookFault ?? tickFault ?? clockFault }

  private var kindFault: String? {
    let types = Set(scenario.agents.map(\.type)).sorted()
    guard !types.contains("marked_flow") else { return nil }
    return "its agents are of the types \(types.joined(separator: ", ")); allowed is an ecology, "
      + "with an agent of the type marked_flow, as calibrate --model ecology writes it"
  }

  private var bookFault: String? {
    let counts = (scenario.instruments.count, scenario.venues.count)
    guard counts != (1, 1) else { return nil }
    return "it has \(counts.0) instruments and \(counts.1) venues; allowed is one of each"
  }

  private var tickFault: String? {
    guard units.stepsPerTick != recording.tape.tick else { return nil }
    return "its tick is \(units.stepsPerTick) and that of \(recording.name) "
      + "\(recording.tape.tick), in units of the file; allowed are equal ones"
  }

  private var clockFault: String? {
    let (start, end) = (scenario.clock.start, scenario.clock.end)
    guard start.nanoseconds > span.lowerBound || end.nanoseconds < span.upperBound else {
      return nil
    }
    let ends = [span.lowerBound, span.upperBound].map { SimTime(nanoseconds: $0).timeOfDayText }
    return "its clock is \(start.timeOfDayText)..\(end.timeOfDayText), and the windows of "
      + "\(recording.name) are \(ends[0])..\(ends[1]); allowed is a clock that covers them"
  }
}
