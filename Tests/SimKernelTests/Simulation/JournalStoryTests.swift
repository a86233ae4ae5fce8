import SimKernel
import TestSupport
import Testing

/// What the journal of a run says, recomputed record by record.
struct JournalStoryTests {
  private static let seeds = Array(UInt64(0)..<(isFullScale ? 200 : 8))

  @Test(arguments: seeds)
  func `every fill of a resting order says what stood, traded and left ahead of it`(
    seed: UInt64
  ) throws {
    var sent = SentOrders()
    var histories: [BookPlace: QueueHistory] = [:]
    var place: BookPlace?
    for line in try PlanRun(RandomPlan.make(seed: seed)).lines {
      sent.apply(line)
      switch line.kind {
      case .event, .book:
        if let place { histories[place]?.endMessage() }
        place = line.book
      case .outcome, .trade:
        guard let place else {
          Issue.record("seed \(seed): an outcome outside a book")
          continue
        }
        // An expiry comes before the message whose arrival found it.
        histories[place, default: QueueHistory()].apply(
          line, sent: sent[line.agent, line.words[1]])
      default: break
      }
    }
    let faults = histories.values.flatMap(\.faults)
    #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(3))")
  }

  @Test func `random markets fill thousands of resting orders, many after withdrawals`() throws {
    var fills = 0
    var afterWithdrawals = 0
    for seed in JournalStoryTests.seeds {
      var sent = SentOrders()
      var histories: [BookPlace: QueueHistory] = [:]
      var place: BookPlace?
      for line in try PlanRun(RandomPlan.make(seed: seed)).lines {
        sent.apply(line)
        if line.kind == .event || line.kind == .book {
          if let place { histories[place]?.endMessage() }
          place = line.book
        } else if let place, line.kind == .outcome || line.kind == .trade {
          histories[place, default: QueueHistory()].apply(
            line, sent: sent[line.agent, line.words[1]])
        }
      }
      fills += histories.values.reduce(0) { $0 + $1.fills }
      afterWithdrawals += histories.values.reduce(0) { $0 + $1.fillsAfterWithdrawals }
    }
    print("queue positions: \(fills) fills, \(afterWithdrawals) after withdrawals")
    #expect(fills > 100 * JournalStoryTests.seeds.count)
    #expect(afterWithdrawals > 10 * JournalStoryTests.seeds.count)
  }

  @Test(arguments: seeds)
  func `everything stands behind the event that caused it`(seed: UInt64) throws {
    var plan = RandomPlan.make(seed: seed)
    plan.recordsDeliveries = false
    plan.inboxLimit = 2
    var event: JournalLine?
    for line in try PlanRun(plan).lines {
      switch line.kind {
      case .event: event = line
      case .sent, .sentTriggers, .refused, .fault:
        #expect(event?.subject == line.agent, "seed \(seed): \(line)")
      case .outcome, .trade, .quote, .book:
        #expect(event?.book != nil, "seed \(seed): \(line)")
      case .checkpoint, .positions: break
      }
    }
  }

  @Test(arguments: seeds)
  func `orders end at their time and trade only before it`(seed: UInt64) throws {
    let plan = RandomPlan.make(seed: seed)
    var sent = SentOrders()
    var time = plan.start
    for line in try PlanRun(plan).lines {
      sent.apply(line)
      if line.kind == .event { time = SimTime(nanoseconds: line.signed(1)) }
      if line.kind == .trade {
        for (owner, id) in [(line.agent, line.words[1]), (line.low(4), line.words[5])] {
          if let expiry = sent[owner, id]?.expiry { #expect(time < expiry, "seed \(seed)") }
        }
      }
      guard line.kind == .outcome, line.detail == MatchingOutcome.Kind.expired.rawValue else {
        continue
      }
      let order = try #require(sent[line.agent, line.words[1]], "seed \(seed)")
      #expect(time == (order.expiry ?? plan.end), "seed \(seed): \(order)")
    }
  }

  @Test(arguments: seeds)
  func `nothing overtakes on its session`(seed: UInt64) throws {
    struct Way: Hashable {
      var agent: UInt32
      var venue: UInt16
      var kind: UInt8
    }
    var last: [Way: UInt64] = [:]
    var sentTimes: [Way: Int64] = [:]
    var venueOfCause: [UInt64: UInt16] = [:]
    var venueOfQuote: [UInt64: UInt16] = [:]
    var place: BookPlace?
    for line in try PlanRun(RandomPlan.make(seed: seed)).lines {
      var way: Way?
      switch (line.kind, line.eventKind) {
      case (.sent, _):
        let venue = UInt16(truncatingIfNeeded: line.words[6])
        let sentWay = Way(agent: line.agent, venue: venue, kind: 0)
        #expect(line.signed(2) >= sentTimes[sentWay] ?? .min, "seed \(seed): \(line)")
        sentTimes[sentWay] = line.signed(2)
      case (.quote, _): venueOfQuote[line.words[5]] = place?.venue
      case (.book, _): place = line.book
      case (.event, .arrival?), (.event, .expiry?):
        place = line.book
        venueOfCause[line.words[2]] = place?.venue
        if line.eventKind == .arrival, let place {
          way = Way(agent: line.agent, venue: place.venue, kind: 1)
        }
      case (.event, .report?):
        way = venueOfCause[line.words[3]].map { Way(agent: line.agent, venue: $0, kind: 2) }
      case (.event, .quote?):
        way = venueOfQuote[line.words[3]].map { Way(agent: line.agent, venue: $0, kind: 3) }
      default: break
      }
      guard let way else { continue }
      if let before = last[way] { #expect(line.words[2] > before, "seed \(seed): \(line)") }
      last[way] = line.words[2]
    }
  }

  @Test(arguments: seeds)
  func `an agent that thinks is handed nothing`(seed: UInt64) throws {
    let plan = RandomPlan.make(seed: seed)
    var last: [UInt32: Int64] = [:]
    for line in try PlanRun(plan).lines {
      let agent = Int(line.agent)
      if line.kind == .sent, let handled = last[line.agent] {
        let leaves = handled + plan.participants[agent].decisionLatency.nanoseconds
        #expect(line.signed(2) >= leaves, "seed \(seed): \(line)")
      }
      switch line.eventKind {
      case .wake?, .report?, .quote?, .snapshot?:
        let thinks = plan.participants[agent].decisionLatency.nanoseconds
        let gap = line.signed(1) - (last[line.agent] ?? 0)
        #expect(gap == 0 || gap >= thinks, "seed \(seed): \(line)")
        last[line.agent] = line.signed(1)
      default: break
      }
    }
  }
}
