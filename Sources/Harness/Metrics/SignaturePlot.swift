/// Realised variance against the interval at which the mid is looked at (Andersen, Bollerslev,
/// Diebold and Labys 2000): flat for a martingale, higher at short intervals where prices bounce.
enum SignaturePlot {
  static let intervalsSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600]

  /// The sum of squared returns, basis points squared.
  static func realisedVariance(
    _ tape: MarketTape, every seconds: Int
  ) throws(Undefined) -> ResampledStatistic {
    let returns = try CalendarReturns.returns(tape, every: seconds)
    let table = FeatureTable(count: returns.count, width: 1) { $1[0] = returns[$0] * returns[$0] }
    return ResampledStatistic(table, reason: "no returns") { 1e8 * $0[0] }
  }
}
