import Scenarios
import SimKernel

/// Writes `trades.csv`: one line a trade.
final class TradeTable: TradeListener {
  private let file: OutputFile
  private let instruments: [Instrument]
  /// Cells that hold names, by index.
  private let agentCells: [[UInt8]]
  private let venueCells: [[UInt8]]
  private let symbolCells: [[UInt8]]
  private var line = CSVLine()

  private static let columns =
    "time,venue,instrument,side,price,quantity,aggressor,order,resting_agent,resting_order,"
    + "ahead_at_entry,traded_ahead,hidden"

  init(_ file: OutputFile, _ plan: SimulationPlan) throws {
    self.file = file
    instruments = plan.instruments
    agentCells = plan.participants.map { CSVLine.cell($0.name) }
    venueCells = plan.venues.map { CSVLine.cell($0.name) }
    symbolCells = plan.instruments.map { CSVLine.cell($0.symbol) }
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

extension Instrument {
  /// A price with the decimals of the tick.
  func text(of price: Price) -> String {
    CurrencyAmount(price, in: self).text(leastDecimals: tickDecimals)
  }
}
