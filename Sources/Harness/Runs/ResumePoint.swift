import SimKernel

/// Up to where a stopped run's journal is kept when the run is resumed.
public struct ResumePoint: Hashable, Sendable, CustomStringConvertible {
  /// Events of the run that the kept part covers.
  public var event: Int
  /// When the last of them happened; the start where there is none.
  public var time: SimTime
  /// Records of the kept part, those of its checkpoints included.
  public var records: Int
  /// Length of the kept part of the file.
  public var bytes: Int

  /// - Parameter start: When the run begins.
  init(_ scan: JournalScan, start: SimTime) {
    event = scan.checkpoints.last?.events ?? 0
    time = scan.checkpoints.last?.time ?? start
    records = scan.recordCount
    bytes = scan.goodEnd
  }

  /// `event 2048 at 09:31:00.5, 7301 records kept`.
  public var description: String {
    "event \(event) at \(time.timeOfDayText), \(records) records kept"
  }
}
