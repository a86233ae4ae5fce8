import Scenarios
import SimKernel

/// Writes `trades.csv`: one line a trade.
final class TradeTable: TradeListener {
  private let file: OutputFile
  private let instruments: [JournalHeader.Instrument]
  /// Cells that hold names, by index.
  private let agentCells: [[UInt8]]
  private let venueCells: [[UInt8]]
  private let symbolCells: [[UInt8]]
  private var line = CSVLine()

  private static let columns =
    "time,venue,instrument,side,price,quantity,aggressor,order,resting_agent,resting_order,"
    + "ahead_at_entry,traded_ahead,hidden"

  init(_ file: OutputFile, _ header: JournalHeader) throws {
    self.file = file
    instruments = header.instruments
    agentCells = header.agents.map(CSVLine.cell)
    venueCells = header.venues.map(CSVLine.cell)
    symbolCells = header.instruments.map { CSVLine.cell($0.symbol) }
    try file.write(Array((Self.columns + "\n").utf8))
  }

  func write(_ trade: TradeRecord) throws {
    let instrument = Int(trade.instrument.value)
    line.begin()
    line.append(Array(trade.time.timeOfDayText.utf8))
    line.append(venueCells[Int(trade.venue.value)])
    line.append(symbolCells[instrument])
    line.append(Array((trade.side == .buy ? "buy" : "sell").utf8))
    line.append(Array(instruments[instrument].text(of: trade.price).utf8))
    line.append(trade.quantity.lots)
    line.append(agentCells[Int(trade.aggressor.value)])
    line.append(trade.order.value)
    line.append(agentCells[Int(trade.resting.value)])
    line.append(trade.restingOrder.value)
    line.append(trade.aheadAtEntry.lots)
    line.append(trade.tradedAhead.lots)
    line.append(Array((trade.restingIsHidden ? "yes" : "no").utf8))
    line.end()
    try file.write(line.bytes)
  }

  func finish() throws { try file.finish() }
}
