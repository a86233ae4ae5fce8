/// What one agent holds in one instrument, and what it knows of that: one cache line.
struct Account: BitwiseCopyable {
  /// Lots, negative when short, with every trade that has happened: what results are made of.
  var position: Int64 = 0
  /// Money units of the instrument, fees included, with every trade that has happened.
  var cash: Int64 = 0
  /// Position and cash of the trades whose reports the agent has handled: what it is shown.
  var reportedPosition: Int64 = 0
  var reportedCash: Int64 = 0
  /// Lots of buy and of sell orders that were sent and are not gone.
  var openBuys: Int64 = 0
  var openSells: Int64 = 0
  /// Fills the line, always 0.
  private var reserved: (Int64, Int64) = (0, 0)

  /// Adds lots to those that are open on a side.
  ///
  /// By masks, as no branch predictor knows the side of the next order.
  @inline(__always)
  mutating func addOpen(_ lots: Int64, _ side: Side) {
    let sells = Account.mask(ofSells: side)
    openBuys += lots & ~sells
    openSells += lots & sells
  }

  /// What the agent would hold on a side at the worst: its position and all that is open there,
  /// counted in the side's direction.
  @inline(__always)
  func exposure(_ side: Side) -> Int64 {
    let sells = Account.mask(ofSells: side)
    return side.sign * position + (openBuys & ~sells | openSells & sells)
  }

  /// All ones for sells, else 0.
  @inline(__always)
  private static func mask(ofSells side: Side) -> Int64 { (side.sign - 1) >> 1 }
}
