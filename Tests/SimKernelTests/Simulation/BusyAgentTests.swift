import SimKernel
import TestSupport
import Testing

/// Agents pay for thinking: once a batch, and nothing reaches them meanwhile.
struct BusyAgentTests {
  private static func milliseconds(_ time: SimTime) -> Double {
    Double(time.nanoseconds) / 1_000_000
  }

  /// A probe that thinks for 10 ms, woken at these milliseconds; it sends a request at each
  /// message.
  private static func plan(
    wakes: [Int64], log: MessageLog
  ) -> SimulationPlan {
    var plan = ProbeMarket.plan([
      ProbeMarket.probe(
        "thinker/0", decisionLatency: .milliseconds(10),
        onStart: { context in
          for (tag, time) in wakes.enumerated() {
            context.wake(at: .zero + .milliseconds(time), tag: UInt32(tag))
          }
        },
        onMessage: { message, context in
          log.note(message, context)
          if case .wake = message {
            context.cancel(CancelRequest(id: ClientOrderID(UInt64(log.entries.count))))
          }
        })
    ])
    plan.recordsDeliveries = true
    return plan
  }

  private static func wakeTimes(_ log: MessageLog) -> [Double] {
    log.entries.compactMap { entry in
      if case .wake = entry.message { milliseconds(entry.time) } else { nil }
    }
  }

  @Test func `an idle agent handles at arrival, a busy one all that waits when it is free`() throws
  {
    let log = MessageLog()
    _ = try PlanRun(BusyAgentTests.plan(wakes: [1, 3, 5, 11, 20, 60, 85], log: log))
    // Reports of its cancels keep it busy as well, until 51 and from 70 to 80.
    #expect(BusyAgentTests.wakeTimes(log) == [1, 11, 11, 11, 21, 60, 85])
  }

  @Test func `what is sent leaves one decision latency later, a batch's together`() throws {
    let run = try PlanRun(BusyAgentTests.plan(wakes: [1, 3, 5, 60], log: MessageLog()))
    let arrivals = run.lines.filter { $0.eventKind == .arrival }.map { $0.signed(1) / 1_000_000 }
    #expect(arrivals == [11, 21, 21, 70])
  }

  @Test func `waiting messages keep their order`() throws {
    let log = MessageLog()
    _ = try PlanRun(BusyAgentTests.plan(wakes: [1, 5, 3, 4, 2, 2], log: log))
    let tags = log.entries.compactMap { entry -> UInt32? in
      if case .wake(let tag) = entry.message { tag } else { nil }
    }
    #expect(tags == [0, 4, 5, 2, 3, 1])
  }

  // MARK: Faults

  @Test func `what makes no sense is a journalled fault of its agent`() throws {
    let plan = ProbeMarket.plan([
      ProbeMarket.probe(
        "odd/0",
        onStart: { $0.wake(at: .zero + .milliseconds(5)) },
        onMessage: { _, context in
          context.wake(at: context.now - .nanoseconds(1))
          context.subscribe(VenueIndex(0), InstrumentIndex(1))
          context.noteNotANumber()
          context.wake(at: context.end + .nanoseconds(1))
        })
    ])
    let run = try PlanRun(plan)
    let faults = run.lines.filter { $0.kind == .fault }
    #expect(
      faults.map(\.detail)
        == [AgentFault.wakeInThePast, .unknownBook, .notANumber].map(\.rawValue))
    #expect(faults.allSatisfy { $0.signed(1) == 5_000_000 })
    #expect(run.summaries[0].faults.total == 3)
    for fault in AgentFault.allCases {
      #expect(run.summaries[0].faults[fault] == (fault == .inboxOverflow ? 0 : 1))
    }
    #expect(run.events == 1)
  }

  @Test func `a decision at a checkpoint keeps its cause, in a fork as well`() throws {
    var plan = ProbeMarket.plan(
      [
        ProbeMarket.probe(
          "driver/0",
          onStart: { context in
            for time in 1...1_100 { context.wake(at: .zero + .milliseconds(Int64(time))) }
          })
      ], milliseconds: 1_100)
    plan.participants[0].isExternal = true
    var simulation = try Simulation(plan, keepsJournal: true)
    var lines: [JournalLine] = []
    while case .decision = simulation.advance(until: .end) {
      var fork = simulation.fork()
      fork.keepsJournal = true
      simulation.decide { $0.noteNotANumber() }
      fork.decide { $0.noteNotANumber() }
      fork.drainJournal { words in
        let isCheckpoint = simulation.eventCount % 1_024 == 0
        #expect(words.count == (isCheckpoint ? 4 : 8), "event \(simulation.eventCount)")
      }
      simulation.drainJournal { lines += JournalLine.lines(Array($0)) }
      #expect(fork.stateHash == simulation.stateHash)
    }
    var time: Int64 = 0
    for line in lines {
      if line.kind == .event { time = line.signed(1) }
      if line.kind == .fault { #expect(line.signed(1) == time) }
    }
    #expect(lines.count { $0.kind == .fault } == 1_100)
    #expect(lines.count { $0.kind == .checkpoint } == 1)
  }
}
