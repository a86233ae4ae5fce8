extension RealismReport {
  /// The markets that a fitted ecology must beat: Cont, Stoikov and Talreja's, and Santa Fe's.
  ///
  /// - Throws: `CalibrationMistake`.
  public static func baselines(
    _ recording: MarketRecording, windows: [Range<Int64>], span: Range<Int64>
  ) throws -> [Entry] {
    let sample = FlowSample(recording, windows: windows)
    let frame = try MarketCalibration.frame(sample, span, recording.name)
    return [
      Entry(name: "cst", text: CalibratedScenario(ContStoikovTalrejaFit(sample), frame).text()),
      Entry(name: "santa_fe", text: CalibratedScenario(SantaFeFit(sample), frame).text()),
    ]
  }
}
