/// A statistic that can be taken over all of its items or over any selection of runs of them.
///
/// What describes neighbours, an autocorrelation for one, is a sum over pairs that belong to their
/// first item: resampling blocks of such items keeps every pair whole, also where blocks meet.
struct ResampledStatistic {
  /// How many items there are: returns, trades, seconds.
  let items: Int
  /// The value over runs of items, nil where they do not determine one.
  let value: (_ runs: [Range<Int>]) -> Double?
  /// Why there is no value, where there is none over all items.
  let reason: String

  init(items: Int, reason: String, value: @escaping ([Range<Int>]) -> Double?) {
    self.items = items
    self.reason = reason
    self.value = value
  }

  /// A formula of sums.
  init(_ table: FeatureTable, reason: String, formula: @escaping ([Double]) -> Double?) {
    self.init(items: table.count, reason: reason) { formula(table.sums(over: $0)) }
  }

  /// The value over all items.
  var point: Double? { finite(value([0..<items])) }

  /// A number, and never an infinity or NaN.
  func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
}
