import Scenarios
import SimKernel

/// Turns the journal of a finished run into files for other programs.
public struct RunExport {
  /// What to write.
  public enum Format: Hashable, Sendable {
    /// A message and an orderbook file for each book.
    case lobster(depth: Int, keepsAllMessages: Bool)
    /// `trades.csv`.
    case trades
  }

  /// The files that were written.
  public struct Summary: Sendable {
    public var folder: String
    /// With their rows, header lines not counted.
    public var files: [(name: String, rows: Int)]
  }

  /// Levels of an orderbook file at the most.
  public static let depthLimit = LobsterWindow.depthLimit

  private let journal: RunJournal
  private let books: [BookChoice.Place]

  /// - Parameter run: A run's folder or a journal file.
  /// - Throws: `ExportMistake`, `RunError.unreadable`, `JournalDamage`.
  public init(run: String, _ choice: BookChoice = BookChoice()) throws {
    journal = try RunJournal(run)
    books = try choice.books(of: journal.header)
  }

  /// Writes into a new folder, which has its name when everything is in it.
  ///
  /// - Throws: `ExportMistake`, `FileFailure`.
  public func write(_ format: Format, to path: String) throws -> Summary {
    let folder = try ExportFolder(path)
    do {
      let files = try write(format, into: folder.partialPath)
      try folder.publish()
      return Summary(folder: folder.path, files: files)
    } catch {
      folder.discard()
      throw error
    }
  }

  private func write(
    _ format: Format, into folder: String
  ) throws -> [(name: String, rows: Int)] {
    switch format {
    case .lobster(let depth, let keepsAll):
      let files = try LobsterFiles(
        folder, journal.header, books, LobsterWindow(depth: depth, keepsAllMessages: keepsAll))
      try journal.play(into: files.sink)
      try files.finish()
      return files.written
    case .trades:
      let file = try OutputFile("\(folder)/\(RunFolder.tradesName)")
      let trades = ChosenTrades(try TradeTable(file, journal.header), books)
      try journal.play(into: TradeSink([trades]))
      try trades.finish()
      return [(RunFolder.tradesName, trades.count)]
    }
  }
}

/// Lets trades of some books pass.
private final class ChosenTrades: TradeListener {
  private(set) var count = 0
  private let table: TradeTable
  private let books: Set<BookChoice.Place>

  init(_ table: TradeTable, _ books: [BookChoice.Place]) {
    self.table = table
    self.books = Set(books)
  }

  func write(_ trade: TradeRecord) throws {
    let book = BookChoice.Place(venue: trade.venue, instrument: trade.instrument)
    guard books.contains(book) else { return }
    count += 1
    try table.write(trade)
  }

  func finish() throws { try table.finish() }
}

// MARK: - Output

extension RunExport.Summary {
  /// `{"files": [{"name", "rows"}], "folder"}`.
  public var json: JSONValue {
    [
      "folder": .string(folder),
      "files": .array(
        files.map { ["name": .string($0.name), "rows": JSONValue($0.rows)] }),
    ]
  }

  /// A table for people.
  public var text: String {
    guard !files.isEmpty else { return "\(folder): no file, for nothing happened in sight\n" }
    var table = Table(["file in \(folder)", "rows"])
    for file in files { table.append([file.name, "\(file.rows)"]) }
    return table.text
  }
}
