import SimKernel

/// A market in memory as LOBSTER writes it down: `rows[t]` is the book after `messages[t]`.
struct LobsterTape: Hashable, Sendable {
  private(set) var messages: [LobsterMessage] = []
  private(set) var rows: [LobsterBookRow] = []
  /// Steps of 10^-4 of the currency in a tick.
  private(set) var tick: Int64 = 1

  /// Reads one book of a run off its journal.
  ///
  /// - Parameters:
  ///   - run: A run's folder or a journal file.
  ///   - venue: Its name; nil where the run has one.
  ///   - instrument: Its symbol; nil where the run has one.
  ///   - window: The depth of the rows, and which messages there are.
  /// - Throws: `ExportMistake`, `RunError.unreadable`, `JournalDamage`.
  init(
    run: String, venue: String? = nil, instrument: String? = nil, window: LobsterWindow
  ) throws {
    let journal = try RunJournal(run)
    let place = try BookChoice(venue: venue, instrument: instrument).onlyBook(of: journal.header)
    let units = try LobsterUnits(journal.header.instruments[Int(place.instrument.value)])
    let writer = Writer(units, window)
    let books = RebuiltBooks { (venue, instrument) in
      (venue, instrument) == (place.venue, place.instrument) ? writer : nil
    }
    try journal.play(into: books)
    try books.finish()
    self = writer.tape
    tick = units.stepsPerTick
  }

  /// Runs a scenario in memory and reads the book of its first venue and instrument off as it goes.
  ///
  /// - Throws: What `Runner.run` throws, `ExportMistake`.
  init(simulating setup: RunSetup, window: LobsterWindow) throws {
    let units = try LobsterUnits(JournalHeader(setup).instruments[0])
    let writer = Writer(units, window)
    let books = RebuiltBooks { (venue, instrument) in
      (venue.value, instrument.value) == (0, 0) ? writer : nil
    }
    _ = try Runner.run(setup, Runner.Options(), into: books)
    try books.finish()
    self = writer.tape
    tick = units.stepsPerTick
  }

  fileprivate init() {}

  private final class Writer: DisplayedBookListener {
    var tape = LobsterTape()
    private let units: LobsterUnits
    private let window: LobsterWindow

    init(_ units: LobsterUnits, _ window: LobsterWindow) {
      self.units = units
      self.window = window
    }

    func take(_ change: DisplayedChange, _ book: DisplayedBook) throws {
      guard window.shows(change) else { return }
      tape.messages.append(try LobsterMessage(change, units))
      tape.rows.append(try LobsterBookRow(book, depth: window.depth, units))
    }

    func finish() {}
  }
}

extension LobsterMessage {
  init(_ change: DisplayedChange, _ units: LobsterUnits) throws(ExportMistake) {
    self.init(
      time: change.time, kind: change.kind, orderID: change.orderID,
      size: try units.size(change.quantity), price: try units.price(change.price),
      side: change.side)
  }
}

extension LobsterBookRow {
  init(_ book: DisplayedBook, depth: Int, _ units: LobsterUnits) throws(ExportMistake) {
    asks = try Self.levels(book, .sell, depth, units)
    bids = try Self.levels(book, .buy, depth, units)
  }

  private static func levels(
    _ book: DisplayedBook, _ side: Side, _ depth: Int, _ units: LobsterUnits
  ) throws(ExportMistake) -> [ReplayLevel] {
    var levels: [ReplayLevel] = []
    for level in book.levels(side, depth: depth) {
      levels.append(
        ReplayLevel(price: try units.price(level.price), size: try units.size(level.quantity)))
    }
    return levels
  }
}
