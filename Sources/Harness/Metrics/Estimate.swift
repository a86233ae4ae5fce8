/// One statistic of a market: a number with its interval, or the reason why there is none.
public enum Estimate: Hashable, Sendable {
  case value(Double, ConfidenceInterval?)
  case undefined(reason: String)

  public var value: Double? {
    if case .value(let value, _) = self { value } else { nil }
  }

  public var interval: ConfidenceInterval? {
    if case .value(_, let interval) = self { interval } else { nil }
  }

  public var reason: String? {
    if case .undefined(let reason) = self { reason } else { nil }
  }
}

/// Where a statistic lies on resampled data, with how it was resampled.
public struct ConfidenceInterval: Hashable, Sendable {
  public var low: Double
  public var high: Double
  /// Items of a block: seconds, returns, trades, whatever the statistic is taken over.
  public var blockLength: Int
}
