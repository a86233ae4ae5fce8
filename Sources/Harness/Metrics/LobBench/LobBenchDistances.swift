/// The benchmark's two distances between a real and a generated set of values.
struct LobBenchDistances: Hashable, Sendable {
  /// Half the sum of |p - q| over the bins, 0 to 1: a distance in total variation.
  var l1: Double
  /// Wasserstein-1 in units of the pooled standard deviation; nil where that is 0 or a set is
  /// empty.
  var wasserstein: Double?
}
