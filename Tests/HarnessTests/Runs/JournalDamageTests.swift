import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness

struct JournalDamageTests {
  /// Three agents for a tenth of a second: a journal of a few thousand bytes.
  private static let tiny = [
    "agents.noise.count=2", "agents.other.count=1", "clock.end=\"09:30:00.3\"",
  ]

  @Test func `a whole journal has its digest and no damage`() throws {
    let sample = try SampleRun()
    let path = try sample.journal("whole", sample.setup())
    let scan = try JournalScan(path: path)
    #expect(scan.damage == nil)
    #expect(try scan.digest == Runner.run(sample.setup()).digest)
    #expect(scan.header == JournalHeader(try sample.setup()))
    #expect(scan.goodEnd == (try bytes(path).count))
  }

  @Test func `a changed byte anywhere is noticed`() throws {
    let sample = try SampleRun()
    let whole = try bytes(sample.journal("whole", sample.setup(Self.tiny)))
    let path = sample.folder.url.appendingPathComponent("changed.mlj").path
    for place in whole.indices {
      var changed = whole
      changed[place] ^= UInt8(1 << (place % 8))
      try Data(changed).write(to: URL(fileURLWithPath: path))
      let scan = try JournalScan(path: path)
      #expect(scan.damage != nil, "byte \(place) of \(whole.count)")
      #expect(scan.goodEnd <= place, "byte \(place) of \(whole.count)")
    }
  }

  @Test func `a journal cut anywhere is noticed`() throws {
    let sample = try SampleRun()
    let whole = try bytes(sample.journal("whole", sample.setup(Self.tiny)))
    let path = sample.folder.url.appendingPathComponent("cut.mlj").path
    for length in whole.indices {
      try Data(whole[..<length]).write(to: URL(fileURLWithPath: path))
      let scan = try JournalScan(path: path)
      #expect(scan.damage != nil, "cut to \(length) of \(whole.count) bytes")
      #expect(scan.goodEnd <= length, "cut to \(length) of \(whole.count) bytes")
    }
  }

  @Test func `damage is told with the last checkpoint before it`() throws {
    let sample = try SampleRun()
    let original = try sample.journal("whole", sample.setup())
    let whole = try bytes(original)
    let checkpoints = try JournalScan(path: original).checkpoints
    #expect(checkpoints.count > 2)
    let path = sample.folder.url.appendingPathComponent("changed.mlj").path
    var random = SplitMix64(seed: 7)
    for _ in 0..<(isFullScale ? 2_000 : 100) {
      let place = Int(random.integer(in: 0...Int64(whole.count - 1)))
      var changed = whole
      changed[place] = changed[place] &+ UInt8(random.integer(in: 1...255))
      try Data(changed).write(to: URL(fileURLWithPath: path))
      let scan = try JournalScan(path: path)
      let good = checkpoints.last { $0.end <= place }
      #expect(scan.damage != nil, "byte \(place)")
      #expect(scan.damage?.lastGood == good, "byte \(place)")
    }
  }

  @Test func `bytes after the end are noticed`() throws {
    let sample = try SampleRun()
    let whole = try bytes(sample.journal("whole", sample.setup(Self.tiny)))
    let path = try sample.folder.write("longer.mlj", whole + [0])
    #expect(try JournalScan(path: path).damage?.problem == .goesOn)
  }

  @Test func `another file is no journal`() throws {
    let sample = try SampleRun()
    let path = try sample.folder.write("other.mlj", text: "a text that is long enough to look at")
    #expect(try JournalScan(path: path).damage?.problem == .notAJournal)
  }
}
