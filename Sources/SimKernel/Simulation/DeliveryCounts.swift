/// How many messages and wake-ups were handed over, by kind.
public struct DeliveryCounts: Hashable, Sendable, BitwiseCopyable {
  public var wakes = 0
  public var reports = 0
  public var quotes = 0
  public var snapshots = 0
  /// Messages handled by venues.
  public var arrivals = 0

  public init() {}

  public var total: Int { wakes + reports + quotes + snapshots + arrivals }
}
