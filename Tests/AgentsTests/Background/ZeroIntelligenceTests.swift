import SimKernel
import TestSupport
import Testing

@testable import Agents

/// A zero-intelligence flow plays its law as an agent, and knows its own orders.
struct ZeroIntelligenceTests {
  private static let flows: [any Agent] = [
    FlowRun.santaFe(timeUnit: .milliseconds(10)),
    FlowRun.skyPerfect(depth: 10, timeUnit: .milliseconds(20)),
  ]

  /// Live orders of agent 0 at the end, from the outcomes of its journal.
  private static func live(_ lines: [JournalLine]) -> Int {
    var live = 0
    for line in lines {
      switch (line.kind, line.kind == .outcome ? line.detail : 0) {
      case (.outcome, MatchingOutcome.Kind.accepted.rawValue): live += 1
      case (.outcome, MatchingOutcome.Kind.cancelled.rawValue): live -= 1
      case (.trade, _): live -= 2
      default: break
      }
    }
    return live
  }

  @Test(arguments: flows.indices, Array(UInt64(0)..<2))
  func `beside its venue it never cancels what is gone, and the book keeps both sides`(
    flow: Int, seed: UInt64
  ) throws {
    let log = MessageLog()
    let run = try FlowRun(
      Self.flows[flow], milliseconds: 2_000, seed: seed, others: [FlowRun.watcher(log)])
    #expect(run.sent.count > 1_000, "seed \(seed)")
    #expect(run.sent.contains { $0.detail == JournalLine.cancelDetail })
    #expect(run.run.trades > 50, "seed \(seed)")
    #expect(!run.run.lines.contains { $0.isRejection }, "seed \(seed)")
    let quotes = log.quotes.drop { $0.ask == nil }
    #expect(quotes.count > 200, "seed \(seed)")
    #expect(quotes.allSatisfy { $0.bid != nil && $0.ask != nil }, "seed \(seed)")
  }

  @Test(arguments: flows.indices, Array(UInt64(0)..<2))
  func `far from its venue its market stays alive, and only some cancels come too late`(
    flow: Int, seed: UInt64
  ) throws {
    let latency = LatencyModel.shiftedGamma(shift: .milliseconds(10), scaleNanoseconds: 5e6)
    let run = try FlowRun(Self.flows[flow], latency: latency, milliseconds: 3_000, seed: seed)
    let cancels = run.sent.filter { $0.detail == JournalLine.cancelDetail }
    let late = run.run.lines.count { $0.isRejection }
    #expect(late > 0 && late * 3 < cancels.count, "seed \(seed): \(late) of \(cancels.count)")
    #expect(Set(cancels.map { $0.words[3] }).count == cancels.count, "seed \(seed)")
    #expect(Self.live(run.run.lines) > 10, "seed \(seed)")
    #expect(run.run.trades > 50, "seed \(seed)")
  }

  @Test(arguments: flows.indices)
  func `an agent that only watches changes nothing that it sends`(flow: Int) throws {
    let alone = try FlowRun(Self.flows[flow], milliseconds: 500, seed: 9)
    let watched = try FlowRun(
      Self.flows[flow], milliseconds: 500, seed: 9, others: [FlowRun.watcher(MessageLog())])
    #expect(alone.story == watched.story)
    #expect(alone.story.count > 100)
  }

  @Test(arguments: flows.indices)
  func `others may trade with it, and it goes on without a cancel that is refused`(
    flow: Int
  ) throws {
    let run = try FlowRun(
      Self.flows[flow], milliseconds: 1_000, seed: 10, others: [FlowRun.taker(every: 20)])
    #expect(run.run.summaries[1].fills > 50)
    #expect(!run.run.lines.contains { $0.isRejection && $0.agent == 0 })
  }

  /// The published book's is 1.3548 ticks, and 1.3565 where orders come five ticks off at most.
  @Test func `its book has the stationary spread of the model`() throws {
    let log = MessageLog()
    let end: Int64 = isFullScale ? 40_000 : 1_200
    _ = try FlowRun(
      FlowRun.skyPerfect(depth: 15, timeUnit: .milliseconds(4)), milliseconds: end, seed: 11,
      others: [FlowRun.watcher(log)])
    let quotes = log.quotes
    var (area, time) = (0.0, 0.0)
    for (quote, next) in zip(quotes, quotes.dropFirst()) {
      guard let bid = quote.bid, let ask = quote.ask, quote.time.nanoseconds > 40_000_000 else {
        continue
      }
      let length = Double((next.time - quote.time).nanoseconds)
      area += length * Double(ask.ticks - bid.ticks)
      time += length
    }
    // The spread's memory is about a unit of time, its standard deviation .75.
    let error = 0.75 * (2 / (Double(end) / 4)).squareRoot()
    #expect(abs(area / time - 1.3548) < 4 * error, "\(area / time) +- \(error)")
  }

  @Test func `a scenario's faults name the parameter, what was found and what is allowed`() {
    func faults(_ type: AgentType, _ given: [(String, ParameterValue)]) -> [ParameterFault] {
      let declared = type.declaration.parameters
      return type.declaration.check(
        ParameterValues(given, declared: declared), .zero...(.zero + .seconds(1)))
    }
    #expect(faults(.contStoikovTalreja, []).isEmpty)
    #expect(faults(.santaFe, []).isEmpty)
    let words = faults(.contStoikovTalreja, [("arrivals", .text("1.85 many"))])
    #expect(words.map(\.parameter) == ["arrivals"])
    #expect(words[0].message.hasPrefix("'many' is no number, allowed are 1 to 1000 numbers"))
    let empty = faults(.contStoikovTalreja, [("cancels", .text(" "))])
    #expect(empty.map(\.parameter) == ["cancels"])
    #expect(empty[0].message.hasPrefix("0 numbers"))
    #expect(faults(.contStoikovTalreja, [("cancels", .text("-1"))]).count == 1)
    let crowded = faults(
      .santaFe, [("width", .integer(10_000_000)), ("scale", .integer(1))])
    #expect(crowded.map(\.parameter) == ["width"])
  }
}
