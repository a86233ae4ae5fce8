/// What one agent holds in one instrument.
struct Account: BitwiseCopyable {
  /// Lots, negative when short.
  var position: Int64 = 0
  /// Money units of the instrument, fees included.
  var cash: Int64 = 0
  /// Lots of buy and of sell orders that were sent and are not gone.
  var openBuys: Int64 = 0
  var openSells: Int64 = 0
}
