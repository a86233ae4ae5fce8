import Scenarios
import SimKernel

/// Writes a run's books as LOBSTER writes markets: a message file and an orderbook file for each
/// venue and instrument where something happened.
final class LobsterFiles {
  /// Everything of the run comes in here.
  let sink: RebuiltBooks
  private let pairs: PairList

  /// Books of one export at the most: each has two open files.
  static let bookLimit = Scenario.Lobster.bookLimit

  /// The folder of the files in a run's folder.
  static let folderName = "lobster"

  private final class PairList { var pairs: [LobsterFilePair] = [] }

  /// - Parameters:
  ///   - folder: Where the files go; it is there.
  ///   - books: Those that are exported.
  /// - Throws: `ExportMistake` for a tick that LOBSTER's prices cannot hold, or too many books.
  init(
    _ folder: String, _ header: JournalHeader, _ books: [BookChoice.Place], _ window: LobsterWindow
  ) throws(ExportMistake) {
    if books.count > Self.bookLimit { throw .tooManyBooks(books.count) }
    var units: [BookChoice.Place: LobsterUnits] = [:]
    for book in books {
      units[book] = try LobsterUnits(header.instruments[Int(book.instrument.value)])
    }
    let pairs = PairList()
    self.pairs = pairs
    sink = RebuiltBooks { [units] venue, instrument in
      let book = BookChoice.Place(venue: venue, instrument: instrument)
      guard let units = units[book] else { return nil }
      let name = LobsterFileName(header, book, depth: window.depth)
      pairs.pairs.append(LobsterFilePair(folder, name, units, window))
      return pairs.pairs.last
    }
  }

  /// Completes the files.
  func finish() throws { try sink.finish() }

  /// Files that were written, with their rows, sorted by name.
  var written: [(name: String, rows: Int)] {
    pairs.pairs.filter { $0.rows > 0 }.flatMap { pair in
      [(pair.name.messages, pair.rows), (pair.name.book, pair.rows)]
    }.sorted { $0.0 < $1.0 }
  }
}

/// What LOBSTER calls a pair of files: symbol, date, first and last millisecond, kind, depth.
///
/// The venue stands behind the symbol, as in `ABM.XLIT`; a simulation has no date, and the day on
/// which Unix time begins stands for it, which every reader of dates takes.
struct LobsterFileName: Hashable, Sendable {
  let messages: String
  let book: String

  private static let date = "1970-01-01"

  init(_ header: JournalHeader, _ place: BookChoice.Place, depth: Int) {
    let symbol = header.instruments[Int(place.instrument.value)].symbol
    let venue = header.venues[Int(place.venue.value)]
    let start = header.start.nanoseconds / 1_000_000
    let end = header.end.nanoseconds / 1_000_000
    let stem = "\(symbol).\(venue)_\(Self.date)_\(start)_\(end)"
    messages = "\(stem)_message_\(depth).csv"
    book = "\(stem)_orderbook_\(depth).csv"
  }
}
