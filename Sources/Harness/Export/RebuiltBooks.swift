import SimKernel

/// Follows a journal as it goes and rebuilds the books of those who want to listen to them.
final class RebuiltBooks: JournalSink {
  /// Who listens to a book; nil for nobody. Asked once a book, when first something happens there.
  typealias Listening = (VenueIndex, InstrumentIndex) throws -> (any DisplayedBookListener)?

  private struct Place: Hashable {
    var venue: UInt16
    var instrument: UInt16

    /// The place as the last word of an event's record has it.
    init(_ word: UInt64) {
      venue = UInt16(truncatingIfNeeded: word)
      instrument = UInt16(truncatingIfNeeded: word >> 32)
    }
  }

  private let listening: Listening
  private var indices: [Place: Int] = [:]
  /// In order of first use; nil for a book without listener.
  private var books: [RebuiltBook?] = []
  /// What is special about orders that are under way, by the sequence of their arrival.
  private var underWay: [UInt64: RebuiltOrder.Terms] = [:]
  /// When and where the event at hand happens, as its record has it, and what arrives in it.
  private var event: (time: UInt64, place: UInt64) = (0, 0)
  private var terms = RebuiltOrder.Terms.plain
  /// The book whose outcomes are being read.
  private var current: RebuiltBook?
  private var isPlaced = false

  init(_ listening: @escaping Listening) { self.listening = listening }

  func write(_ words: UnsafeBufferPointer<UInt64>) throws {
    var place = 0
    while place < words.count {
      guard let kind = RecordKind(head: words[place]) else {
        preconditionFailure("word \(place) of a drained journal, \(words[place]), heads no record")
      }
      try take(kind, UnsafeBufferPointer(rebasing: words[place..<place + kind.wordCount]))
      place += kind.wordCount
    }
  }

  /// The event at hand is done, for who looks at the books between two events.
  func settle() throws { try current?.settle() }

  /// The journal is at its end.
  func finish() throws {
    for book in books { try book?.finish() }
  }

  private func take(_ kind: RecordKind, _ words: UnsafeBufferPointer<UInt64>) throws {
    switch kind {
    case .event:
      try move(to: words[3])
      event.time = words[1]
      terms = underWay.removeValue(forKey: words[2]) ?? .plain
    case .book: try move(to: words[1])
    case .sent: note(SubmissionRecord(words))
    case .outcome: try book()?.take(OutcomeRecord(words), terms, at: time)
    case .trade: try book()?.take(TradeRecord(event: event, trade: words))
    case .quote: try check(words)
    case .checkpoint, .positions, .sentTriggers, .refused, .fault: break
    }
  }

  private var time: SimTime { SimTime(nanoseconds: Int64(bitPattern: event.time)) }

  private func move(to place: UInt64) throws {
    try settle()
    current = nil
    isPlaced = false
    event.place = place
  }

  private func note(_ submission: SubmissionRecord?) {
    guard let submission else { return }
    let terms = RebuiltOrder.Terms(submission)
    if !terms.isPlain { underWay[submission.arrivalSequence] = terms }
  }

  /// Everything that a message did has been told when its quote is.
  private func check(_ words: UnsafeBufferPointer<UInt64>) throws {
    guard let book = try book() else { return }
    try book.settle()
    func ticks(_ half: UInt64) -> Price { Price(ticks: Int64(Int32(truncatingIfNeeded: half))) }
    func lots(_ word: UInt64) -> Quantity { Quantity(lots: Int64(bitPattern: word)) }
    try book.check(.buy, price: ticks(words[1]), quantity: lots(words[2]), at: time)
    try book.check(.sell, price: ticks(words[1] >> 32), quantity: lots(words[3]), at: time)
  }

  /// The book of the event at hand: only records of arrivals and expiries have a place.
  private func book() throws -> RebuiltBook? {
    if isPlaced { return current }
    isPlaced = true
    let place = Place(event.place)
    if let index = indices[place] {
      current = books[index]
    } else {
      let listener = try listening(VenueIndex(place.venue), InstrumentIndex(place.instrument))
      current = listener.map(RebuiltBook.init)
      indices[place] = books.count
      books.append(current)
    }
    return current
  }
}
