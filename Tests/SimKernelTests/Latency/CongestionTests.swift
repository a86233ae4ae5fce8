import CGSL
import TestSupport
import Testing

@testable import SimKernel

/// A congested network runs by itself, and slows all who use it at once.
struct CongestionTests {
  private static let process = CongestionProcess(
    name: "net", calm: .milliseconds(3), congested: .milliseconds(1), factor: 4,
    extra: .microseconds(10))

  /// The lengths of the times, by state, up to a moment; looked at every so often.
  private static func lengths(
    seed: UInt64, seconds: Int64, stepNanoseconds: Int64
  ) -> (calm: [Double], congested: [Double]) {
    var timeline = CongestionTimeline(process, start: .zero, key: RunKey(seed: seed))
    var lengths: [[Double]] = [[], []]
    var (state, since) = (false, Int64(-1))
    for moment in stride(from: Int64(0), to: seconds * 1_000_000_000, by: Int(stepNanoseconds)) {
      let now = timeline.isCongested(at: moment, now: moment, key: RunKey(seed: seed))
      if now == state { continue }
      if since >= 0 { lengths[state ? 1 : 0].append(Double(moment - since)) }
      (state, since) = (now, moment)
    }
    return (lengths[0], lengths[1])
  }

  @Test func `calm and congested times are exponential with their means`() {
    let (calm, congested) = CongestionTests.lengths(seed: 1, seconds: 4, stepNanoseconds: 1_000)
    #expect(calm.count > 800)
    // Looked at every microsecond, lengths are off by less than a thousandth of their means.
    #expect(
      GoodnessOfFit.kolmogorovSmirnov(calm, cdf: { gsl_cdf_exponential_P($0, 3e6) }) > 1e-3)
    #expect(
      GoodnessOfFit.kolmogorovSmirnov(congested, cdf: { gsl_cdf_exponential_P($0, 1e6) }) > 1e-3)
    #expect(
      GoodnessOfFit.kolmogorovSmirnov(calm, cdf: { gsl_cdf_exponential_P($0, 2e6) }) < 1e-6)
  }

  @Test func `at the start it is congested as often as at any time`() {
    let count = 4_000
    let congested = (0..<UInt64(count)).count { seed in
      var timeline = CongestionTimeline(
        CongestionTests.process, start: .zero, key: RunKey(seed: seed))
      return timeline.isCongested(at: 0, now: 0, key: RunKey(seed: seed))
    }
    let error = (0.25 * 0.75 * Double(count)).squareRoot()
    #expect(abs(Double(congested) - 0.25 * Double(count)) < 4 * error)
  }

  @Test(arguments: 0..<UInt64(20))
  func `it is what it is, however often and however far ahead anybody asks`(seed: UInt64) {
    let key = RunKey(seed: seed)
    var plain = CongestionTimeline(CongestionTests.process, start: .zero, key: key)
    var asked = plain
    var random = SplitMix64(seed: seed)
    for step in Int64(0)..<2_000 {
      let now = step * 100_000
      for _ in 0..<random.integer(in: 0...3) {
        _ = asked.isCongested(at: now + random.integer(in: 0...50_000_000), now: now, key: key)
      }
      let expected = plain.isCongested(at: now, now: now, key: key)
      #expect(asked.isCongested(at: now, now: now, key: key) == expected, "at \(now)")
    }
  }

  /// States at every tenth of a millisecond of the second after a fork at half a second.
  private static func futures(_ number: UInt64, askedAhead: Bool) -> [Bool] {
    let key = RunKey(seed: 9)
    let fork = Int64(500_000_000)
    var timeline = CongestionTimeline(process, start: .zero, key: key)
    if askedAhead { _ = timeline.isCongested(at: fork + 90_000_000, now: 400_000_000, key: key) }
    if number != 0 { timeline.branch(at: fork, from: key) }
    return (0..<10_000).map { step in
      let moment = fork + Int64(step) * 100_000
      return timeline.isCongested(at: moment, now: moment, key: key.future(number))
    }
  }

  @Test func `another future has other times, from its branch on, whoever asked before`() {
    let present = CongestionTests.futures(0, askedAhead: false)
    let other = CongestionTests.futures(1, askedAhead: false)
    #expect(present != other)
    #expect(present[0] == other[0])
    #expect(CongestionTests.futures(0, askedAhead: true) == present)
    #expect(CongestionTests.futures(1, askedAhead: true) == other)
  }

  /// An agent in a network and one outside of it, both with the same constant latency.
  private static func plan() -> SimulationPlan {
    let participants = ["in/0", "in/1", "out/0"].map { name in
      var participant = ProbeMarket.probe(
        name, onStart: { $0.wake(at: .zero) },
        onMessage: { message, context in
          guard case .wake = message else { return }
          context.wake(at: context.now + .microseconds(200))
          context.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 1)
        })
      participant.latency = LatencyProfile(
        .constant(.microseconds(20)), congestion: name == "out/0" ? nil : 0)
      return participant
    }
    var plan = ProbeMarket.plan(participants, milliseconds: 200)
    plan.congestion = [process]
    return plan
  }

  @Test func `it slows all who use it at the same moments, and nobody else`() throws {
    var latencies: [[Int64]] = [[], [], []]
    for line in try PlanRun(CongestionTests.plan()).lines where line.kind == .sent {
      latencies[Int(line.agent)].append(line.signed(2) % 200_000)
    }
    // 20 us x 4 + 10 us.
    #expect(Set(latencies[0]) == [20_000, 90_000])
    #expect(latencies[0] == latencies[1])
    #expect(Set(latencies[2]) == [20_000])
    let slow = latencies[0].count { $0 == 90_000 }
    #expect(slow > 100 && slow < 500, "\(slow) of \(latencies[0].count)")
  }
}
