import SimKernel

/// Writes `trades.csv`: one line a trade, taken from the journal as the run goes.
final class TradeTable: JournalSink {
  private let file: OutputFile
  private let names: JournalNames
  /// When and where the event at hand happens.
  private var time = SimTime.zero
  private var venue = VenueIndex(0)
  private var instrument = InstrumentIndex(0)

  private static let columns =
    "time,venue,instrument,side,price,quantity,aggressor,order,resting_agent,resting_order,"
    + "ahead_at_entry,traded_ahead,hidden"

  init(_ file: OutputFile, _ names: JournalNames) throws {
    self.file = file
    self.names = names
    try file.write(Array((Self.columns + "\n").utf8))
  }

  func write(_ words: UnsafeBufferPointer<UInt64>) throws {
    var place = 0
    while place < words.count, let kind = RecordKind(head: words[place]) {
      let end = place + kind.wordCount
      if kind == .event || kind == .trade {
        try take(kind, Array(words[place..<end]))
      }
      place = end
    }
  }

  func finish() throws { try file.finish() }

  private func take(_ kind: RecordKind, _ words: [UInt64]) throws {
    guard let record = DecodedRecord(words) else { return }
    if kind == .event {
      for field in record.fields {
        switch field.value {
        case .time(let value) where field.name == "time": time = value
        case .venue(let value): venue = value
        case .instrument(let value): instrument = value
        default: break
        }
      }
      return
    }
    let cells = Self.fields.map { name in
      record.fields.first { $0.name == name }.map { names.text($0.value, instrument) } ?? ""
    }
    let start = [
      time.timeOfDayText, names.text(.venue(venue), nil),
      names.text(.instrument(instrument), nil),
    ]
    let aggressor = record.agent.map(names.name) ?? ""
    let line = start + cells[..<3] + [aggressor] + cells[3...]
    try file.write(Array((line.map(Self.cell).joined(separator: ",") + "\n").utf8))
  }

  /// The text of a cell, between quotes where RFC 4180 demands them.
  private static func cell(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// The record's fields in the order of the columns.
  private static let fields = [
    "side", "price", "quantity", "order", "resting", "resting order", "ahead at entry",
    "traded ahead", "hidden",
  ]
}

/// Hands a journal to two sinks.
final class ForkedSink: JournalSink {
  private let first: any JournalSink
  private let second: any JournalSink

  init(_ first: any JournalSink, _ second: any JournalSink) {
    self.first = first
    self.second = second
  }

  func write(_ words: UnsafeBufferPointer<UInt64>) throws {
    try first.write(words)
    try second.write(words)
  }
}
