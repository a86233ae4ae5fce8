/// What one agent's latencies came to.
public struct LatencyQuantiles: Hashable, Sendable {
  /// Messages measured; at least 1.
  public var count: UInt64
  /// The median, nanoseconds: within 1/128 of the exact value.
  public var p50: Int64
  /// The least time that 99 of 100 messages do not exceed, nanoseconds: within 1/128.
  public var p99: Int64
  /// The longest, nanoseconds: exact.
  public var max: Int64
}
