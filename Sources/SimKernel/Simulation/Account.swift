/// What one agent holds in one instrument, and what it knows of that.
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
}
