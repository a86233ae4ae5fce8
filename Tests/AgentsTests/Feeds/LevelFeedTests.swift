import Agents
import SimKernel
import TestSupport
import Testing

/// A book rebuilt from the level feed is the venue's, message by message.
struct LevelFeedTests {
  @Test(arguments: FeedMarket.slowSeeds)
  func `after each update the rebuilt book is the one that the venue had`(seed: UInt64) throws {
    var plan = FeedMarket.plan(seed)
    let log = MessageLog()
    var listener = FeedMarket.listener(plan, to: [.levels], log: log)
    // It subscribes at the start, and hears with a latency.
    listener.latency = LatencyProfile { way in
      way == .data
        ? .shiftedGamma(shift: .microseconds(10), scaleNanoseconds: 50_000) : .constant(.zero)
    }
    plan.participants.append(listener)
    let history = try BookHistory(plan)
    let rebuilt = RebuiltStates(log.entries.map(\.message))
    for place in FeedMarket.books(plan) {
      let states = try #require(rebuilt.states[place], "seed \(seed): nothing of \(place)")
      let truth = LevelFeedTests.fromStart(try #require(history.states[place]), states)
      for (number, state) in states.enumerated() {
        #expect(state.number == UInt64(number), "seed \(seed), \(place)")
        try #require(number < truth.count, "seed \(seed), \(place): \(number) is one too many")
        #expect(
          truth[number].isSame(state.bids, state.asks), "seed \(seed), \(place), \(number)")
        #expect(truth[number].time == state.time || number == 0, "seed \(seed), \(place)")
      }
      // What is under way at the end has not arrived.
      let due = truth.count { $0.time + .milliseconds(2) < plan.end }
      #expect(states.count >= due, "seed \(seed), \(place): \(states.count)")
    }
  }

  /// The states from that one on with which a subscriber of the first moment begins.
  private static func fromStart(
    _ truth: [BookHistory.State], _ states: [RebuiltStates.State]
  ) -> [BookHistory.State] {
    guard let first = states.first else { return truth }
    let place = truth.lastIndex { $0.time <= first.time && $0.isSame(first.bids, first.asks) }
    return Array(truth[(place ?? 0)...])
  }

  @Test(arguments: FeedMarket.slowSeeds)
  func `where updates merge, each is the last state of its moment, and not too soon`(
    seed: UInt64
  ) throws {
    var plan = FeedMarket.plan(seed)
    let log = MessageLog()
    let interval = SimDuration.milliseconds(Int64(12 + seed % 7))
    plan.participants.append(
      FeedMarket.listener(plan, to: [.levels], every: interval, log: log))
    let history = try BookHistory(plan)
    let rebuilt = RebuiltStates(log.entries.map(\.message))
    var merged = 0
    for place in FeedMarket.books(plan) {
      let states = try #require(rebuilt.states[place])
      for (number, state) in states.enumerated() {
        #expect(state.number == UInt64(number))
        let possible = history.states(place, around: state.time)
        #expect(
          possible.contains { $0.isSame(state.bids, state.asks) }, "seed \(seed), \(place)")
      }
      for (one, next) in zip(states.dropFirst(), states.dropFirst(2)) {
        #expect(next.time - one.time >= interval, "seed \(seed), \(place)")
      }
      merged += (history.states[place]?.count ?? 0) - states.count
    }
    #expect(merged > 0 || history.states.values.allSatisfy { $0.count < 5 }, "seed \(seed)")
  }

  @Test(arguments: FeedMarket.slowSeeds)
  func `the best levels come whenever one of them has changed, and are true`(
    seed: UInt64
  ) throws {
    var plan = FeedMarket.plan(seed)
    let log = MessageLog()
    plan.participants.append(FeedMarket.listener(plan, to: [.depth], log: log))
    let history = try BookHistory(plan)
    for place in FeedMarket.books(plan) {
      var wanted: [[[BookLevel]]] = []
      for state in history.states[place] ?? [] {
        let best = [Array(state.bids.prefix(3)), Array(state.asks.prefix(3))]
        if wanted.last != best { wanted.append(best) }
      }
      let found = log.entries.compactMap { entry -> [[BookLevel]]? in
        guard case .snapshot(let book) = entry.message,
          BookPlace(book.venue, book.instrument) == place
        else { return nil }
        return [book.bids, book.asks]
      }
      #expect(found == Array(wanted.prefix(found.count)), "seed \(seed), \(place)")
      // What leaves in the end may be under way still.
      #expect(found.count + 5 > wanted.count, "seed \(seed), \(place): \(found.count)")
    }
  }

  @Test(arguments: FeedMarket.slowSeeds)
  func `through gaps every live state is true, and each gap ends in a recovery`(
    seed: UInt64
  ) throws {
    var plan = FeedMarket.plan(seed, milliseconds: 400)
    let place = BookPlace(venue: 0, instrument: 0)
    let log = BuilderLog(place)
    var participant = ProbeMarket.probe(
      "listener/0", onStart: { log.start(&$0) }, onMessage: { log.receive($0, &$1) })
    participant.latency = LatencyProfile { way in
      way == .data ? .constant(.microseconds(300)) : .constant(.zero)
    }
    participant.feed.gaps = OutageTimes(
      random: OutageTimes.Random(every: .milliseconds(20), length: .milliseconds(6)))
    plan.participants.append(participant)
    let history = try BookHistory(plan)
    let truth = LevelFeedTests.fromStart(try #require(history.states[place]), log.states)
    for state in log.states {
      try #require(Int(state.number) < truth.count)
      #expect(
        truth[Int(state.number)].isSame(state.bids, state.asks), "seed \(seed): \(state.number)")
    }
    let numbers = log.states.map(\.number)
    #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
    if truth.count > 200 {
      #expect(log.builder.gaps > 0, "seed \(seed): \(truth.count) changes and no gap")
      let recoveries = zip(numbers, numbers.dropFirst()).count { $1 > $0 + 1 }
      #expect(recoveries >= log.builder.gaps - 1, "seed \(seed)")
    }
  }
}
