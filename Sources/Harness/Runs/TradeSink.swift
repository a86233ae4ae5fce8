import SimKernel

/// Takes a run's trades, one after the other, and makes a file of them.
protocol TradeListener: AnyObject {
  func write(_ trade: TradeRecord) throws
  func finish() throws
}

/// Reads the trades out of a journal as the run goes.
final class TradeSink: JournalSink {
  private let listeners: [any TradeListener]
  /// When and where the event at hand happens, as its record has it.
  private var event: (time: UInt64, place: UInt64) = (0, 0)

  init(_ listeners: [any TradeListener]) { self.listeners = listeners }

  func write(_ words: UnsafeBufferPointer<UInt64>) throws {
    var place = 0
    while place < words.count, let kind = RecordKind(head: words[place]) {
      let end = place + kind.wordCount
      if kind == .event {
        event = (words[place + 1], words[place + 3])
      } else if kind == .book {
        event.place = words[place + 1]
      } else if kind == .trade {
        let record = UnsafeBufferPointer(rebasing: words[place..<end])
        let trade = TradeRecord(event: event, trade: record)
        for listener in listeners { try listener.write(trade) }
      }
      place = end
    }
  }
}
