import Foundation
import Scenarios
import SimKernel
import TestSupport
import Testing

@testable import Harness

struct RunFolderTests {
  private let options = Runner.Options()

  @Test func `a finished run leaves its folder and nothing partial`() throws {
    let sample = try SampleRun()
    let out = try sample.out("run")
    let result = try out.run(sample.setup(), options)
    for name in ["manifest.json", "journal.mlj", "summary.txt", "metrics.json"] {
      #expect(exists("\(out.path)/\(name)"), "\(name) is missing")
    }
    #expect(!exists(out.partialPath))
    let manifest = try JSONValue(
      parsing: String(decoding: bytes(out.path + "/manifest.json"), as: UTF8.self))
    #expect(manifest["digest"] == .string("\(result.digest)"))
    let stamp = try ExecutableStamp.current()
    #expect(manifest["executable_sha256"] == .string("\(stamp.sha256)"))
    #expect(manifest["commit"] == stamp.commit.map(JSONValue.string) ?? .null)
    #expect(manifest["replay"] == .string(try sample.setup().replayLine()))
  }

  @Test func `the folders above a run's own are made`() throws {
    let sample = try SampleRun()
    let out = try sample.out("years/months/run")
    let result = try out.run(sample.setup(), options)
    #expect(try JournalScan(path: out.path + "/journal.mlj").digest == result.digest)
    let second = try sample.out("years/months/second")
    _ = try second.run(sample.setup(), options)
    #expect(exists(second.path) && !exists(second.partialPath))
  }

  @Test func `a folder below a file cannot be made, and the path says so`() throws {
    let sample = try SampleRun()
    _ = try sample.folder.write("file", text: "")
    let error = #expect(throws: RunError.self) {
      try sample.out("file/run").run(sample.setup(), options)
    }
    #expect("\(try #require(error))".contains("file: cannot be made"))
  }

  @Test func `a folder that is there is not touched`() throws {
    let sample = try SampleRun()
    let out = try sample.out("run")
    try FileManager.default.createDirectory(atPath: out.path, withIntermediateDirectories: false)
    #expect(throws: RunError.self) { try out.run(sample.setup(), options) }
    #expect(throws: RunError.self) { try out.resume(sample.setup(), options) }
    #expect(!exists(out.partialPath))
  }

  @Test func `a partial folder needs resume`() throws {
    let sample = try SampleRun()
    let out = try sample.out("run")
    try FileManager.default.createDirectory(
      atPath: out.partialPath, withIntermediateDirectories: false)
    #expect(throws: RunError.self) { try out.run(sample.setup(), options) }
    _ = try out.resume(sample.setup(), options)
    #expect(exists(out.path))
  }

  @Test func `a run cut off anywhere is resumed to the same bytes`() throws {
    let sample = try SampleRun()
    let setup = try sample.setup()
    let whole = try bytes(sample.journal("whole", setup))
    var random = SplitMix64(seed: 1)
    let cuts = (0..<(isFullScale ? 200 : 12)).map { _ in
      Int(random.integer(in: 0...Int64(whole.count)))
    }
    for cut in [0, 1, 24, whole.count] + cuts {
      let out = try sample.out("cut\(cut)")
      try leavePartial(out, whole[..<cut])
      let result = try out.resume(setup, options)
      #expect(try bytes(out.path + "/journal.mlj") == whole, "cut at byte \(cut)")
      #expect(try JournalScan(path: out.path + "/journal.mlj").digest == result.digest)
    }
  }

  @Test func `an interrupted run goes on where it was`() throws {
    let sample = try SampleRun()
    let setup = try sample.setup(["agents.noise.wake_every=10 ms", "clock.end=\"09:30:06\""])
    let whole = try bytes(sample.journal("whole", setup))
    let out = try sample.out("run")
    var stopping = options
    stopping.goesOn = { _ in false }
    #expect(throws: RunInterrupted.self) { try out.run(setup, stopping) }
    #expect(!exists(out.path))
    #expect(try JournalScan(path: out.partialPath + "/journal.mlj").checkpoints.count > 3)
    _ = try out.resume(setup, options)
    #expect(try bytes(out.path + "/journal.mlj") == whole)
  }

  @Test(arguments: ["seed", "override", "scenario", "ties"])
  func `another run is not resumed`(difference: String) throws {
    let sample = try SampleRun()
    let whole = try bytes(sample.journal("whole", sample.setup()))
    let out = try sample.out("run")
    try leavePartial(out, whole[..<(whole.count / 2)])
    let other: RunSetup
    switch difference {
    case "seed": other = try sample.setup(seed: 43)
    case "override": other = try sample.setup(["agents.noise.count=41"])
    case "ties": other = try sample.setup(tieOrder: .shuffled(seed: 1))
    default: other = try SampleRun(SampleRun.text + "\n# changed").setup()
    }
    #expect(throws: RunError.self) { try out.resume(other, options) }
    #expect(exists(out.partialPath))
    #expect(!exists(out.path))
  }

  @Test func `a run that does not repeat its journal names the event`() throws {
    let sample = try SampleRun()
    let setup = try sample.setup()
    let out = try sample.out("run")
    try leavePartial(out, [])
    try writeLie(setup, at: out.partialPath + "/journal.mlj")
    let error = #expect(throws: ResumeDifference.self) { try out.resume(setup, options) }
    #expect("\(try #require(error))".contains("sequence"), "\(String(describing: error))")
    #expect(!exists(out.path))
  }

  @Test func `a run that says more than is kept differs, and names an event`() throws {
    let sample = try SampleRun()
    let setup = try sample.setup()
    let own = try JournalScan(path: sample.journal("whole", setup))
    var shorter = 0
    for seed in UInt64(43)..<53 {
      let out = try sample.out("lie\(seed)")
      try leavePartial(out, [])
      let journal = out.partialPath + "/journal.mlj"
      try writeLie(setup, seed: seed, at: journal)
      let end = try #require(JournalScan(path: journal).checkpoints.first).end
      try leave(try bytes(journal)[..<end], at: journal)
      if try #require(own.checkpoints.first).end > end { shorter += 1 }
      #expect(throws: ResumeDifference.self) { try out.resume(setup, options) }
    }
    #expect(shorter > 0)
  }

  @Test func `a broken limit leaves nothing behind`() throws {
    let sample = try SampleRun()
    let out = try sample.out("run")
    #expect(throws: RunError.self) {
      try out.run(sample.setup(["limits.events=1000"]), options)
    }
    #expect(!exists(out.partialPath))
    #expect(!exists(out.path))
  }

  @Test func `a second writer is refused`() throws {
    let sample = try SampleRun()
    let header = JournalHeader(try sample.setup())
    let path = sample.folder.url.appendingPathComponent("journal.mlj").path
    let first = try JournalFileWriter(path: path, header: header)
    #expect(throws: RunError.self) { try JournalFileWriter(path: path, header: header) }
    try first.flush()
  }

  @Test func `the table of trades has one line a trade`() throws {
    let sample = try SampleRun()
    let out = try sample.out("run")
    let result = try out.run(sample.setup(["record.trades=true"]), options)
    let lines = try String(decoding: bytes(out.path + "/trades.csv"), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.count == Int(result.trades) + 1)
  }

  /// A journal that has one seed in its header and another one's records.
  private func writeLie(_ setup: RunSetup, seed: UInt64 = 43, at path: String) throws {
    let liar = try JournalFileWriter(path: path, header: JournalHeader(setup))
    _ = try Runner.run(setup.seeded(seed), options, into: liar)
    try liar.flush()
  }

  private func leavePartial(_ out: RunFolder, _ journal: ArraySlice<UInt8>) throws {
    try FileManager.default.createDirectory(
      atPath: out.partialPath, withIntermediateDirectories: false)
    try leave(journal, at: out.partialPath + "/journal.mlj")
  }

  private func leave(_ journal: ArraySlice<UInt8>, at path: String) throws {
    try Data(journal).write(to: URL(fileURLWithPath: path))
  }
}
