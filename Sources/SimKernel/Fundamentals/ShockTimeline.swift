/// The jumps of one instrument's value in the order of their times.
///
/// Scheduled ones are known. Random ones are a Poisson process: the time from one to the next is
/// exponential, drawn with its size from the instrument's own stream, where the number of the jump
/// is the decision. So when and how far a value jumps depends on the run's key and the instrument
/// alone. One random jump is drawn ahead, and no more.
struct ShockTimeline: Sendable {
  typealias Shock = FundamentalDescription.Shock

  private let stream: StreamID
  private let law: FundamentalDescription.RandomShocks?
  /// In ascending order of time.
  private let scheduled: [Shock]
  private var nextScheduled = 0
  /// The next random one; nil for none.
  private var random: Shock?
  /// Random ones drawn.
  private var drawn: UInt32 = 0

  /// - Parameter stream: The instrument's own, for nothing but its random jumps.
  init(
    _ description: FundamentalDescription, start: SimTime, stream: StreamID, key: RunKey
  ) {
    self.stream = stream
    law = description.randomShocks
    // The sort is stable: of equal times the first that was named comes first.
    scheduled = description.shocks.sorted { $0.time < $1.time }
    drawNext(after: start, key)
  }

  /// When the next one comes; the distant future for none.
  var nextTime: SimTime {
    min(random?.time ?? .distantFuture, nextScheduledShock?.time ?? .distantFuture)
  }

  private var nextScheduledShock: Shock? {
    nextScheduled < scheduled.count ? scheduled[nextScheduled] : nil
  }

  /// Takes the next one, of equal times the scheduled one.
  ///
  /// - Parameter key: Under which the random one behind it is drawn.
  /// - Precondition: `nextTime` is not the distant future.
  mutating func take(key: RunKey) -> Shock {
    if let shock = nextScheduledShock, shock.time <= random?.time ?? .distantFuture {
      nextScheduled += 1
      return shock
    }
    guard let shock = random else { preconditionFailure("no jump is left") }
    drawNext(after: shock.time, key)
    return shock
  }

  private mutating func drawNext(after time: SimTime, _ key: RunKey) {
    random = nil
    guard let law, law.perHour > 0, drawn < .max else { return }
    drawn += 1
    var draws = RandomStream(key: key, stream: stream, decision: drawn)
    // In units of the mean, so that no rate is too small for a number.
    let gap = draws.exponential(mean: 1) * (3_600e9 / law.perHour)
    let size = draws.normal(mean: law.meanSize, standardDeviation: law.sizeDeviation)
    let sign: Double = draws.bernoulli(1, in: 2) ? 1 : -1
    // What lies a century ahead does not come: the clock is one day's.
    guard gap < 0x1p61, let delay = Quantiser.duration(nanoseconds: gap) else { return }
    random = Shock(time: time + delay, size: sign * size)
  }
}
