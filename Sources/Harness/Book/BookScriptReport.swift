import Agents
import Scenarios
import SimKernel

/// What happened when a script ran: its events, the book it left, and where it was wrong.
public struct BookScriptReport: Hashable, Sendable {
  /// One line of the script and what came of it.
  public struct Line: Hashable, Sendable {
    public var number: Int
    public var source: String
    public var events: [BookScriptEvent]
    /// The book as a picture, for `show`.
    public var picture: String?
  }

  public var lines: [Line] = []
  public var mismatches: [BookScriptMismatch] = []
  public var book = BookScriptLevels()

  public var events: [BookScriptEvent] { lines.flatMap(\.events) }

  /// Every line with its events below it, then the mismatches.
  public var text: String {
    var rows: [String] = []
    for line in lines {
      if !line.source.isEmpty { rows.append(line.source) }
      rows += line.events.map { "    \($0.text)" }
      if let picture = line.picture { rows.append(picture) }
    }
    return (rows + mismatches.map(\.description)).joined(separator: "\n") + "\n"
  }
}

extension BookScriptReport {
  /// The events in order and the displayed book.
  public var json: JSONValue {
    ["events": JSONValue(events.map(\.json)), "book": book.json]
  }
}

/// A script that cannot be read is the user's to put right.
extension BookScriptFaults: InputMistake {}

/// The displayed book, best prices first, each level as [price, quantity, count].
public struct BookScriptLevels: Hashable, Sendable {
  public var bids: [[Int64]] = []
  public var asks: [[Int64]] = []

  init() {}

  init(_ engine: borrowing MatchingEngine) {
    bids = engine.levels(.buy).map(BookScriptLevels.row)
    asks = engine.levels(.sell).map(BookScriptLevels.row)
  }

  private static func row(_ level: BookLevel) -> [Int64] {
    [level.price.ticks, level.quantity.lots, Int64(level.orderCount)]
  }

  /// An object of two arrays of levels.
  public var json: JSONValue {
    ["bids": BookScriptLevels.json(bids), "asks": BookScriptLevels.json(asks)]
  }

  private static func json(_ rows: [[Int64]]) -> JSONValue {
    JSONValue(rows.map { row in JSONValue(row.map { JSONValue($0) }) })
  }

  /// The book in the words of an expectation.
  var text: String { "bids: \(BookScriptLevels.list(bids)) | asks: \(BookScriptLevels.list(asks))" }

  private static func list(_ rows: [[Int64]]) -> String {
    if rows.isEmpty { return "none" }
    return rows.map { "\($0[1]) @ \($0[0]) (\($0[2]))" }.joined(separator: ", ")
  }
}

/// A line whose expectation did not come true.
public struct BookScriptMismatch: Hashable, Sendable, CustomStringConvertible {
  public var line: Int
  public var source: String
  public var expected: String
  public var found: String

  public var description: String {
    "line \(line): \(source)\n  expected: \(expected)\n  found:    \(found)"
  }
}
