extension MarketRecording {
  /// One book of a finished run, seen through LOBSTER's window of a depth.
  ///
  /// - Parameters:
  ///   - run: A run's folder or a journal file.
  ///   - choice: The book; may be left open where the run has one.
  ///   - depth: Levels of a side, 1 to 10.
  /// - Throws: `ExportMistake`, `RunError.unreadable`, `JournalDamage`.
  public static func run(_ run: String, _ choice: BookChoice, depth: Int) throws -> MarketRecording
  {
    let lobster = try LobsterTape(
      run: run, venue: choice.venue, instrument: choice.instrument,
      window: LobsterWindow(depth: depth))
    var builder = MarketTapeBuilder(tick: lobster.tick, levels: depth, keepsRows: true)
    for (message, row) in zip(lobster.messages, lobster.rows) {
      do {
        try builder.append(message, asks: row.asks, bids: row.bids)
      } catch {
        throw ExportMistake.row(path: run, message: error.message)
      }
    }
    return builder.recording(named: DataSetName.of(run))
  }
}
