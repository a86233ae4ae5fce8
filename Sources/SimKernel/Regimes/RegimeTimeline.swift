/// Which conditions hold when, for a whole run: a plain value that a fork copies.
///
/// Between two changes conditions are constant. Switching regimes are drawn from a stream of
/// nothing else, where the number of the period is the decision, so that nobody's asking moves
/// them.
struct RegimeTimeline: Sendable {
  /// A time of one regime.
  struct Period: Hashable, Sendable {
    var start: Int64
    /// A place in the plan's regimes.
    var regime: Int
  }

  /// A time of constant conditions.
  private struct Piece: Sendable {
    var start: Int64
    var conditions: MarketConditions
  }

  private let plan: RegimePlan
  private let start: Int64
  private let end: Int64
  /// From the start of the run to its end; empty without regimes.
  private(set) var periods: [Period] = []
  /// Ascending, the first at or before the start; empty where conditions are always the usual.
  private var pieces: [Piece] = []

  static let stream = StreamID(name: "regimes", purpose: "switching")

  init(_ plan: SimulationPlan, key: RunKey) {
    self.plan = plan.regimes
    start = plan.start.nanoseconds
    end = plan.end.nanoseconds
    switch plan.regimes.order {
    case .none: break
    case .schedule(let steps): periods = RegimeTimeline.scheduled(steps, from: start, to: end)
    case .switching(let sojourns):
      periods = [Period(start: start, regime: sojourns[0].regime)]
      drawPeriods(sojourns, key)
    }
    joinPieces()
  }

  /// Whether conditions are ever other than the usual ones.
  var varies: Bool { !pieces.isEmpty }
}

// MARK: - Periods

extension RegimeTimeline {
  private static func scheduled(
    _ steps: [RegimePlan.Step], from start: Int64, to end: Int64
  ) -> [Period] {
    let past = steps.lastIndex { $0.time.nanoseconds <= start } ?? 0
    let first = Period(start: start, regime: steps[past].regime)
    let later = steps[(past + 1)...].filter { $0.time.nanoseconds <= end }
    return [first] + later.map { Period(start: $0.time.nanoseconds, regime: $0.regime) }
  }

  /// Draws periods behind the last one, up to the end of the run.
  private mutating func drawPeriods(_ sojourns: [RegimePlan.Sojourn], _ key: RunKey) {
    while sojourns.count > 1, let last = periods.last,
      let place = sojourns.firstIndex(where: { $0.regime == last.regime })
    {
      var draws = RandomStream(
        key: key, stream: RegimeTimeline.stream, decision: UInt32(periods.count))
      let length = draws.exponential(mean: Double(sojourns[place].mean.nanoseconds))
      let next = last.start + max(1, Int64(min(length, 0x1p60)))
      if next > end { return }
      let other = Int(draws.uniform(below: UInt64(sojourns.count - 1)))
      let chosen = sojourns[other < place ? other : other + 1]
      periods.append(Period(start: next, regime: chosen.regime))
    }
  }

  /// Goes on under another key: the regime that holds now does so for as long as it would have, and
  /// all behind it are drawn anew.
  mutating func branch(at now: Int64, key: RunKey) {
    guard case .switching(let sojourns) = plan.order else { return }
    let present = periods.lastIndex { $0.start <= now } ?? 0
    guard present + 1 < periods.count else { return }
    periods.removeSubrange((present + 2)...)
    drawPeriods(sojourns, key)
    joinPieces()
  }
}

// MARK: - Conditions

extension RegimeTimeline {
  /// Every change of a regime or of the season begins a piece. O(changes log changes).
  private mutating func joinPieces() {
    pieces = []
    if periods.isEmpty && plan.season.isEmpty { return }
    let changes = periods.map(\.start) + plan.season.map(\.time.nanoseconds).filter { $0 > start }
    var (period, season) = (0, 0)
    for time in Set(changes + [start]).sorted() {
      while period + 1 < periods.count, periods[period + 1].start <= time { period += 1 }
      while season + 1 < plan.season.count, plan.season[season + 1].time.nanoseconds <= time {
        season += 1
      }
      pieces.append(Piece(start: time, conditions: joined(period, season)))
    }
  }

  private func joined(_ period: Int, _ season: Int) -> MarketConditions {
    var conditions = MarketConditions.usual
    if periods.indices.contains(period) {
      conditions = plan.regimes[periods[period].regime].conditions
    }
    if plan.season.indices.contains(season) {
      conditions.activity *= plan.season[season].activity
      conditions.volatility *= plan.season[season].volatility
    }
    return conditions
  }

  /// What holds at a moment. O(log changes).
  func conditions(at time: Int64) -> MarketConditions {
    pieces.isEmpty ? .usual : pieces[piece(at: time)].conditions
  }

  private func piece(at time: Int64) -> Int {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= time { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  /// When so many nanoseconds of usual activity have passed since a moment: a change of time.
  ///
  /// A process of exponential or any other times between events that counts its time by activity
  /// is exactly that process at a rate multiplied by the activity (Daley and Vere-Jones 2003, "An
  /// introduction to the theory of point processes", section 7.4).
  ///
  /// - Returns: The nearest nanosecond; the distant future where it never comes.
  /// - Complexity: O(log changes + changes on the way).
  func moment(from now: Int64, afterActivity nanoseconds: Int64) -> Int64 {
    var (time, left) = (now, Double(nanoseconds))
    var place = piece(at: now)
    while true {
      let activity = pieces[place].conditions.activity
      let isLast = place + 1 == pieces.count
      let next = isLast ? SimTime.distantFuture.nanoseconds : pieces[place + 1].start
      let span = Double(next - time)
      if left < span * activity { return time + Int64((left / activity).rounded()) }
      if isLast { return next }
      left -= span * activity
      time = next
      place += 1
    }
  }
}
