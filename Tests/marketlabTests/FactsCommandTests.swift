import Foundation
import Harness
import Scenarios
import Synchronization
import TestSupport
import Testing

@testable import marketlab

/// The facts command from the words typed to the exit code.
struct FactsCommandTests {
  private let folder: TemporaryFolder
  private let messages: String
  private let book: String

  init() throws {
    folder = try TemporaryFolder()
    messages = try folder.write(
      "message.csv", text: "1,1,1,10,100,1\n2,2,1,4,100,1\n9,4,1,6,100,1\n")
    book = try folder.write(
      "orderbook.csv", text: "300,5,100,10\n300,5,100,6\n9999999999,0,-9999999999,0\n")
  }

  private func run(_ words: String...) async -> (code: ExitCode, output: String, errors: String) {
    let texts = Mutex((output: "", errors: ""))
    let console = Console(
      isInteractive: false, writeOutput: { text in texts.withLock { $0.output += text } },
      writeError: { text in texts.withLock { $0.errors += text } })
    let code = await Program(commands: [FactsCommand()], console: console).run(["facts"] + words)
    return texts.withLock { (code, $0.output, $0.errors) }
  }

  @Test func `a table is printed, and what is not determined is named below it`() async {
    let result = await run("--messages", messages, "--book", book, "--replicates", "5")
    #expect(result.code == .done)
    #expect(result.errors.isEmpty)
    #expect(result.output.hasPrefix("message: 3 messages, 0.00 hours\n"), "\(result.output)")
    #expect(result.output.contains("\nno VPIN"))
  }

  @Test func `one JSON value has the numbers, in ticks of the size given`() async throws {
    let result = await run(
      "--messages", messages, "--book", book, "--tick", "50", "--replicates", "0", "--json")
    #expect(result.code == .done)
    let json = try JSONValue(parsing: result.output)
    #expect(json["spread_time_weighted_mean_ticks"] == .number(4))
    #expect(json["cancel_to_execution"] == .number(1))
    #expect(json["hidden_share"] == .number(0))
    #expect(json["vpin"]?["bulk"] == .null)
    #expect(json["intervals"] == .object([:]))
    #expect(json.text() + "\n" == result.output)
  }

  private static let hasGnuplot = (try? PictureFile(path: "page.svg", apartFrom: [])) != nil

  @Test(.enabled(if: hasGnuplot, "no gnuplot"))
  func `a picture never takes the place of what is measured`() async throws {
    let lines = try String(contentsOfFile: messages, encoding: .utf8)
    let input = try folder.write("input.svg", text: lines)
    let link = folder.url.appendingPathComponent("link.svg").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: input)
    let pipe = folder.url.appendingPathComponent("pipe.svg").path
    try #require(mkfifo(pipe, 0o600) == 0)
    let partial = try folder.write("page.svg.partial", text: lines)
    let page = folder.url.appendingPathComponent("page.svg").path
    let cases: [([String], String)] = [
      (["--messages", input, "--picture", input], "'\(input)', an input of this command"),
      (["--messages", link, "--picture", input], "'\(input)', an input of this command"),
      (
        ["--messages", messages, "--against-messages", input, "--picture", input],
        "'\(input)', an input of this command"
      ),
      (
        ["--messages", partial, "--picture", page],
        "'\(page)', which is written as '\(partial)' first"
      ),
      (["--messages", messages, "--picture", link], "'\(link)', a symbolic link"),
      (["--messages", messages, "--picture", pipe], "'\(pipe)', neither a file nor a folder"),
    ]
    for (words, expected) in cases {
      let session = CommandSession()
      #expect(await session.run(["facts"] + words) == .wrongInput, "\(words)")
      #expect(session.errors.contains("--picture was \(expected)"), "\(words): \(session.errors)")
      #expect(session.output.isEmpty)
    }
    #expect(try String(contentsOfFile: input, encoding: .utf8) == lines)
    #expect(try String(contentsOfFile: partial, encoding: .utf8) == lines)
  }

  @Test func `wrong usage and wrong files give exit code 2`() async throws {
    let empty = try folder.write("empty.csv", text: "")
    let cases: [([String], String)] = [
      ([], "RUN or --messages is missing"),
      (["--messages", "/none"], "/none: No such file or directory"),
      (["--messages", empty], "empty.csv: has no rows"),
      (["--messages", messages, "--book", empty], "empty.csv: has no rows"),
      (["--messages", messages, "--tick", "0"], "--tick was '0', allowed:"),
      (["--messages", messages, "--replicates", "-1"], "--replicates was '-1', allowed:"),
      (["--messages", messages, "--picture", "page.pdf"], "allowed: names that end with .svg"),
      (["--messages", messages, "--depth", "3"], "--depth goes with a run"),
      (["--messages", messages, "--venue", "X"], "--venue goes with a run"),
      (["--messages", messages, "--instrument", "X"], "--instrument goes with a run"),
      (["/none", "--tick", "50"], "--tick goes with LOBSTER files"),
      (["/none", "--against", "/nothing", "--tick", "50"], "--tick goes with LOBSTER files"),
      (
        ["--messages", messages, "--replicates", "0", "--seed", "3"],
        "--seed goes with --replicates above 0"
      ),
      (
        ["--messages", messages, "--book", book, "--tick", "37"],
        "message.csv:1: price 100; allowed: multiples of the tick, 37"
      ),
    ]
    for (words, expected) in cases {
      let texts = Mutex((output: "", errors: ""))
      let console = Console(
        isInteractive: false, writeOutput: { text in texts.withLock { $0.output += text } },
        writeError: { text in texts.withLock { $0.errors += text } })
      let code = await Program(commands: [FactsCommand()], console: console)
        .run(["facts"] + words)
      #expect(code == .wrongInput, "\(words)")
      texts.withLock { texts in
        #expect(texts.errors.contains(expected), "\(words): \(texts.errors)")
        #expect(texts.output.isEmpty)
      }
    }
  }
}
