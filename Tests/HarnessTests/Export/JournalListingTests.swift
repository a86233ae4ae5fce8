import SimKernel
import Testing

@testable import Harness

/// A journal as lines, all of them and some.
struct JournalListingTests {
  private let sample: SampleRun
  private let path: String

  init() throws {
    sample = try SampleRun()
    path = try sample.out("run").path
    _ = try sample.out("run").run(sample.setup(), Runner.Options())
  }

  private func lines(_ change: (inout JournalChoice) -> Void) throws -> [String] {
    var choice = JournalChoice()
    change(&choice)
    return try JournalListing(run: path, choice).lines()
  }

  @Test func `the first lines are those of a golden's tape`() throws {
    let sink = GoldenSink(try sample.setup())
    _ = try Runner.run(sample.setup(), Runner.Options(), into: sink)
    #expect(try lines { $0.lineLimit = GoldenSink.lineLimit } == sink.lines)
    #expect(sink.lines.count == GoldenSink.lineLimit)
  }

  @Test func `times bound the lines, both ends included`() throws {
    let all = try lines { _ in }
    let first = String(all[all.count / 3].prefix(18))
    let last = String(all[all.count / 2].prefix(18))
    let some = try lines {
      $0.from = SimTime(timeOfDay: first)
      $0.to = SimTime(timeOfDay: last)
    }
    #expect(some == all.filter { $0 >= first && $0.prefix(18) <= last })
    #expect(some.count > 10 && some.count < all.count)
  }

  @Test func `kinds divide the lines`() throws {
    let all = try lines { _ in }
    let trades = try lines { $0.kind = .trade }
    #expect(trades == all.filter { $0.contains("  trades #") })
    #expect(!trades.isEmpty)
    let counts = try JournalChoice.Kind.allCases.map { kind in try lines { $0.kind = kind }.count }
    #expect(counts.reduce(0, +) == all.count)
  }

  @Test func `an agent's lines are its own and its trades with others`() throws {
    let own = try lines { $0.agent = "maker" }
    #expect(try lines { $0.agent = "maker/0" } == own)
    #expect(own.allSatisfy { $0.contains("maker/0") })
    #expect(own == (try lines { _ in }).filter { $0.contains("maker/0") })
    #expect(own.contains { $0.contains("with maker/0") })
    let error = #expect(throws: ExportMistake.self) { try lines { $0.agent = "makr" } }
    #expect("\(try #require(error))".hasPrefix("the run has no agent 'makr', allowed: noise/0"))
  }
}
