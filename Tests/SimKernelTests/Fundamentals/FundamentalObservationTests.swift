import TestSupport
import Testing

@testable import SimKernel

/// What agents see of a value: true, with errors of their own, or nothing.
struct FundamentalObservationTests {
  /// Observes the value many times with errors of its own, and notes what it sees.
  private struct Watcher: Agent {
    let variance: Double
    let log: MessageLog
    var errors = StreamHandle.unassigned
    var count: UInt64 = 0

    mutating func prepare(_ setup: inout AgentSetup) { errors = setup.stream("errors") }

    mutating func start(_ context: inout AgentContext) {
      for count in 1...4_000 as ClosedRange<Int64> {
        context.wake(at: .zero + .microseconds(count * 10))
      }
    }

    mutating func receive(_ message: AgentMessage, _ context: inout AgentContext) {
      count += 1
      let seen = context.observeFundamental(
        InstrumentIndex(0), noiseVariance: variance, stream: errors, decision: count)
      log.note(.wake(tag: UInt32(seen?.ticks ?? 0)), context)
    }
  }

  private static func seen(
    variance: Double, level: Double = 100_000, hasValue: Bool = true
  ) throws -> (values: [Double], digest: SHA256Digest) {
    let log = MessageLog()
    var plan = ProbeMarket.plan([
      SimulationPlan.Participant(
        name: "watcher/0", type: "watcher", agent: Watcher(variance: variance, log: log))
    ])
    if hasValue {
      plan.fundamentals.descriptions = [
        FundamentalDescription(
          instrument: InstrumentIndex(0),
          process: OrnsteinUhlenbeck(
            mean: level, start: level, reversionPerSecond: 0, volatility: 0))
      ]
    }
    let digest = try PlanRun(plan).digest
    let values = log.entries.compactMap { entry -> Double? in
      if case .wake(let tag) = entry.message { Double(tag) } else { nil }
    }
    return (values, digest)
  }

  @Test func `errors have the variance that was asked for`() throws {
    let values = try FundamentalObservationTests.seen(variance: 1_000).values
    #expect(values.count == 4_000)
    let mean = values.reduce(0, +) / 4_000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4_000
    #expect(abs(mean - 100_000) < 4 * 31.6 / 63.2)
    // Rounding to whole ticks adds a twelfth.
    #expect(abs(variance - 1_000.083) < 4 * 1_000 * (2.0 / 4_000).squareRoot())
  }

  @Test func `without an error the value is rounded, halves to even`() throws {
    for (level, expected) in [(100.5, 100.0), (101.5, 102), (99.49, 99)] {
      let values = try FundamentalObservationTests.seen(variance: 0, level: level).values
      #expect(Set(values) == [expected])
    }
  }

  @Test func `an instrument without a value shows none`() throws {
    let values = try FundamentalObservationTests.seen(variance: 0, hasValue: false).values
    #expect(Set(values) == [0])
  }

  @Test func `what an agent comes to know of a value is in the digest`() throws {
    let low = try FundamentalObservationTests.seen(variance: 0, level: 100).digest
    #expect(try FundamentalObservationTests.seen(variance: 0, level: 100).digest == low)
    #expect(try FundamentalObservationTests.seen(variance: 0, level: 101).digest != low)
  }
}
