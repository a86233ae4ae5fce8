import Scenarios
import SimKernel

/// Writes `fills.csv`: two lines a trade, one for each party, the resting one first.
///
/// What stood ahead in the queue is known of a resting order alone.
final class FillTable: TradeListener {
  private let file: OutputFile
  private let instruments: [Instrument]
  private let fees: [FeeSchedule]
  /// Cells that hold names, by index.
  private let agentCells: [[UInt8]]
  private let venueCells: [[UInt8]]
  private let symbolCells: [[UInt8]]
  private var line = CSVLine()

  private static let columns =
    "time,venue,instrument,agent,order,side,price,quantity,fee,role,ahead_at_entry,traded_ahead"

  init(_ file: OutputFile, _ plan: SimulationPlan) throws {
    self.file = file
    instruments = plan.instruments
    fees = plan.venues.map(\.fees)
    agentCells = plan.participants.map { CSVLine.cell($0.name) }
    venueCells = plan.venues.map { CSVLine.cell($0.name) }
    symbolCells = plan.instruments.map { CSVLine.cell($0.symbol) }
    try file.write(Array((Self.columns + "\n").utf8))
  }

  func write(_ trade: TradeRecord) throws {
    try write(trade, isResting: true)
    try write(trade, isResting: false)
  }

  func finish() throws { try file.finish() }

  private func write(_ trade: TradeRecord, isResting: Bool) throws {
    let instrument = instruments[Int(trade.instrument.value)]
    line.begin()
    line.append(Array(trade.time.timeOfDayText.utf8))
    line.append(venueCells[Int(trade.venue.value)])
    line.append(symbolCells[Int(trade.instrument.value)])
    line.append(agentCells[Int((isResting ? trade.resting : trade.aggressor).value)])
    line.append((isResting ? trade.restingOrder : trade.order).value)
    line.append(Array(((trade.side == .buy) != isResting ? "buy" : "sell").utf8))
    line.append(Array(JournalHeader.Instrument(instrument).text(of: trade.price).utf8))
    line.append(trade.quantity.lots)
    line.append(Array(fee(of: trade, isResting: isResting, instrument).utf8))
    line.append(Array((isResting ? "resting" : "aggressor").utf8))
    line.append(isResting ? Array("\(trade.aheadAtEntry.lots)".utf8) : [])
    line.append(isResting ? Array("\(trade.tradedAhead.lots)".utf8) : [])
    line.end()
    try file.write(line.bytes)
  }

  /// What the party paid, in the instrument's currency; negative for a rebate.
  private func fee(of trade: TradeRecord, isResting: Bool, _ instrument: Instrument) -> String {
    guard let value = Money.value(trade.price, trade.quantity) else {
      preconditionFailure("a trade of \(trade.quantity.lots) lots at \(trade.price.ticks) ticks")
    }
    let schedule = fees[Int(trade.venue.value)]
    let fee = FeeSchedule.fee(
      on: Money(units: Int64(clamping: value.units.magnitude)),
      rate: isResting ? schedule.maker : schedule.taker)
    return CurrencyAmount(fee, in: instrument)?.description ?? "beyond 127 bits"
  }
}
