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
