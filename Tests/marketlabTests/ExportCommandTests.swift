import Foundation
import Harness
import Scenarios
import TestSupport
import Testing

@testable import marketlab

/// `export` and `journal` from the words typed to the exit code.
struct ExportCommandTests {
  private let folder: URL
  private let run: String

  init() async throws {
    let temporary = try TemporaryFolder()
    folder = temporary.url
    let path = try temporary.write(
      "sample.yaml", text: SmallMarket.text(until: "09:30:10", wakeEvery: "1 s"))
    run = folder.appendingPathComponent("run").path
    let code = await CommandSession().run(["run", path, "--out", run])
    try #require(code == .done)
  }

  private func out(_ name: String) -> String { folder.appendingPathComponent(name).path }

  @Test func `an export names its files, and replay agrees with them`() async throws {
    let session = CommandSession()
    let words = ["export", run, "--format", "lobster", "--depth", "3", "--out", out("lobster")]
    #expect(await session.run(words + ["--json"]) == .done)
    let json = try JSONValue(parsing: session.output)
    #expect(json["folder"] == .string(out("lobster")))
    guard case .array(let files)? = json["files"], files.count == 2,
      case .string(let messages)? = files[0]["name"], case .string(let book)? = files[1]["name"]
    else {
      Issue.record("\(session.output)")
      return
    }
    #expect(messages == "ABM.XLIT_1970-01-01_34200000_34210000_message_3.csv")
    let replay = CommandSession()
    let code = await replay.run([
      "replay", "--format", "lobster", "--messages", out("lobster/" + messages), "--book",
      out("lobster/" + book), "--depth", "3",
    ])
    #expect(code == .done, "\(replay.output)\(replay.errors)")
    #expect(session.errors == "")
  }

  @Test func `exported trades are a table of one file`() async throws {
    let session = CommandSession()
    let words = ["export", run, "--format", "trades", "--out", out("trades")]
    #expect(await session.run(words) == .done)
    #expect(session.output.contains("trades.csv"))
    #expect(FileManager.default.fileExists(atPath: out("trades/trades.csv")))
  }

  @Test(arguments: [
    ([], "--format is missing, allowed: lobster, trades"),
    (["--format", "lobster"], "--out is missing"),
    (["--format", "lobstr", "--out", "x"], "did you mean 'lobster'"),
    (["--format", "lobster", "--depth", "0", "--out", "x"], "--depth was '0'"),
    (["--format", "trades", "--depth", "1", "--out", "x"], "--depth goes with --format lobster"),
    (["--format", "trades", "--venue", "X", "--out", "x"], "no venue 'X', allowed: XLIT"),
  ])
  func `wrong usage of export ends with 2 and says what is allowed`(
    words: [String], message: String
  ) async {
    let session = CommandSession()
    #expect(await session.run(["export", run] + words) == .wrongInput)
    #expect(session.errors.contains(message), "\(session.errors)")
    #expect(session.output == "")
  }

  @Test func `a journal is printed line by line`() async throws {
    let session = CommandSession()
    #expect(await session.run(["journal", run, "--head", "5"]) == .done)
    let lines = session.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    #expect(lines[0].hasPrefix("09:30:00."))
    let json = CommandSession()
    #expect(await json.run(["journal", run, "--head", "5", "--json"]) == .done)
    #expect(try JSONValue(parsing: json.output) == .array(lines.map { .string($0) }))
  }

  @Test(arguments: [
    (["--from", "9:30"], "--from was '9:30', allowed is a time of day such as 09:30:00.5"),
    (["--kind", "trades"], "did you mean 'trade'"),
    (["--agent", "nobody"], "no agent 'nobody', allowed: noise/0"),
    (["--head", "0"], "--head was '0'"),
  ])
  func `wrong usage of journal ends with 2 and says what is allowed`(
    words: [String], message: String
  ) async {
    let session = CommandSession()
    #expect(await session.run(["journal", run] + words) == .wrongInput)
    #expect(session.errors.contains(message), "\(session.errors)")
  }

  @Test func `a folder without a journal ends with 2`() async {
    let session = CommandSession()
    #expect(await session.run(["journal", folder.path]) == .wrongInput)
    #expect(session.errors.contains("has no journal.mlj"), "\(session.errors)")
  }
}
