import SimKernel

/// Reads a table of times of day and values in currency: `time,value`, then one row a line.
struct SeriesTable {
  static let header = "time,value"
  static let rowLimit = 1_000_000

  let file: String
  /// Currency.
  let tick: Double
  /// Of the clock, at which the value has to be known; nil where that is not known itself.
  let start: SimTime?
  private(set) var faults: [ScenarioFault] = []

  init(file: String, tick: Double, start: SimTime?) {
    self.file = file
    self.tick = tick
    self.start = start
  }

  /// The rows; faults where there is anything but rows in ascending order of time.
  mutating func read(_ bytes: [UInt8]) -> [FundamentalSeries.Row] {
    var rows: [FundamentalSeries.Row] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where faults.count < FaultLog.limit {
      var text = String(decoding: line, as: UTF8.self)
      if text.hasSuffix("\r") { text.removeLast() }
      if index == 0 {
        if text != SeriesTable.header { add(1, "'\(shortened(text))'", SeriesTable.header) }
      } else if index < lines.count - 1 || !text.isEmpty {
        read(text, line: index + 1, into: &rows)
      }
    }
    if rows.isEmpty && faults.isEmpty { add(2, "no row", "at least one time and value") }
    return rows
  }

  private mutating func read(
    _ text: String, line: Int, into rows: inout [FundamentalSeries.Row]
  ) {
    let cells = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 2, let time = ScalarText.timeOfDay(cells[0]),
      let value = ScalarText.number(cells[1]), abs(value / tick) < Double(Price.limit)
    else {
      return add(
        line, "'\(shortened(text))'", "a time of day, a comma and a value such as 09:30:00,100.25")
    }
    if let last = rows.last, last.time >= time {
      return add(line, cells[0], "a time after the row before")
    }
    if let start, line == 2, time > start {
      return add(
        line, "the first time is \(cells[0])",
        "the start of the clock, \(start.timeOfDayText), or one before it")
    }
    guard rows.count < SeriesTable.rowLimit else {
      return add(line, "one more row", "\(SeriesTable.rowLimit) rows")
    }
    rows.append(FundamentalSeries.Row(time: time, value: value / tick))
  }

  private mutating func add(_ line: Int, _ found: String, _ allowed: String) {
    faults.append(
      ScenarioFault(
        place: .file(file, line: line, column: 1), message: "\(found), allowed is \(allowed)"))
  }
}
