import SimKernel

/// Turns ticks and lots of one instrument into the whole numbers of LOBSTER's files.
///
/// Prices are in 10^-4 of the currency, sizes in units of the instrument: shares.
struct LobsterUnits: Sendable {
  /// Steps of 10^-4 in a tick.
  let stepsPerTick: Int64
  let unitsPerLot: Int64
  private let symbol: String

  /// From here on a price could not be told from what stands for an empty level.
  static let priceLimit = LobsterBookReader.emptyAsk

  /// - Throws: `ExportMistake.tick` where the tick is no whole number of steps.
  init(_ instrument: JournalHeader.Instrument) throws(ExportMistake) {
    guard
      let steps = LobsterUnits.steps(instrument.tickDigits, decimals: instrument.tickDecimals)
    else {
      let tick = instrument.text(of: Price(ticks: 1))
      throw .tick(symbol: instrument.symbol, tick: tick)
    }
    symbol = instrument.symbol
    stepsPerTick = steps
    unitsPerLot = instrument.lotUnits
  }

  /// digits x 10^(4 - decimals) where it is whole and below the price limit.
  private static func steps(_ digits: Int64, decimals: Int) -> Int64? {
    var (steps, places) = (digits, decimals)
    while places > 4 {
      guard steps % 10 == 0 else { return nil }
      (steps, places) = (steps / 10, places - 1)
    }
    while places < 4 {
      guard steps < priceLimit else { return nil }
      (steps, places) = (steps * 10, places + 1)
    }
    return steps < priceLimit ? steps : nil
  }

  /// - Throws: `ExportMistake.price` at the limit and beyond.
  func price(_ price: Price) throws(ExportMistake) -> Int64 {
    let (steps, overflow) = price.ticks.multipliedReportingOverflow(by: stepsPerTick)
    guard !overflow, steps.magnitude < UInt64(LobsterUnits.priceLimit) else {
      throw .price(symbol: symbol, ticks: price.ticks)
    }
    return steps
  }

  /// - Throws: `ExportMistake.size` beyond 63 bits.
  func size(_ quantity: Quantity) throws(ExportMistake) -> Int64 {
    let (units, overflow) = quantity.lots.multipliedReportingOverflow(by: unitsPerLot)
    if overflow { throw .size(symbol: symbol, lots: quantity.lots) }
    return units
  }
}
