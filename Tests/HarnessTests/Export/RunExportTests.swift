import Foundation
import Scenarios
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// Exports of finished runs, and what cannot be exported.
struct RunExportTests {
  private let sample: SampleRun
  private let run: RunFolder

  init() throws {
    sample = try SampleRun()
    run = try sample.out("run")
  }

  private func files(_ folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = try bytes("\(folder)/\(name)")
    }
    return files
  }

  private func path(_ name: String) -> String {
    sample.folder.url.appendingPathComponent(name).path
  }

  private func mistake(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no mistake"
    } catch let mistake as any InputMistake {
      return "\(mistake)".replacing(sample.folder.url.path + "/", with: "")
    } catch {
      return "no mistake of input: \(error)"
    }
  }

  @Test(arguments: ["window", "all"])
  func `a run writes what an export of it writes`(messages: String) throws {
    _ = try run.run(
      sample.setup(["record.lobster=3", "record.lobster_messages=\(messages)"]), Runner.Options())
    let summary = try RunExport(run: run.path).write(
      .lobster(depth: 3, keepsAllMessages: messages == "all"), to: path("export"))
    let written = try files(path("export"))
    #expect(try files(run.path + "/lobster") == written)
    #expect(summary.files.map(\.name) == written.keys.sorted())
    #expect(written.count == 4)
    for (name, rows) in summary.files {
      #expect(written[name]?.count { $0 == UInt8(ascii: "\n") } == rows)
      #expect(rows > 40)
    }
  }

  @Test func `trades are exported as the run writes them, of the chosen books`() throws {
    _ = try run.run(sample.setup(), Runner.Options())
    let all = try RunExport(run: run.path + "/journal.mlj").write(.trades, to: path("all"))
    #expect(try bytes(path("all/trades.csv")) == bytes(run.path + "/trades.csv"))
    let some = try RunExport(run: run.path, BookChoice(instrument: "XYZ"))
      .write(.trades, to: path("some"))
    let lines = try String(contentsOfFile: path("some/trades.csv"), encoding: .utf8)
      .split(separator: "\n")
    #expect(lines.count == some.files[0].rows + 1)
    #expect(lines.dropFirst().allSatisfy { $0.contains(",XYZ,") })
    #expect(some.files[0].rows > 0 && some.files[0].rows < all.files[0].rows)
  }

  @Test func `one book is exported, and read into memory`() throws {
    _ = try run.run(sample.setup(), Runner.Options())
    let choice = BookChoice(venue: "XLIT", instrument: "ABM")
    let summary = try RunExport(run: run.path, choice).write(
      .lobster(depth: 4, keepsAllMessages: false), to: path("export"))
    #expect(
      summary.files.map(\.name) == [
        "ABM.XLIT_1970-01-01_34200000_34230000_message_4.csv",
        "ABM.XLIT_1970-01-01_34200000_34230000_orderbook_4.csv",
      ])
    let tape = try LobsterTape(
      run: run.path, venue: "XLIT", instrument: "ABM", window: LobsterWindow(depth: 4))
    let messages = try LobsterMessageReader(path: path("export/" + summary.files[0].name))
    let rows = try LobsterBookReader(path: path("export/" + summary.files[1].name))
    for place in tape.messages.indices {
      var row = LobsterBookRow()
      #expect(try messages.next() == tape.messages[place])
      #expect(try rows.next(into: &row, depth: 4))
      #expect(row == tape.rows[place])
    }
    #expect(try messages.next() == nil)
    #expect(tape.rows.count == tape.messages.count)
  }

  @Test func `what is not in the run is named with what is`() throws {
    _ = try run.run(sample.setup(), Runner.Options())
    #expect(
      mistake { _ = try RunExport(run: run.path, BookChoice(venue: "XLTI")) }
        == "the run has no venue 'XLTI', allowed: XLIT, did you mean 'XLIT'?")
    #expect(
      mistake { _ = try RunExport(run: run.path, BookChoice(instrument: "Q")) }
        == "the run has no instrument 'Q', allowed: ABM, XYZ")
    #expect(
      mistake { _ = try LobsterTape(run: run.path, window: LobsterWindow(depth: 1)) }
        == "the run has several instruments, allowed is one of ABM, XYZ")
  }

  @Test func `a run without a whole journal is not exported`() throws {
    #expect(
      mistake { _ = try RunExport(run: path("nowhere")) }.hasPrefix(
        "nowhere has no journal.mlj; allowed is the folder of a finished run"))
    _ = try run.run(sample.setup(), Runner.Options())
    try FileManager.default.createDirectory(
      atPath: path("cut"), withIntermediateDirectories: false)
    try Data(bytes(run.path + "/journal.mlj").dropLast(64)).write(
      to: URL(fileURLWithPath: path("cut/journal.mlj")))
    #expect(
      mistake { _ = try RunExport(run: path("cut")) }.hasPrefix("cut/journal.mlj is cut short"))
  }

  @Test func `what is there is not written over`() throws {
    _ = try run.run(sample.setup(), Runner.Options())
    let export = try RunExport(run: run.path)
    for name in ["there", "other.partial"] {
      try FileManager.default.createDirectory(
        atPath: path(name), withIntermediateDirectories: false)
      let target = name.replacing(".partial", with: "")
      #expect(
        mistake { _ = try export.write(.trades, to: path(target)) }
          == "\(name) is there already, a folder; allowed is a new folder's path")
    }
    #expect(
      mistake { _ = try export.write(.trades, to: path("sample.yaml/export")) }
        .contains("allowed is a path where folders can be made"))
  }

  @Test func `a tick finer than LOBSTER's prices is a mistake, and leaves nothing`() throws {
    let fine = try SampleRun(SampleRun.text.replacing("tick: 0.005", with: "tick: 0.00005"))
    let out = try fine.out("run")
    _ = try out.run(fine.setup(), Runner.Options())
    let target = fine.folder.url.appendingPathComponent("export").path
    let error = #expect(throws: ExportMistake.self) {
      try RunExport(run: out.path).write(.lobster(depth: 1, keepsAllMessages: false), to: target)
    }
    #expect(
      "\(try #require(error))"
        == "XYZ has a tick of 0.00005; LOBSTER files hold prices in 0.0001, so that allowed are "
        + "multiples of it below 999999.9999")
    #expect(!exists(target) && !exists(target + ".partial"))
    _ = try RunExport(run: out.path, BookChoice(instrument: "ABM")).write(
      .lobster(depth: 1, keepsAllMessages: false), to: target)
    #expect(exists(target))
  }

  @Test func `a price beyond LOBSTER's ends the run and leaves nothing`() throws {
    let dear = try SampleRun(
      SampleRun.text.replacing("tick: 0.005", with: "tick: 100000")
        .replacing("open_price: 10.00", with: "open_price: 1000000"))
    let out = try dear.out("run")
    let error = #expect(throws: ExportMistake.self) {
      try out.run(dear.setup(["record.lobster=2"]), Runner.Options())
    }
    #expect("\(try #require(error))".contains("a price of XYZ is "))
    #expect(!exists(out.path) && !exists(out.partialPath))
  }

  @Test func `a stopped run goes on with its LOBSTER files`() throws {
    let setup = try sample.setup(["record.lobster=2"])
    _ = try run.run(setup, Runner.Options())
    let expected = try files(run.path + "/lobster")
    let cut = try sample.out("cut")
    let folder = cut.partialPath + "/lobster"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let journal = try bytes(run.path + "/journal.mlj")
    try Data(journal.prefix(journal.count / 2)).write(
      to: URL(fileURLWithPath: cut.partialPath + "/journal.mlj"))
    for (name, content) in expected {
      try Data(content.prefix(100)).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    _ = try cut.resume(setup, Runner.Options())
    #expect(try files(cut.path + "/lobster") == expected)
    #expect(try bytes(cut.path + "/journal.mlj") == journal)
  }

  @Test func `a foreign file among the LOBSTER files of a stopped run is kept`() throws {
    let setup = try sample.setup(["record.lobster=2"])
    let folder = run.partialPath + "/lobster"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("untouched".utf8).write(to: URL(fileURLWithPath: folder + "/notes.txt"))
    let error = #expect(throws: RunError.self) { try run.resume(setup, Runner.Options()) }
    #expect("\(try #require(error))".contains("lobster/notes.txt is no file of this run"))
    #expect(exists(folder + "/notes.txt"))
  }
}
