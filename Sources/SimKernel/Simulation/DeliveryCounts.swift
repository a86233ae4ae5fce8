/// How many messages and wake-ups were handed over, by kind.
public struct DeliveryCounts: Hashable, Sendable, BitwiseCopyable {
  public var wakes = 0
  public var reports = 0
  public var quotes = 0
  public var snapshots = 0
  /// News of books' imbalances.
  public var imbalances = 0
  /// News of jumps of fundamental values.
  public var news = 0
  /// Messages of feeds beyond quotes and snapshots, one for all that an event changed.
  public var feeds = 0
  /// Messages handled by venues.
  public var arrivals = 0

  public init() {}

  public var total: Int {
    wakes + reports + quotes + snapshots + imbalances + news + feeds + arrivals
  }

  /// What was handed over after `earlier`.
  public static func - (later: DeliveryCounts, earlier: DeliveryCounts) -> DeliveryCounts {
    var difference = later
    difference.wakes -= earlier.wakes
    difference.reports -= earlier.reports
    difference.quotes -= earlier.quotes
    difference.snapshots -= earlier.snapshots
    difference.imbalances -= earlier.imbalances
    difference.news -= earlier.news
    difference.feeds -= earlier.feeds
    difference.arrivals -= earlier.arrivals
    return difference
  }
}
