/// The outages of one kind that one agent suffers, as far as anybody has asked.
///
/// A function of run key, agent's name and time, whoever asks and however often: random outage n is
/// drawn in decision n of a stream of its own.
struct OutageTimeline: Sendable {
  private let times: OutageTimes
  private let stream: StreamID
  /// Random outages that have not passed, in order: first and end of each, nanoseconds.
  private var spans: [(start: Int64, end: Int64)] = []
  /// Random outages drawn so far.
  private var drawn: UInt32 = 0
  /// When the last one that was drawn ends.
  private var horizon: Int64

  private static let forgottenAtOnce = 64

  init(_ times: OutageTimes, of name: String, _ purpose: String, start: SimTime) {
    self.times = times
    stream = StreamID(name: name, purpose: purpose)
    horizon = start.nanoseconds
  }

  /// When the outage that covers a moment ends, with those that follow without a break; nil where
  /// none does. An outage covers its first moment and not its end.
  ///
  /// - Precondition: now <= moment, and now never falls.
  mutating func end(at moment: Int64, now: Int64, key: RunKey) -> Int64? {
    var end = moment
    while let further = endOfOne(at: end, now: now, key) { end = further }
    return end == moment ? nil : end
  }

  private mutating func endOfOne(at moment: Int64, now: Int64, _ key: RunKey) -> Int64? {
    for span in times.spans where span.start.nanoseconds <= moment {
      let end = (span.start + span.length).nanoseconds
      if moment < end { return end }
    }
    guard times.random != nil else { return nil }
    extend(beyond: moment, key)
    forget(before: now)
    return spans.first { $0.start <= moment && moment < $0.end }?.end
  }

  /// The start of the next outage at or after a moment that none covers, nanoseconds; nil for none.
  mutating func nextStart(from moment: Int64, key: RunKey) -> Int64? {
    let given = times.spans.first { $0.start.nanoseconds >= moment }?.start.nanoseconds
    guard times.random != nil else { return given }
    extend(beyond: moment, key)
    while !spans.contains(where: { $0.start >= moment }) { drawOne(key) }
    let random = spans.first { $0.start >= moment }?.start
    return [given, random].compactMap { $0 }.min()
  }

  private mutating func extend(beyond moment: Int64, _ key: RunKey) {
    while horizon <= moment { drawOne(key) }
  }

  private mutating func drawOne(_ key: RunKey) {
    guard let random = times.random else { return }
    var draws = RandomStream(key: key, stream: stream, decision: drawn + 1)
    drawn += 1
    let start =
      horizon + max(1, Int64(draws.exponential(mean: Double(random.every.nanoseconds))))
    horizon = start + max(1, Int64(draws.exponential(mean: Double(random.length.nanoseconds))))
    spans.append((start, horizon))
  }

  private mutating func forget(before now: Int64) {
    guard spans.count > OutageTimeline.forgottenAtOnce else { return }
    spans.removeAll { $0.end <= now }
  }

  /// Goes on under another key: the outage that runs now, or else the next one, is what it would
  /// have been, and those after it are drawn anew.
  mutating func branch(at now: Int64, from key: RunKey) {
    guard times.random != nil else { return }
    extend(beyond: now, key)
    guard let next = spans.firstIndex(where: { $0.end > now }) else { return }
    drawn -= UInt32(spans.count - next - 1)
    spans.removeSubrange((next + 1)...)
    horizon = spans[next].end
  }
}

/// What goes wrong for one agent, as it runs.
struct FeedOutages: Sendable {
  var gaps: OutageTimeline
  var stale: OutageTimeline
  var disconnects: OutageTimeline
  /// Whether the line is down.
  var isCut = false
  /// Messages of feeds, and news, that were lost in gaps.
  var lost: UInt64 = 0
  /// What is asked for again when the line is up again.
  var requests = LineRequests()

  init(_ conditions: FeedConditions, of name: String, start: SimTime) {
    gaps = OutageTimeline(conditions.gaps, of: name, "feed gaps", start: start)
    stale = OutageTimeline(conditions.stale, of: name, "stale feed", start: start)
    disconnects = OutageTimeline(conditions.disconnects, of: name, "disconnects", start: start)
  }

  mutating func branch(at now: Int64, from key: RunKey) {
    gaps.branch(at: now, from: key)
    stale.branch(at: now, from: key)
    disconnects.branch(at: now, from: key)
  }
}
