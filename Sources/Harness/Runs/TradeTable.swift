import Scenarios
import SimKernel

/// Writes `trades.csv`: one line a trade, taken from the journal as the run goes.
final class TradeTable: JournalSink {
  private let file: OutputFile
  private let instruments: [JournalHeader.Instrument]
  /// Cells that hold names, by index.
  private let agentCells: [[UInt8]]
  private let venueCells: [[UInt8]]
  private let symbolCells: [[UInt8]]
  /// When and where the event at hand happens, as its record has it.
  private var event: (time: UInt64, place: UInt64) = (0, 0)
  private var line: [UInt8] = []

  private static let columns =
    "time,venue,instrument,side,price,quantity,aggressor,order,resting_agent,resting_order,"
    + "ahead_at_entry,traded_ahead,hidden"

  init(_ file: OutputFile, _ header: JournalHeader) throws {
    self.file = file
    instruments = header.instruments
    agentCells = header.agents.map(Self.cell)
    venueCells = header.venues.map(Self.cell)
    symbolCells = header.instruments.map { Self.cell($0.symbol) }
    try file.write(Array((Self.columns + "\n").utf8))
  }

  /// The text of a cell, between quotes where RFC 4180 demands them.
  private static func cell(_ text: String) -> [UInt8] {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return Array(text.utf8) }
    let quoted = text.split(separator: "\"", omittingEmptySubsequences: false)
    return Array(("\"" + quoted.joined(separator: "\"\"") + "\"").utf8)
  }

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
        try write(TradeRecord(event: event, trade: record))
      }
      place = end
    }
  }

  func finish() throws { try file.finish() }

  private func write(_ trade: TradeRecord) throws {
    let instrument = Int(trade.instrument.value)
    line.removeAll(keepingCapacity: true)
    appendCell(Array(trade.time.timeOfDayText.utf8))
    appendCell(venueCells[Int(trade.venue.value)])
    appendCell(symbolCells[instrument])
    appendCell(trade.side == .buy ? Self.buy : Self.sell)
    appendCell(Array(price(trade.price, instruments[instrument]).utf8))
    append(trade.quantity.lots)
    appendCell(agentCells[Int(trade.aggressor.value)])
    append(trade.order.value)
    appendCell(agentCells[Int(trade.resting.value)])
    append(trade.restingOrder.value)
    append(trade.aheadAtEntry.lots)
    append(trade.tradedAhead.lots)
    line += trade.restingIsHidden ? Self.yes : Self.no
    line.append(UInt8(ascii: "\n"))
    try file.write(line)
  }

  private static let buy = Array("buy".utf8)
  private static let sell = Array("sell".utf8)
  private static let yes = Array("yes".utf8)
  private static let no = Array("no".utf8)

  private func price(_ price: Price, _ instrument: JournalHeader.Instrument) -> String {
    CurrencyAmount(
      digits: Int128(price.ticks) * Int128(instrument.tickDigits),
      decimals: instrument.tickDecimals
    ).text(leastDecimals: instrument.tickDecimals)
  }

  private func append(_ number: some BinaryInteger) { appendCell(Array("\(number)".utf8)) }

  private func appendCell(_ text: [UInt8]) {
    line += text
    line.append(UInt8(ascii: ","))
  }
}
