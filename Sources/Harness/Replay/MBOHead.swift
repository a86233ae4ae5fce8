/// The columns that order-by-order files and files of recorded books have in common: ts_event,
/// sequence, action, side, price, and those that name the instrument.
struct MBOHead {
  let side: Int
  let price: Int
  /// How the file writes its prices, in these columns and in others.
  var prices = MBOPriceStyle()
  private let names: BookNames
  private let namePlaces: [Int]
  private let time, sequence, action: Int

  init(_ table: CSVTable, names: BookNames) throws(MarketDataError) {
    self.names = names
    namePlaces = names.places(in: table)
    time = try table.column("ts_event")
    action = try table.column("action")
    side = try table.column("side")
    price = try table.column("price")
    sequence = try table.column("sequence")
  }

  /// The event that the current row belongs to.
  func event(_ table: CSVTable) throws(MarketDataError) -> MBOEvent {
    MBOEvent(
      book: names.number(table, namePlaces), sequence: try table.unsigned(sequence),
      time: try table.time(time))
  }

  /// What the current row does.
  mutating func kind(_ table: CSVTable) throws(MarketDataError) -> MBOKind {
    MBOKind(
      action: try table.action(action), side: try table.side(side),
      price: try prices.price(table, price))
  }
}
