/// What goes wrong on the way of market data to one agent.
public struct FeedConditions: Hashable, Sendable {
  /// When messages of feeds, and news, are lost. Answers to requests are not: they come on another
  /// line.
  public var gaps: OutageTimes
  /// When market data stands still. All of it comes when the time is over, in order and late, as
  /// from a connection whose other end has stopped reading: nothing of it is lost.
  public var stale: OutageTimes
  /// When the line for market data is down, which ends every subscription; when it is up again, the
  /// agent's own side asks for them again. News that leaves meanwhile is lost.
  public var disconnects: OutageTimes

  public init(
    gaps: OutageTimes = .none, stale: OutageTimes = .none, disconnects: OutageTimes = .none
  ) {
    self.gaps = gaps
    self.stale = stale
    self.disconnects = disconnects
  }

  /// Nothing goes wrong.
  public static var perfect: FeedConditions { FeedConditions() }

  var isPerfect: Bool { gaps.isNever && stale.isNever && disconnects.isNever }
}

/// When something is out of order: at given times, at random, or both.
public struct OutageTimes: Hashable, Sendable {
  public struct Span: Hashable, Sendable {
    public var start: SimTime
    public var length: SimDuration

    /// - Precondition: The length is positive.
    public init(start: SimTime, length: SimDuration) {
      precondition(length > .zero, "an outage of \(length.nanoseconds) ns")
      self.start = start
      self.length = length
    }
  }

  /// Times in order and times out of order follow one another, with exponential lengths that are
  /// independent; the run begins in order.
  public struct Random: Hashable, Sendable {
    /// Mean time in order.
    public var every: SimDuration
    /// Mean time out of order.
    public var length: SimDuration

    /// The means allowed. Shorter ones would need more numbers than a stream has in a day.
    public static var means: ClosedRange<SimDuration> { .microseconds(100) ... .hours(24) }

    /// - Precondition: Both in `means`.
    public init(every: SimDuration, length: SimDuration) {
      precondition(Random.means.contains(every), "an outage every \(every.nanoseconds) ns")
      precondition(Random.means.contains(length), "outages of \(length.nanoseconds) ns")
      self.every = every
      self.length = length
    }
  }

  /// In ascending order, and apart from one another.
  public var spans: [Span]
  public var random: Random?

  public init(_ spans: [Span] = [], random: Random? = nil) {
    for (one, next) in zip(spans, spans.dropFirst()) {
      precondition(one.start + one.length < next.start, "outages at \(one.start), \(next.start)")
    }
    self.spans = spans
    self.random = random
  }

  public static var none: OutageTimes { OutageTimes() }

  var isNever: Bool { spans.isEmpty && random == nil }
}
