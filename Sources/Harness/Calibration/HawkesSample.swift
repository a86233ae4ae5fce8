/// Events of several types in a window from time 0 on, before which nothing happened.
public struct HawkesSample: Hashable, Sendable {
  /// In ascending order, in one unit of time.
  public let times: [Double]
  /// 0..<typeCount, one for each time.
  public let types: [Int]
  public let typeCount: Int
  /// Where the window ends, not before the last event.
  public let horizon: Double

  /// - Precondition: as many times as types, in order, in 0...horizon; types in range.
  public init(times: [Double], types: [Int], typeCount: Int, horizon: Double) {
    precondition(times.count == types.count, "\(times.count) times, \(types.count) types")
    precondition(types.allSatisfy { $0 >= 0 && $0 < typeCount }, "types not below \(typeCount)")
    precondition(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }, "times out of order")
    precondition((times.first ?? 0) >= 0 && (times.last ?? 0) <= horizon, "times out of window")
    self.times = times
    self.types = types
    self.typeCount = typeCount
    self.horizon = horizon
  }
}
