/// The bands of recorded markets, as they stood before anything was fitted to these.
///
/// Statistics alone; who has the files computes the same with `marketlab realism bands`.
enum RealismBands {
  /// A recorded market: how it is divided, and its bands.
  struct Market: Sendable {
    let plan: WindowPlan
    let bands: FactBands
  }

  /// AMZN, 2012-06-21, best quotes: 39 windows of ten minutes.
  static let amazon = Market(
    plan: WindowPlan(startSecond: 34_200, seconds: 600, count: 39),
    bands: FactBands([
      .spread: FactBand(low: 10.2380761, high: 15.358395),
      .cancelToExecution: FactBand(low: 1.50822181, high: 4.68067691),
      .kurtosis1s: FactBand(low: 12.0129831, high: 32.6090885),
      .kurtosis10s: FactBand(low: 0.202329228, high: 3.53051183),
      .returnMemory: FactBand(low: -0.0411362215, high: 0.0832240873),
      .absoluteMemory1: FactBand(low: 0.0906921605, high: 0.174490044),
      .absoluteMemory10: FactBand(low: -0.0205072062, high: 0.0437101532),
      .absoluteMemory30: FactBand(low: -0.0397044555, high: 0.036999072),
      .signMemory1: FactBand(low: 0.505513867, high: 0.688353069),
      .signMemory10: FactBand(low: -0.0881080398, high: 0.205592098),
      .imbalanceFit: FactBand(low: 0.495844672, high: 0.758674719),
      .hiddenShare: FactBand(low: 0.190353353, high: 0.272631735),
    ]))

  /// AAPL, 2012-06-21, the first hour with its book rebuilt from messages: 24 windows of two and
  /// a half minutes.
  static let apple = Market(
    plan: WindowPlan(startSecond: 34_200, seconds: 150, count: 24),
    bands: FactBands([
      .spread: FactBand(low: 15.2280229, high: 24.3613172),
      .cancelToExecution: FactBand(low: 8.28045839, high: 16.9394493),
      .kurtosis1s: FactBand(low: 3.69103934, high: 19.2603312),
      .kurtosis10s: FactBand(low: -1.17432074, high: 0.81656026),
      .returnMemory: FactBand(low: -0.120412857, high: 0.214225302),
      .absoluteMemory1: FactBand(low: -0.0409121347, high: 0.21377567),
      .absoluteMemory10: FactBand(low: -0.0804459189, high: 0.0927928612),
      .absoluteMemory30: FactBand(low: -0.117790727, high: 0.114132872),
      .signMemory1: FactBand(low: 0.43034719, high: 0.739589259),
      .signMemory10: FactBand(low: -0.170535367, high: 0.196863286),
      .imbalanceFit: FactBand(low: 0.191507326, high: 0.871427267),
      .hiddenShare: FactBand(low: 0.193851349, high: 0.410260498),
    ]))
}
