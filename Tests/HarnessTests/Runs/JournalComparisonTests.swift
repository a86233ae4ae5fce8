import SimKernel
import TestSupport
import Testing

@testable import Harness

struct JournalComparisonTests {
  @Test func `equal runs are equal`() throws {
    let sample = try SampleRun()
    let left = try sample.journal("a", sample.setup())
    let right = try sample.journal("b", sample.setup())
    let comparison = try JournalComparison(left, right)
    #expect(comparison.areEqual)
    #expect(comparison.cause == nil)
  }

  @Test func `a folder stands for its journal`() throws {
    let sample = try SampleRun()
    let journal = try sample.journal("a", sample.setup())
    #expect(try JournalComparison(sample.out("a").path, journal).areEqual)
  }

  @Test func `another seed is named, and the first event`() throws {
    let sample = try SampleRun()
    let comparison = try JournalComparison(
      sample.journal("a", sample.setup()), sample.journal("b", sample.setup(seed: 43)))
    #expect(!comparison.areEqual)
    #expect(comparison.cause == "the seed is 42 in A, 43 in B")
    #expect(comparison.difference != nil)
  }

  @Test func `a change late in the run is found after the last equal checkpoint`() throws {
    let text =
      SampleRun.text
      + "\n  - {name: late, type: scripted, instrument: ABM, latency: colo, "
      + "script: \"at 09:30:25 buy B1 1 @ 10000\"}"
    let sample = try SampleRun(text)
    let other = ["agents.late.script=at 09:30:25 buy B1 2 @ 10000"]
    let comparison = try JournalComparison(
      sample.journal("a", sample.setup()), sample.journal("b", sample.setup(other)))
    let last = try #require(comparison.lastEqual)
    #expect(last.events > 0)
    #expect(last.time <= SimTime.zero + .hours(9) + .minutes(30) + .seconds(25))
    let lines = try #require(comparison.difference).lines.joined(separator: "\n")
    #expect(lines.contains("> sent submit late/0"), "\(lines)")
    #expect(lines.contains("quantity 1"), "\(lines)")
    #expect(lines.contains("quantity 2"), "\(lines)")
  }

  @Test func `the first different checkpoint is found for every place`() {
    let run = (0..<50).map { checkpoint($0, records: UInt64($0)) }
    for place in 0..<50 {
      let other = (0..<50).map { checkpoint($0, records: UInt64($0) + ($0 >= place ? 1_000 : 0)) }
      #expect(JournalComparison.firstDifference(run, other) == place)
      #expect(JournalComparison.firstDifference(run, Array(run[..<place])) == place)
    }
  }

  @Test func `a difference in what journals do not hold is told as such`() throws {
    let text =
      SampleRun.text + "\n  - {name: outside, type: external, instrument: ABM, latency: colo}"
    let sample = try SampleRun(text)
    let left = ["agents.outside.wake_every=1 s"]
    let right = ["agents.outside.wake_every=1500 ms"]
    let comparison = try JournalComparison(
      sample.journal("a", sample.setup(left)), sample.journal("b", sample.setup(right)))
    #expect(!comparison.areEqual)
    #expect(comparison.text.contains("record.deliveries=all"), "\(comparison.text)")
    let all = ["record.deliveries=all"]
    let second = try JournalComparison(
      sample.journal("c", sample.setup(left + all)), sample.journal("d", sample.setup(right + all)))
    #expect(second.text.contains("A > wake outside/0"), "\(second.text)")
  }

  @Test func `a damaged journal is compared up to its damage`() throws {
    let sample = try SampleRun()
    let journal = try sample.journal("a", sample.setup())
    let whole = try bytes(journal)
    let cut = try sample.folder.write("cut.mlj", whole[..<(whole.count * 2 / 3)])
    let comparison = try JournalComparison(journal, cut)
    #expect(!comparison.areEqual)
    #expect(comparison.damages.count == 1)
    #expect(comparison.text.contains("last good checkpoint"), "\(comparison.text)")
  }

  @Test func `what is no journal cannot be compared`() throws {
    let sample = try SampleRun()
    let journal = try sample.journal("a", sample.setup())
    let text = try sample.folder.write("text.mlj", text: "long enough to have a first word or two")
    let empty = try sample.folder.write("empty.mlj", text: "")
    for other in [sample.path, text, empty] {
      #expect(throws: JournalDamage.self, "\(other)") { try JournalComparison(journal, other) }
      #expect(throws: JournalDamage.self, "\(other)") { try JournalComparison(other, journal) }
    }
  }

  private func checkpoint(_ place: Int, records: UInt64) -> JournalCheckpoint {
    let words: [UInt64] = [0, UInt64(place), UInt64(place), records, 0, 0, 0, 0]
    return words.withUnsafeBufferPointer { JournalCheckpoint($0, end: place) }
  }
}
