import Foundation
import Synchronization
import TestSupport
import Testing

@testable import marketlab

/// The replay command from the words typed to the exit code.
struct ReplayCommandTests {
  private let folder: URL
  private let messages: String
  private let book: String

  init() throws {
    folder = try TemporaryFolder().url
    messages = folder.appendingPathComponent("message.csv").path
    book = folder.appendingPathComponent("orderbook.csv").path
    try "1,1,1,10,100,1\n2,2,1,4,100,1\n3,4,1,6,100,1\n"
      .write(toFile: messages, atomically: true, encoding: .utf8)
    try write(book: ["10", "6", "0"])
  }

  private func write(book sizes: [String]) throws {
    let rows = sizes.map { "9999999999,0,\($0 == "0" ? "-9999999999" : "100"),\($0)\n" }
    try rows.joined().write(toFile: book, atomically: true, encoding: .utf8)
  }

  private func run(_ words: String...) async -> (code: ExitCode, output: String, errors: String) {
    let texts = Recording()
    let console = Console(
      isInteractive: false, writeOutput: { texts.add($0, isError: false) },
      writeError: { texts.add($0, isError: true) })
    let code = await Program(commands: [ReplayCommand()], console: console).run(["replay"] + words)
    return (code, texts.output, texts.errors)
  }

  @Test func `equal books give a table, the counts as JSON and exit code 0`() async {
    let json = await run(
      "--format", "lobster", "--messages", messages, "--book", book, "--depth", "1", "--json")
    #expect(json.code == .done)
    #expect(json.errors.isEmpty)
    let compact = json.output.filter { !$0.isWhitespace }
    #expect(
      compact == #"{"checks":{"free_run":{"1":{"compared":2,"equal":2}},"#
        + #""one_step":{"compared":2,"equal":2}},"messages":3}"#, "\(json.output)")
  }

  @Test func `a differing row is named on standard error and gives exit code 1`() async throws {
    try write(book: ["10", "7", "0"])
    let result = await run("--format", "lobster", "--messages", messages, "--book", book)
    #expect(result.code == .checkFailed)
    #expect(
      result.errors
        == "one_step: \(book):2: bid level 1 is 6 at 100, recorded is 7 at 100\n")
    #expect(result.output.contains("falls short"))
  }

  @Test func `a check that compared nothing has not passed`() async throws {
    try "1,1,1,10,100,1\n".write(toFile: messages, atomically: true, encoding: .utf8)
    try write(book: ["10"])
    let result = await run("--format", "lobster", "--messages", messages, "--book", book)
    #expect(result.code == .checkFailed)
    #expect(result.errors == "one_step: found nothing to compare, allowed is 1 or more\n")
    #expect(result.output.contains("nothing to compare"))
  }

  @Test func `predictions without a trade have not passed`() async throws {
    try "1,1,1,10,100,1\n".write(toFile: messages, atomically: true, encoding: .utf8)
    let result = await run(
      "--format", "lobster", "--messages", messages, "--priority", "--at-least", "0")
    #expect(result.code == .checkFailed)
    #expect(result.errors == "priority: found nothing to compare, allowed is 1 or more\n")
  }

  @Test func `an empty file is wrong input`() async throws {
    try "".write(toFile: messages, atomically: true, encoding: .utf8)
    let result = await run("--format", "lobster", "--messages", messages, "--priority")
    #expect(result.code == .wrongInput)
  }

  @Test func `predictions are counted against the share asked for`() async {
    let result = await run(
      "--format", "lobster", "--messages", messages, "--priority", "--at-least", "1", "--json")
    #expect(result.code == .done)
    #expect(
      result.output.filter { !$0.isWhitespace } == #"{"priority":{"exact":1,"groups":1}}"#)
  }

  @Test(arguments: [
    ([], "--format is missing, allowed: lobster, mbo"),
    (["--format", "lobster"], "--messages is missing"),
    (["--format", "mbo", "--messages", "m", "--priority"], "--priority needs --format lobster"),
    (["--format", "lobster", "--messages", "m"], "--book is missing, or --priority"),
    (
      ["--format", "mbo", "--messages", "/none", "--book", "b"], "/none: No such file or directory"
    ),
    (
      ["--format", "lobster", "--messages", "m", "--priority", "--book", "b"],
      "--book does not go with --priority"
    ),
    (
      ["--format", "mbo", "--messages", "m", "--book", "b", "--at-least", "1"],
      "--at-least goes with --priority only"
    ),
  ])
  func `wrong usage and missing files give exit code 2`(words: [String], message: String) async {
    let texts = Recording()
    let console = Console(
      isInteractive: false, writeOutput: { texts.add($0, isError: false) },
      writeError: { texts.add($0, isError: true) })
    let code = await Program(commands: [ReplayCommand()], console: console).run(["replay"] + words)
    #expect(code == .wrongInput)
    #expect(texts.errors.contains(message), "\(texts.errors)")
    #expect(texts.output.isEmpty)
  }
}

/// What a command printed.
private final class Recording: Sendable {
  private let texts = Mutex((output: "", errors: ""))

  var output: String { texts.withLock { $0.output } }
  var errors: String { texts.withLock { $0.errors } }

  func add(_ text: String, isError: Bool) {
    texts.withLock { texts in
      if isError { texts.errors += text } else { texts.output += text }
    }
  }
}
