import Foundation
import Testing

@testable import Harness

struct GoldenCheckTests {
  @Test func `an accepted run is equal to its golden`() throws {
    let sample = try SampleGoldens()
    try sample.accept()
    let verdict = try sample.collection().check("sample")
    #expect(verdict.status == .ok, "\(verdict.text())")
    #expect(try sample.names(in: "golden/sample") == ["digest.json", "summary.txt", "tape.txt"])
  }

  @Test func `a changed seed is told by its first differing event`() throws {
    let sample = try SampleGoldens()
    try sample.accept()
    try sample.edit("seed: 42", "seed: 43")
    let verdict = try sample.collection().check("sample")
    #expect(verdict.status == .differs)
    let difference = try #require(verdict.difference)
    #expect(difference.place == "line 1 of the tape")
    let golden = try #require(difference.golden)
    let now = try #require(difference.now)
    #expect(golden.hasPrefix("09:30:00.") && now.hasPrefix("09:30:00."), "\(golden)\n\(now)")
    #expect(golden != now)
    let agent = try #require(difference.agent)
    #expect(now.contains(agent))
    #expect(difference.streams.contains { $0.contains("stream \(agent)") }, "\(difference.streams)")
    #expect(verdict.text().contains("marketlab golden accept sample"))
  }

  /// An agent that does nothing before the tape's end.
  private static func late(lots: Int) -> String {
    "agents:\n  - {name: late, type: scripted, latency: colo, "
      + "script: 'at 09:30:25 buy A1 \(lots) market'}"
  }

  @Test func `a difference beyond the tape is told by the checkpoints around it`() throws {
    let sample = try SampleGoldens()
    try sample.edit(
      "agents:",
      Self.late(lots: 1)
    )
    try sample.accept()
    try sample.edit(
      "agents:",
      Self.late(lots: 2)
    )
    let difference = try #require(try sample.collection().check("sample").difference)
    #expect(difference.place.hasPrefix("beyond the tape, between event "), "\(difference.place)")
    #expect(difference.golden != difference.now)
  }

  @Test func `a comment in the scenario changes nothing`() throws {
    let sample = try SampleGoldens()
    try sample.accept()
    try sample.edit("seed: 42", "seed: 42  # as good as any")
    #expect(try sample.collection().check("sample").status == .ok)
  }

  @Test func `a scenario without a golden fails`() throws {
    let sample = try SampleGoldens()
    let verdict = try sample.collection().check("sample")
    #expect(verdict.status == .missing)
    #expect(!verdict.isGood)
    #expect(try sample.names(in: "golden").isEmpty)
  }

  @Test func `a scenario that cannot be run fails with its fault`() throws {
    let sample = try SampleGoldens()
    try sample.accept()
    try sample.edit("seed: 42", "sed: 42")
    let verdict = try sample.collection().check("sample")
    #expect(verdict.status == .failed)
    #expect(!verdict.isGood)
    #expect(try #require(verdict.failure).contains("unknown key 'sed'"))
    #expect(try sample.names(in: "golden/sample").count == 3)
  }

  @Test func `a golden of which a file is gone counts as missing`() throws {
    let sample = try SampleGoldens()
    try sample.accept()
    try FileManager.default.removeItem(atPath: sample.path("golden/sample/tape.txt"))
    #expect(try sample.collection().check("sample").status == .missing)
  }

  @Test func `a golden without a scenario is found and fails`() throws {
    let sample = try SampleGoldens(["sample", "old"])
    try sample.accept("old")
    try FileManager.default.removeItem(atPath: sample.path("scenarios/old.yaml"))
    #expect(try sample.collection().names() == ["old", "sample"])
    let verdict = try sample.collection().check("old")
    #expect(verdict.status == .unreferenced)
    #expect(!verdict.isGood)
  }

  @Test func `a difference leaves its new files beside the golden until it is gone`() throws {
    let sample = try SampleGoldens()
    try sample.accept()
    try sample.edit("seed: 42", "seed: 43")
    let verdict = try sample.collection().check("sample")
    #expect(verdict.proposals.count == 3, "\(verdict.proposals)")
    #expect(
      try sample.names(in: "golden/sample").filter { $0.hasSuffix(".new") }
        == ["digest.json.new", "summary.txt.new", "tape.txt.new"])
    try sample.edit("seed: 42", "seed: 42")
    #expect(try sample.collection().check("sample").status == .ok)
    #expect(try sample.names(in: "golden/sample").count == 3)
  }

  @Test func `CI writes nothing`() throws {
    let sample = try SampleGoldens()
    try sample.accept()
    try sample.edit("seed: 42", "seed: 43")
    #expect(try sample.collection(isReadOnly: true).check("sample").status == .differs)
    #expect(try sample.names(in: "golden/sample").count == 3)
    #expect(throws: GoldenRefusal.continuousIntegration) {
      try sample.collection(isReadOnly: true).accept("sample") { _ in "" }
    }
  }
}
