import SimKernel
import TestSupport

@testable import Agents

/// One agent of the catalog in a lively market, with or without a failure of its line.
enum LineFailure {
  /// An agent on trial.
  struct Subject: Sendable {
    var type: String
    var values: [(String, ParameterValue)] = []
    /// From when on it is looked at whether it acts; one that comes once comes during the failure.
    var since = LineFailure.behind
  }

  /// What an agent does and hears in a stretch of time.
  struct Life: Hashable {
    /// Messages to venues about orders.
    var orders = 0
    /// Market data and news that it handles.
    var data = 0

    static func += (life: inout Life, other: Life) {
      life.orders += other.orders
      life.data += other.data
    }
  }

  /// Milliseconds.
  static let failure = (start: 200 as Int64, length: 80 as Int64)
  static let behind: Int64 = 320
  static let end: Int64 = 700

  /// What a subject does from its moment on; of a market without the failure where there is none.
  static func life(of subject: Subject, fails: Bool, seed: UInt64) throws -> Life {
    let run = try PlanRun(plan(subject, fails: fails, seed: seed))
    precondition(run.end == .finished, "\(subject.type), seed \(seed): \(run.end)")
    var life = Life()
    var now: Int64 = 0
    for line in run.lines {
      if line.kind == .event { now = line.signed(1) }
      guard line.agent == 0, now >= subject.since * 1_000_000 else { continue }
      if line.kind == .sent && line.detail < 4 { life.orders += 1 }
      switch line.eventKind {
      case .quote, .snapshot, .imbalance, .news, .feed, .orders: life.data += 1
      default: break
      }
    }
    return life
  }

  private static func plan(_ subject: Subject, fails: Bool, seed: UInt64) -> SimulationPlan {
    var plan = ProbeMarket.plan(
      [participant(subject, fails: fails)] + others(), milliseconds: end, instruments: 2)
    plan.seed = seed
    plan.venues.append(VenueDescription(name: "W"))
    plan.recordsDeliveries = true
    plan.fundamentals = FundamentalPlan(
      step: .milliseconds(10),
      descriptions: [
        FundamentalDescription(
          instrument: InstrumentIndex(0),
          process: OrnsteinUhlenbeck(mean: 100, start: 100, reversionPerSecond: 5, volatility: 5),
          randomShocks: FundamentalDescription.RandomShocks(
            perHour: 360_000, meanSize: 6, sizeDeviation: 2))
      ])
    return plan
  }

  private static func participant(
    _ subject: Subject, fails: Bool
  ) -> SimulationPlan.Participant {
    // Not a multiple of 5 ns: `ExternalPolicy` leaves the quotes that its own orders bring alone.
    var participant = AgentTrial.participant(
      subject.type, subject.values, latency: .constant(.nanoseconds(300_001)))
    participant.isExternal = subject.type == "external"
    if fails {
      participant.feed.disconnects = OutageTimes([
        OutageTimes.Span(
          start: .zero + .milliseconds(failure.start), length: .milliseconds(failure.length))
      ])
    }
    return participant
  }

  /// Traders who do anything at all, in every book, and somebody who never lets the first one run
  /// empty.
  private static func others() -> [SimulationPlan.Participant] {
    let ticking = (0..<4).map { number in
      SimulationPlan.Participant(
        name: "ticking/\(number)", type: "ticking",
        agent: TickingTrader(
          venueCount: 2, openTicks: [100, 100], period: .milliseconds(Int64(1 + number % 2)),
          subscribes: false))
    }
    return ticking + [AgentTrial.market([AgentTrial.Step(milliseconds: 0, bid: 85, ask: 115)])]
  }
}
