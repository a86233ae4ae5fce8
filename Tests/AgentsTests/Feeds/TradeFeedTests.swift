import SimKernel
import TestSupport
import Testing

/// Every trade is told, as it was.
struct TradeFeedTests {
  private struct Trade: Hashable {
    var time: Int64
    var place: BookPlace
    var price: Int64
    var lots: Int64
    var aggressor: UInt8
  }

  /// The trades of a journal, told by its records and not by the kernel.
  private static func trades(_ words: [UInt64]) -> [Trade] {
    var trades: [Trade] = []
    var (time, place) = (Int64(0), BookPlace(venue: 0, instrument: 0))
    for line in JournalLine.lines(words) {
      if line.kind == .event { time = line.signed(1) }
      place = line.book ?? place
      guard line.kind == .trade else { continue }
      trades.append(
        Trade(
          time: time, place: place, price: Int64(Int32(bitPattern: line.low(2))),
          lots: Int64(line.high(2)), aggressor: line.detail))
    }
    return trades
  }

  @Test(arguments: FeedMarket.seeds)
  func `the prints of a run are the trades of its journal`(seed: UInt64) throws {
    var plan = FeedMarket.plan(seed)
    let log = MessageLog()
    plan.participants.append(
      FeedMarket.listener(plan, to: [.trades], every: .milliseconds(5), log: log))
    let run = try PlanRun(plan)
    var numbers: [BookPlace: UInt64] = [:]
    let prints = log.entries.compactMap { entry -> Trade? in
      guard case .feed(.trade(let print)) = entry.message else { return nil }
      let place = BookPlace(print.venue, print.instrument)
      let last = numbers[place] ?? 0
      #expect(print.number == last || print.number == last + 1, "seed \(seed)")
      numbers[place] = print.number
      return Trade(
        time: print.time.nanoseconds, place: place, price: print.price.ticks,
        lots: print.quantity.lots, aggressor: print.aggressor.rawValue)
    }
    let trades = TradeFeedTests.trades(run.words)
    // A message travels for the venue's processing time, so that the last ones may not arrive.
    let end = plan.end.nanoseconds - 50_000
    for place in FeedMarket.books(plan) {
      let found = prints.filter { $0.place == place }
      let wanted = trades.filter { $0.place == place }
      #expect(found == Array(wanted.prefix(found.count)), "seed \(seed), \(place)")
      #expect(found.count >= wanted.count { $0.time < end }, "seed \(seed), \(place)")
    }
  }
}
