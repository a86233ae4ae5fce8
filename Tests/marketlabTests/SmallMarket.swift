/// A scenario of twenty noise traders in one stock, for tests of the command line.
enum SmallMarket {
  /// - Parameters:
  ///   - end: When the clock ends, from 09:30:00 on.
  ///   - wakeEvery: The mean time between two actions of a trader.
  static func text(until end: String, wakeEvery: String) -> String {
    """
    seed: 42
    clock: {start: "09:30:00", end: "\(end)"}
    instruments:
      - {symbol: ABM, tick: 0.01, lot: 1, currency: USD, open_price: 100.00}
    venues:
      - {name: XLIT, kind: lit, processing: 500 ns, fees: {maker: -0.20 bps, taker: 0.30 bps}}
    agents:
      - {name: noise, type: noise, count: 20, latency: retail, wake_every: \(wakeEvery)}
    """
  }
}
