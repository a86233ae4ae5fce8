import Scenarios
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// Random markets of every kind of order, exported and replayed: whatever the engine did, the files
/// say it so that the replay agrees with every row.
struct RandomExportTests {
  private static let seeds = UInt64(0)..<200
  private static let milliseconds: Int64 = isFullScale ? 400 : 80

  /// Keeps what it is told.
  private final class Listener: DisplayedBookListener {
    var book = DisplayedBook()
    var changes: [DisplayedChange] = []

    func take(_ change: DisplayedChange, _ book: DisplayedBook) {
      self.book = book
      changes.append(change)
    }

    func finish() {}
  }

  private static func plan(_ seed: UInt64) -> SimulationPlan {
    var plan = RandomPlan.make(seed: seed &+ 900, milliseconds: milliseconds)
    if seed % 4 == 3 { plan.tieOrder = .shuffled(seed: seed) }
    return plan
  }

  private static func header(_ plan: SimulationPlan) -> JournalHeader {
    JournalHeader(plan, scenarioHash: "", overrides: [], tieOrder: "")
  }

  @Test func `the displayed book is the kernel's own, level by level, at every stop`() throws {
    var changes = 0
    for seed in Self.seeds {
      let plan = Self.plan(seed)
      var simulation = try Simulation(plan, keepsJournal: true)
      var listeners: [BookChoice.Place: Listener] = [:]
      let books = RebuiltBooks { venue, instrument in
        let listener = Listener()
        listeners[BookChoice.Place(venue: venue, instrument: instrument)] = listener
        return listener
      }
      var reason = StopReason.reached
      while reason == .reached {
        var words: [UInt64] = []
        reason = PlanRun.advance(&simulation, events: 97, into: &words)
        try words.withUnsafeBufferPointer { try books.write($0) }
        try books.settle()
        for place in BookChoice.allBooks(of: Self.header(plan)) {
          let expected = simulation.snapshot(place.venue, place.instrument, depth: .max)
          let found = listeners[place]?.book ?? DisplayedBook()
          for (side, levels) in [(Side.buy, expected.bids), (.sell, expected.asks)] {
            let isEqual =
              found.levels(side).map { [$0.price.ticks, $0.quantity.lots] }
              == levels.map { [$0.price.ticks, $0.quantity.lots] }
            #expect(isEqual, "seed \(seed), event \(simulation.eventCount), \(place), \(side)")
          }
        }
      }
      try books.finish()
      changes += listeners.values.reduce(0) { $0 + $1.changes.count }
    }
    #expect(changes > 10_000)
  }

  @Test func `every row of every export replays`() throws {
    let folder = try TemporaryFolder()
    var compared = 0
    for seed in Self.seeds {
      let plan = Self.plan(seed)
      let header = Self.header(plan)
      let words = try PlanRun(plan).words
      var random = SplitMix64(seed: seed)
      let window = LobsterWindow(
        depth: Int(random.element(of: [1, 2, 3, 5, 10, 20])),
        keepsAllMessages: random.chance(percent: 30))
      let path = folder.url.appendingPathComponent("\(seed)").path
      try OutputFolder.make(path)
      let files = try LobsterFiles(path, header, BookChoice.allBooks(of: header), window)
      try words.withUnsafeBufferPointer { try files.sink.write($0) }
      try files.finish()
      for (name, rows) in files.written where name.contains("_message_") && rows > 1 {
        let book = name.replacing("_message_", with: "_orderbook_")
        let report = try LobsterReplay.compare(
          messages: "\(path)/\(name)", book: "\(path)/\(book)", depth: window.depth)
        #expect(report.messages == rows)
        #expect(
          report.checks.allSatisfy { $0.equal == $0.compared },
          "seed \(seed), \(window): \(report.firstDifference ?? "")")
        #expect(report.checks[0].compared == rows - 1)
        compared += report.checks[0].compared
      }
    }
    #expect(compared > 10_000)
  }

  @Test func `the engine predicts every group of executions of a whole export`() throws {
    var groups = 0
    for seed in Self.seeds {
      let plan = Self.plan(seed)
      let words = try PlanRun(plan).words
      var tapes: [BookChoice.Place: Listener] = [:]
      let books = RebuiltBooks { venue, instrument in
        let listener = Listener()
        tapes[BookChoice.Place(venue: venue, instrument: instrument)] = listener
        return listener
      }
      try words.withUnsafeBufferPointer { try books.write($0) }
      try books.finish()
      let header = Self.header(plan)
      for (place, tape) in tapes.sorted(by: { "\($0.key)" < "\($1.key)" }) {
        let units = try LobsterUnits(header.instruments[Int(place.instrument.value)])
        let messages = try tape.changes.map { try LobsterMessage($0, units) }
        var check = LobsterPriorityCheck()
        try check.run(messages) { "seed \(seed), \(place), row \($0 + 1)" }
        // Two orders of one moment look like one, which would not trade twice with one order.
        let expected = check.check.compared - Self.doubleGroups(messages)
        #expect(
          check.check.equal == expected,
          "\(expected) expected, \(check.check.equal): \(check.check.firstDifference ?? "")")
        groups += check.check.compared
      }
    }
    #expect(groups > 2_000)
  }

  /// Runs of executions of one moment and direction in which an order stands twice in a row.
  private static func doubleGroups(_ messages: [LobsterMessage]) -> Int {
    var count = 0
    var isDouble = false
    for (previous, message) in zip(messages, messages.dropFirst()) {
      let goesOn =
        previous.kind == .execution && message.kind == .execution
        && previous.time == message.time && previous.side == message.side
      if !goesOn { isDouble = false }
      if goesOn && previous.orderID == message.orderID && !isDouble {
        isDouble = true
        count += 1
      }
    }
    return count
  }
}
