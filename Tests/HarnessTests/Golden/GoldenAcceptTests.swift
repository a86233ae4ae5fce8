import Foundation
import SimKernel
import Testing

@testable import Harness

struct GoldenAcceptTests {
  @Test func `a run that differs from itself is not accepted`() throws {
    let sample = try SampleGoldens()
    let first = try Runner.run(sample.collection().setup("sample")).digest
    #expect(
      throws: GoldenRefusal.notRepeatable(name: "sample", first: "\(first)", second: "other")
    ) {
      try sample.collection().accept("sample") { _ in "other" }
    }
    #expect(try sample.names(in: "golden").isEmpty)
  }

  @Test func `a name without a scenario is not accepted`() throws {
    let sample = try SampleGoldens()
    #expect(throws: GoldenRefusal.noScenario(sample.path("scenarios/none.yaml"))) {
      try sample.collection().accept("none") { _ in "" }
    }
  }

  @Test func `accepting again replaces the golden and removes what was proposed`() throws {
    let sample = try SampleGoldens()
    try sample.accept()
    try sample.edit("seed: 42", "seed: 43")
    _ = try sample.collection().check("sample")
    try sample.accept()
    #expect(try sample.collection().check("sample").status == .ok)
    #expect(try sample.names(in: "golden/sample").count == 3)
  }

  @Test func `diff shows the lines that differ, and nothing where none do`() throws {
    let sample = try SampleGoldens()
    try sample.accept()
    #expect(try sample.collection().diff("sample").text == "")
    try sample.edit("seed: 42", "seed: 43")
    let text = try sample.collection().diff("sample").text
    #expect(text.contains("- seed 42") && text.contains("+ seed 43"), "\(text.prefix(500))")
    #expect(text.contains("--- golden/sample/tape.txt"))
  }

  @Test func `diff fails where there is nothing to compare`() throws {
    let sample = try SampleGoldens(["sample", "old"])
    try sample.accept("old")
    try FileManager.default.removeItem(atPath: sample.path("scenarios/old.yaml"))
    let old = try sample.collection().diff("old")
    #expect(old.status == .unreferenced)
    #expect(old.text == "old: unreferenced\n  remove golden/old or add scenarios/old.yaml\n")
    try sample.linkNowhere("scenarios/lost.yaml")
    let lost = try sample.collection().diff("lost")
    #expect(lost.status == .failed)
    #expect(lost.text.hasPrefix("lost: failed\n  \(sample.path("scenarios/lost.yaml")): cannot"))
    #expect(try sample.collection().check("lost").status == .failed)
    #expect(try sample.collection().diff("sample").status == .missing)
  }

  @Test(arguments: ["golden", "golden/sample"], [true, false])
  func `nothing is accepted where its folder cannot be`(name: String, isLink: Bool) throws {
    let sample = try SampleGoldens()
    if name == "golden" { try FileManager.default.removeItem(atPath: sample.path("golden")) }
    if isLink { try sample.linkNowhere(name) } else { _ = try sample.folder.write(name, text: "") }
    let found = isLink ? "a link to no folder" : "a file"
    #expect(throws: GoldenRefusal.noFolder(path: sample.path(name), found: found)) {
      try sample.accept()
    }
  }

  @Test func `figures read back from their own text`() throws {
    let sample = try SampleGoldens()
    let run = try GoldenRun(sample.collection().setup("sample"))
    #expect(GoldenFigures(run.figures.text) == run.figures)
    #expect(run.tape.count == GoldenSink.lineLimit)
    #expect(!run.figures.checkpoints.isEmpty)
    #expect(GoldenFigures("{}") == nil)
  }

  @Test func `a text difference shows changes with three lines around them`() {
    let old = (1...12).map { "\($0)\n" }.joined()
    let new = old.replacingOccurrences(of: "6\n", with: "six\n")
    #expect(
      TextDifference(old, new, from: "a", to: "b").text
        == "--- a\n+++ b\n  ...\n  3\n  4\n  5\n- 6\n+ six\n  7\n  8\n  9\n")
    #expect(TextDifference(old, old, from: "a", to: "b").text == "")
  }
}
