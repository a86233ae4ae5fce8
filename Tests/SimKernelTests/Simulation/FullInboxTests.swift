import SimKernel
import TestSupport
import Testing

/// What an agent that thinks for long loses, and what it never does.
struct FullInboxTests {
  private static func milliseconds(_ time: SimTime) -> Double {
    Double(time.nanoseconds) / 1_000_000
  }

  private typealias Bid = (milliseconds: Int64, instrument: UInt16)

  /// A thinker that is idle from 30 ms on until it is woken and then thinks for 10 ms, and a maker
  /// that betters the bid of an instrument at these times.
  private static func crowded(
    bids: [Bid], wakes: [Int64] = [], inbox: Int = 2, log: MessageLog
  ) -> SimulationPlan {
    let orders = bids.enumerated().map { place, bid in
      var order = ProbeMarket.order(UInt64(place), .buy, 1, at: 50 + Int64(place))
      order.instrument = InstrumentIndex(bid.instrument)
      return (bid.milliseconds, order)
    }
    var plan = ProbeMarket.plan(
      [
        ProbeMarket.probe(
          "thinker/0", decisionLatency: .milliseconds(10),
          onStart: { context in
            for instrument in 0..<UInt16(2) {
              context.subscribe(VenueIndex(0), InstrumentIndex(instrument))
            }
            for time in wakes { context.wake(at: .zero + .milliseconds(time)) }
          },
          onMessage: { log.note($0, $1) }),
        ProbeMarket.sender("maker/0", orders, log: MessageLog()),
      ], instruments: 2)
    plan.inboxLimit = inbox
    return plan
  }

  /// When the quotes that the thinker was handed were so, but for those of the start.
  private static func quoteTimes(_ log: MessageLog) -> [Double] {
    log.quotes.filter { $0.number > 0 }.map { milliseconds($0.time) }
  }

  @Test func `a full inbox loses quotes, each with a fault behind its event, and no wake-up`()
    throws
  {
    let log = MessageLog()
    let run = try PlanRun(
      FullInboxTests.crowded(
        bids: [(32, 0), (33, 0), (34, 0), (35, 0)], wakes: [31, 36, 37, 38], log: log))
    #expect(FullInboxTests.quoteTimes(log) == [32, 35])
    let wakes = log.entries.filter { if case .wake = $0.message { true } else { false } }
    #expect(wakes.map { FullInboxTests.milliseconds($0.time) } == [31, 41, 41, 41])
    #expect(run.summaries[0].faults[.inboxOverflow] == 2)
    let lines = run.lines
    let faults = lines.indices.filter { lines[$0].kind == .fault }
    #expect(faults.map { lines[$0].detail } == [1, 1])
    // Those of 33 and 34 ms, by their numbers.
    #expect(faults.map { lines[$0 - 1].words[3] } == [2, 3])
    #expect(faults.map { lines[$0 - 1].signed(1) / 1_000_000 } == [34, 35])
    #expect(faults.allSatisfy { lines[$0 - 1].eventKind == .quote })
  }

  @Test func `after a burst an agent knows the market that goes quiet`() throws {
    let log = MessageLog()
    _ = try PlanRun(
      FullInboxTests.crowded(
        bids: [(32, 0), (33, 0), (34, 0)], wakes: [31], inbox: 1, log: log))
    #expect(FullInboxTests.quoteTimes(log) == [34])
    #expect(log.quotes.last?.bid == Price(ticks: 52))
  }

  @Test func `a busy book takes no room of a quiet one, and quotes keep their order`() throws {
    let log = MessageLog()
    let run = try PlanRun(
      FullInboxTests.crowded(
        bids: [(32, 0), (33, 0), (34, 1), (35, 0), (36, 0)], wakes: [31], inbox: 1, log: log))
    #expect(FullInboxTests.quoteTimes(log) == [34, 36])
    #expect(log.quotes.suffix(2).map(\.instrument.value) == [1, 0])
    #expect(run.summaries[0].faults.total == 3)
  }

  @Test func `quotes have room again once the agent has handled what waited`() throws {
    let log = MessageLog()
    let run = try PlanRun(
      FullInboxTests.crowded(
        bids: [(32, 0), (33, 0), (34, 0), (41, 0), (42, 0), (43, 0)], wakes: [31], log: log))
    #expect(FullInboxTests.quoteTimes(log) == [32, 34, 41, 43])
    #expect(run.summaries[0].faults.total == 2)
  }

  @Test func `wake-ups, reports and snapshots that an agent asked for are never lost`() throws {
    let log = MessageLog()
    var plan = ProbeMarket.plan([
      ProbeMarket.probe(
        "thinker/0", decisionLatency: .milliseconds(10),
        onStart: { context in
          for time in 1...5 { context.wake(at: .zero + .milliseconds(Int64(time))) }
        },
        onMessage: { message, context in
          log.note(message, context)
          guard case .wake = message else { return }
          context.submit(
            ProbeMarket.order(context.nextOrderID().value, .buy, 1, at: 99))
          context.requestSnapshot(VenueIndex(0), InstrumentIndex(0), depth: 1)
        })
    ])
    plan.inboxLimit = 1
    let run = try PlanRun(plan)
    let wakes = log.entries.filter { if case .wake = $0.message { true } else { false } }
    let snapshots = log.entries.filter { if case .snapshot = $0.message { true } else { false } }
    #expect(wakes.map { FullInboxTests.milliseconds($0.time) } == [1, 11, 11, 11, 11])
    #expect(log.reports.map(\.kind) == Array(repeating: .new, count: 5))
    #expect(snapshots.count == 5)
    #expect(run.summaries[0].faults.total == 0)
  }

  // MARK: Random markets

  private static func overflowing(seed: UInt64) -> SimulationPlan {
    var plan = RandomPlan.make(seed: seed)
    plan.inboxLimit = 1
    plan.recordsDeliveries = true
    for index in plan.participants.indices {
      plan.participants[index].decisionLatency = .milliseconds(5)
    }
    return plan
  }

  @Test(arguments: Array(UInt64(0)..<(isFullScale ? 50 : 4)))
  func `markets whose inboxes overflow go on and conserve everything`(seed: UInt64) throws {
    var simulation = try Simulation(FullInboxTests.overflowing(seed: seed))
    let run = PlanRun(finishing: &simulation)
    simulation.checkInvariants()
    #expect(run.end == .finished, "seed \(seed)")
  }

  /// Quotes that a run lost, and how many agents were handed none of that book behind them.
  private static func losses(seed: UInt64) throws -> (lost: Int, withoutNewer: Int) {
    struct Watch: Hashable {
      var agent: UInt32
      var book: BookPlace
    }
    let plan = overflowing(seed: seed)
    let run = try PlanRun(plan)
    let lines = run.lines
    var books: [UInt64: BookPlace] = [:]
    var missing: [Watch: JournalLine] = [:]
    var lost = 0
    var place: BookPlace?
    for (index, line) in lines.enumerated() {
      if line.kind == .event || line.kind == .book { place = line.book }
      if line.kind == .quote { books[line.words[5]] = place }
      guard line.eventKind == .quote else { continue }
      let next = index + 1 < lines.count ? lines[index + 1] : line
      let isLost = next.kind == .fault && next.detail == AgentFault.inboxOverflow.rawValue
      lost += isLost ? 1 : 0
      // Number 0, before any publication, is every book's.
      guard let book = books[line.words[3]] else { continue }
      let watch = Watch(agent: line.agent, book: book)
      if isLost {
        missing[watch] = line
      } else if let before = missing[watch], line.words[3] >= before.words[3] {
        missing[watch] = nil
      }
    }
    #expect(lost == run.summaries.reduce(0) { $0 + Int($1.faults[.inboxOverflow]) })
    // Who thinks when the run ends has not been handed it.
    let lastThought = plan.end.nanoseconds - 5_000_000
    return (lost, missing.values.count { $0.signed(1) < lastThought })
  }

  @Test func `whoever loses a quote is handed one of the same book that is as new`() throws {
    var lost = 0
    for seed in 0..<UInt64(isFullScale ? 50 : 8) {
      let losses = try FullInboxTests.losses(seed: seed)
      lost += losses.lost
      #expect(losses.withoutNewer == 0, "seed \(seed)")
    }
    #expect(lost > 200)
  }
}
