import Agents
import SimKernel
import TestSupport
import Testing

/// What an agent that thinks for long loses of its feeds, and how it finds out.
struct FullInboxFeedTests {
  /// A thinker that is idle from 10 ms on, is woken at 31 ms and then thinks for 10 ms, beside
  /// others who act while it does.
  private static func crowded(
    _ feeds: [FeedKind], inbox: Int, log: MessageLog,
    beside others: [SimulationPlan.Participant]
  ) -> SimulationPlan {
    var plan = ProbeMarket.plan(
      [
        ProbeMarket.probe(
          "thinker/0", decisionLatency: .milliseconds(10),
          onStart: { context in
            for feed in feeds { context.subscribe(VenueIndex(0), InstrumentIndex(0), to: feed) }
            context.wake(at: .zero + .milliseconds(31))
          },
          onMessage: { log.note($0, $1) })
      ] + others)
    plan.inboxLimit = inbox
    return plan
  }

  /// A bid a millisecond from 32 ms on, each at a price of its own.
  private static func maker(_ count: Int64) -> SimulationPlan.Participant {
    ProbeMarket.sender(
      "maker/0",
      (0..<count).map { (32 + $0, ProbeMarket.order(UInt64($0 + 1), .buy, 1, at: 50 + $0)) },
      log: MessageLog())
  }

  private static func levels(_ log: MessageLog) -> [UInt64] {
    log.entries.compactMap { entry in
      if case .feed(.level(let update)) = entry.message { update.number } else { nil }
    }
  }

  private static func orders(_ log: MessageLog) -> [UInt64] {
    log.entries.compactMap { entry in
      if case .feed(.order(let update)) = entry.message { update.number } else { nil }
    }
  }

  @Test func `a full inbox loses messages of a feed, and the number of the newest tells`() throws {
    let log = MessageLog()
    let run = try PlanRun(Self.crowded([.levels], inbox: 2, log: log, beside: [Self.maker(5)]))
    #expect(Self.levels(log) == [1, 5])
    #expect(run.summaries[0].faults[.inboxOverflow] == 3)
    let lines = run.lines
    let faults = lines.indices.filter { lines[$0].kind == .fault }
    #expect(faults.map { lines[$0 - 1].words[3] >> 8 } == [2, 3, 4])
    #expect(faults.allSatisfy { lines[$0 - 1].eventKind == .feed })
  }

  @Test func `an inbox with room loses nothing, and there is room again after it was handled`()
    throws
  {
    let (log, later) = (MessageLog(), MessageLog())
    let run = try PlanRun(Self.crowded([.levels], inbox: 5, log: log, beside: [Self.maker(5)]))
    #expect(Self.levels(log) == [1, 2, 3, 4, 5])
    #expect(run.summaries[0].faults.total == 0)
    _ = try PlanRun(Self.crowded([.levels], inbox: 1, log: later, beside: [Self.maker(12)]))
    // What came before 41 ms is handled then, what came from then on at 51 ms.
    #expect(Self.levels(later) == [9, 12])
  }

  @Test func `each feed has room of its own, and trades leave a gap too`() throws {
    let (log, seller) = (MessageLog(), MessageLog())
    let sells = (0..<4).map {
      (
        36 + Int64($0),
        ProbeMarket.order(UInt64($0 + 1), .sell, 1, at: 50, life: .immediateOrCancel)
      )
    }
    let run = try PlanRun(
      Self.crowded(
        [.orders, .trades], inbox: 3, log: log,
        beside: [Self.maker(4), ProbeMarket.sender("seller/0", sells, log: seller)]))
    let trades = log.entries.compactMap { entry -> UInt64? in
      if case .feed(.trade(let print)) = entry.message { print.number } else { nil }
    }
    #expect(seller.reports.count { $0.isTrade } == 4)
    #expect(trades == [1, 2, 4])
    #expect(Self.orders(log) == [1, 2, 8])
    #expect(run.summaries[0].faults[.inboxOverflow] == 1 + 5)
  }

  /// What a busy listener rebuilds in a random market.
  private static func rebuilt(
    seed: UInt64, inbox: Int
  ) throws -> (builder: BookBuilder, states: [RebuiltStates.State], history: BookHistory) {
    let log = BuilderLog(BookPlace(venue: 0, instrument: 0))
    var plan = FeedMarket.plan(seed)
    plan.inboxLimit = inbox
    plan.participants.append(
      ProbeMarket.probe(
        "listener/0", decisionLatency: .milliseconds(4), onStart: { log.start(&$0) },
        onMessage: { log.receive($0, &$1) }))
    let history = try BookHistory(plan)
    return (log.builder, log.states, history)
  }

  @Test func `a busy subscriber finds its gaps and is never wrong about a whole book`() throws {
    var (gaps, recovered) = (0, 0)
    for seed in FeedMarket.slowSeeds {
      let place = BookPlace(venue: 0, instrument: 0)
      let (builder, states, history) = try Self.rebuilt(seed: seed, inbox: 1)
      let truths = try #require(history.states[place])
      for state in states {
        #expect(
          truths.contains { $0.isSame(state.bids, state.asks) },
          "seed \(seed), number \(state.number)")
      }
      gaps += builder.gaps
      recovered += builder.gaps > 0 && builder.state == .live ? 1 : 0
      let roomy = try Self.rebuilt(seed: seed, inbox: 65_536)
      #expect(roomy.builder.gaps == 0, "seed \(seed)")
    }
    #expect(gaps > 20)
    #expect(recovered > 0)
  }
}
