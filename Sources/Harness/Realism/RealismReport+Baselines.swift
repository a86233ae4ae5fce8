extension RealismReport {
  /// The markets that a fitted ecology must beat: Cont, Stoikov and Talreja's, and Santa Fe's.
  ///
  /// - Throws: `CalibrationMistake`.
  public static func baselines(
    _ recording: MarketRecording, windows: [Range<Int64>], span: Range<Int64>, view: MarketView
  ) throws -> [Entry] {
    let sample = try FlowSample(
      recording, windows: windows, messageDepth: view.messageDepth)
    let frame = try MarketCalibration.frame(sample, span, recording.name)
    return [
      Entry(name: "cst", text: CalibratedScenario(ContStoikovTalrejaFit(sample), frame).text()),
      Entry(name: "santa_fe", text: CalibratedScenario(SantaFeFit(sample), frame).text()),
    ]
  }
}
