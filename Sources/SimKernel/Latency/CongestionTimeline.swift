/// The calm and congested times of one process, as far as anybody has asked.
///
/// Times that have passed are forgotten, so that it stays as short as the look ahead of those who
/// ask: a message may leave a decision latency after now.
struct CongestionTimeline: Sendable {
  let process: CongestionProcess
  private let stream: StreamID
  private let startsCongested: Bool
  /// The number of the first time that is remembered, counted from 0.
  private var first = 0
  /// When the remembered times end, nanoseconds.
  private var ends: [Int64] = []
  /// Times before this place of `ends` have passed.
  private var passed = 0
  /// When the last time that was drawn ends.
  private var horizon: Int64

  private static let forgottenAtOnce = 64

  init(_ process: CongestionProcess, start: SimTime, key: RunKey) {
    self.process = process
    stream = StreamID(name: process.name, purpose: "congestion")
    horizon = start.nanoseconds
    var initial = RandomStream(key: key, stream: stream)
    let whole = Double(process.calm.nanoseconds) + Double(process.congested.nanoseconds)
    startsCongested = initial.bernoulli(Double(process.congested.nanoseconds) / whole)
  }

  /// Whether the network is congested at a moment; a time begins at the end of the one before.
  ///
  /// - Precondition: now <= moment, and now never falls.
  /// - Complexity: amortised O(times between the moments asked for).
  mutating func isCongested(at moment: Int64, now: Int64, key: RunKey) -> Bool {
    extend(beyond: moment, key)
    while ends[passed] <= now { passed += 1 }
    forget()
    var place = passed
    while ends[place] <= moment { place += 1 }
    return isCongested(number: first + place)
  }

  /// Goes on under another key: the time that runs now ends when it would have ended, and all after
  /// it are drawn anew.
  mutating func branch(at now: Int64, from key: RunKey) {
    _ = isCongested(at: now, now: now, key: key)
    ends.removeSubrange((passed + 1)...)
    horizon = ends[passed]
  }

  private func isCongested(number: Int) -> Bool { number.isMultiple(of: 2) == startsCongested }

  private mutating func extend(beyond moment: Int64, _ key: RunKey) {
    while horizon <= moment {
      let number = first + ends.count
      // Decision 0 was the state at the start.
      var draws = RandomStream(key: key, stream: stream, decision: UInt32(number) + 1)
      let mean = isCongested(number: number) ? process.congested : process.calm
      let length = draws.exponential(mean: Double(mean.nanoseconds))
      horizon += max(1, Int64(length))
      ends.append(horizon)
    }
  }

  private mutating func forget() {
    guard passed >= CongestionTimeline.forgottenAtOnce else { return }
    ends.removeFirst(passed)
    first += passed
    passed = 0
  }
}
