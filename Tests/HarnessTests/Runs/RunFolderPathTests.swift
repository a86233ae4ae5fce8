import Foundation
import SimKernel
import Testing

@testable import Harness

/// What stands in the way of a run's folder.
struct RunFolderPathTests {
  private let sample: SampleRun
  private let setup: RunSetup
  private let out: RunFolder
  private let options = Runner.Options()

  init() throws {
    sample = try SampleRun()
    setup = try sample.setup(["clock.end=\"09:30:01\""])
    out = try sample.out("run")
  }

  private func path(_ name: String) -> String {
    sample.folder.url.appendingPathComponent(name).path
  }

  private func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  private func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }

  /// What running and resuming are refused with.
  private func refusals() throws -> [String] {
    try [{ try out.run(setup, options) }, { try out.resume(setup, options) }].map { attempt in
      let error = #expect(throws: RunError.self) { try attempt() }
      return "\(try #require(error))"
    }
  }

  @Test func `a plain file in the place of the partial folder is refused`() throws {
    try Data().write(to: URL(fileURLWithPath: out.partialPath))
    for refusal in try refusals() {
      #expect(refusal.hasPrefix("\(out.partialPath) is a file; allowed is"), "\(refusal)")
    }
  }

  @Test func `a link in the place of the partial folder is not followed`() throws {
    try makeFolder(path("elsewhere"))
    try link(out.partialPath, to: path("elsewhere"))
    for refusal in try refusals() {
      #expect(refusal.hasPrefix("\(out.partialPath) is a symbolic link"), "\(refusal)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("elsewhere")).isEmpty)
  }

  @Test(arguments: ["elsewhere", "nothing"])
  func `a link in the place of the folder is not followed`(target: String) throws {
    try makeFolder(path("elsewhere"))
    try link(out.path, to: path(target))
    for refusal in try refusals() {
      #expect(refusal.hasPrefix("\(out.path) is there already, a symbolic link"), "\(refusal)")
    }
    #expect(!exists(out.partialPath))
  }

  @Test(arguments: ["journal.mlj", "trades.csv", "other"])
  func `a link within the partial folder is refused`(name: String) throws {
    let target = try sample.folder.write("target", text: "untouched")
    try makeFolder(out.partialPath)
    try link("\(out.partialPath)/\(name)", to: target)
    let error = #expect(throws: RunError.self) { try out.resume(setup, options) }
    #expect(
      "\(try #require(error))".contains("\(name) is a symbolic link; allowed are plain files"))
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "untouched")
  }

  @Test(arguments: ["notes.txt", "fills.csv"])
  func `a file that is not of the run is neither published nor lost`(name: String) throws {
    try makeFolder(out.partialPath)
    let foreign = "\(out.partialPath)/\(name)"
    try Data("untouched".utf8).write(to: URL(fileURLWithPath: foreign))
    let limited = try sample.setup(["limits.events=100"])
    for setup in [setup, limited] {
      let error = #expect(throws: RunError.self) { try out.resume(setup, options) }
      #expect(
        "\(try #require(error))".hasPrefix(
          "\(foreign) is no file of this run; allowed are journal.mlj, trades.csv, "))
    }
    #expect(try String(contentsOfFile: foreign, encoding: .utf8) == "untouched")
    #expect(!exists(out.path))
  }

  @Test func `a broken limit leaves a file that came meanwhile`() throws {
    let foreign = "\(out.partialPath)/notes.txt"
    var options = options
    options.goesOn = { _ in
      _ = FileManager.default.createFile(atPath: foreign, contents: nil)
      return true
    }
    let limited = try sample.setup(["limits.events=20000", "agents.noise.wake_every=10 ms"])
    #expect(throws: RunError.self) { try out.run(limited, options) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: out.partialPath) == ["notes.txt"])
  }

  @Test func `a finished run has nothing to go on with`() throws {
    _ = try out.run(setup, options)
    let error = #expect(throws: RunError.self) { try out.resume(setup, options) }
    #expect("\(try #require(error))".contains("is there already: the run is finished"))
  }

  @Test func `a link is not opened for writing`() throws {
    let target = try sample.folder.write("target", text: "untouched")
    try link(path("link"), to: target)
    let failure = #expect(throws: FileFailure.self) { try OutputFile(path("link")) }
    #expect(try #require(failure).isAboutPath)
    #expect(throws: FileFailure.self) {
      try JournalFileWriter(path: path("link"), header: JournalHeader(setup))
    }
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "untouched")
  }

  @Test func `a folder that appears during the run is not replaced, and the run is kept`() throws {
    var options = options
    let path = out.path
    options.goesOn = { _ in
      mkdir(path, 0o755)
      return true
    }
    let long = try sample.setup(["clock.end=\"09:30:06\"", "agents.noise.wake_every=10 ms"])
    let error = #expect(throws: RunError.self) { try out.run(long, options) }
    #expect("\(try #require(error))".contains("is there already"))
    #expect(exists(out.partialPath + "/journal.mlj"))
  }

  @Test(arguments: [".", "..", "a/..", "a/.", "/", ""])
  func `a path without a name of its own is refused`(path: String) {
    #expect(throws: RunError.self) { try RunFolder(path) }
  }

  @Test(arguments: [
    ("a", "."), ("/a", "/"), ("a/b", "a"), ("a//b", "a"), ("/a/b", "/a"), ("./a", "."),
  ])
  func `every path is in a folder`(path: String, parent: String) {
    #expect(OutputFolder.parent(of: path) == parent)
  }

  @Test func `a folder below a plain file cannot be made`() throws {
    let file = try sample.folder.write("file", text: "")
    let error = #expect(throws: RunError.self) {
      try RunFolder("\(file)/run").run(setup, options)
    }
    #expect("\(try #require(error))".hasPrefix("\(file): cannot be made: "))
  }

  @Test func `what is kept of a stopped run is told before it goes on`() throws {
    var told: [ResumePoint?] = []
    _ = try out.resume(setup, options) { told.append($0) }
    #expect(told == [nil])
    let whole = try bytes(out.path + "/journal.mlj")
    let scan = try JournalScan(path: out.path + "/journal.mlj")
    let last = try #require(scan.checkpoints.last)
    let cut = try sample.out("cut")
    try makeFolder(cut.partialPath)
    try Data(whole.dropLast(1)).write(to: URL(fileURLWithPath: cut.partialPath + "/journal.mlj"))
    _ = try cut.resume(setup, options) { told.append($0) }
    let point = try #require(told.last ?? nil)
    #expect(point.event == last.events && point.time == last.time && point.bytes == last.end)
    var tape = try JournalTape(scan, from: scan.bodyStart)
    var records = 0
    while try tape.next() != nil { records += 1 }
    #expect(point.records == records, "\(point)")
  }
}
