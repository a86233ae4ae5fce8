import Foundation
import Harness
import Scenarios
import Synchronization
import TestSupport
import Testing

@testable import marketlab

struct RunCommandTests {
  private static let scenario = SmallMarket.text(until: "09:30:10", wakeEvery: "2 s")

  private let folder: URL
  private let path: String

  init() throws {
    let temporary = try TemporaryFolder()
    folder = temporary.url
    path = try temporary.write("sample.yaml", text: Self.scenario)
  }

  private func out(_ name: String) -> String { folder.appendingPathComponent(name).path }

  @Test func `a run prints one JSON value`() async throws {
    let session = CommandSession()
    #expect(await session.run(["run", path, "--json", "--seed", "7"]) == .done)
    let json = try JSONValue(parsing: session.output)
    #expect(json["seed"] == 7)
    #expect(json["scenario"] == .string(path))
    #expect(session.errors == "")
  }

  @Test func `a sweep prints an array by seed`() async throws {
    let session = CommandSession()
    let words = ["run", path, "--seeds", "3..5", "--workers", "2", "--json"]
    #expect(await session.run(words) == .done)
    guard case .array(let runs) = try JSONValue(parsing: session.output) else {
      Issue.record("not an array: \(session.output)")
      return
    }
    #expect(runs.map { $0["seed"] } == [3, 4, 5])
  }

  @Test(arguments: [
    (["--seed", "1", "--seeds", "1..2"], "--seed and --seeds"),
    (["--workers", "2"], "--workers without --seeds"),
    (["--resume"], "--resume without --out"),
    (["--seeds", "1..2", "--out", "x"], "--out and --seeds"),
    (["--seeds", "2..1"], "--seeds was '2..1'"),
    (["--tie-order", "random"], "--tie-order was 'random'"),
    (["--set", "agents.noise.cuont=1"], "did you mean 'count'"),
    (["--set", "agents"], "a path without '=' and a value"),
    (["--set", "=x"], "no path before '='"),
    (["--out", "/"], "--out '/'"),
  ])
  func `wrong usage ends with 2 and says what is allowed`(
    words: [String], message: String
  ) async {
    let session = CommandSession()
    #expect(await session.run(["run", path] + words) == .wrongInput)
    #expect(session.errors.contains(message), "\(session.errors)")
    #expect(session.output == "")
  }

  @Test func `every fault of a scenario stands on a line of its own`() async throws {
    try "seed: x\nclock: 3\n".write(toFile: path, atomically: false, encoding: .utf8)
    let session = CommandSession()
    #expect(await session.run(["run", path]) == .wrongInput)
    let lines = session.errors.split(separator: "\n")
    #expect(lines.count >= 2)
    #expect(lines.allSatisfy { $0.hasPrefix(path + ":") }, "\(session.errors)")
  }

  @Test func `diff ends with 0 for equal runs, 1 for different ones and 2 for no runs`() async {
    let session = CommandSession()
    for (name, seed) in [("a", "1"), ("b", "1"), ("c", "2")] {
      #expect(await session.run(["run", path, "--seed", seed, "--out", out(name)]) == .done)
    }
    #expect(await session.run(["diff", out("a"), out("b")]) == .done)
    #expect(await session.run(["diff", out("a"), out("c")]) == .checkFailed)
    #expect(await session.run(["diff", out("a"), out("none")]) == .wrongInput)
    #expect(await session.run(["diff", out("a"), path]) == .wrongInput)
    #expect(session.errors.contains("\(path) is not a journal; allowed are"), "\(session.errors)")
  }

  @Test func `a folder that is there ends with 2`() async {
    let session = CommandSession()
    #expect(await session.run(["run", path, "--out", out("a")]) == .done)
    #expect(await session.run(["run", path, "--out", out("a")]) == .wrongInput)
    #expect(session.errors.contains("is there already"), "\(session.errors)")
  }

  @Test func `a run that is resumed says where it goes on`() async throws {
    let session = CommandSession()
    #expect(await session.run(["run", path, "--out", out("a"), "--resume"]) == .done)
    #expect(
      session.errors
        == "marketlab run: goes on from the start, nothing of an earlier run is there\n")
    try FileManager.default.moveItem(atPath: out("a"), toPath: out("b.partial"))
    #expect(await session.run(["run", path, "--out", out("b"), "--resume"]) == .done)
    #expect(session.errors.contains("goes on after event "), "\(session.errors)")
    #expect(session.errors.hasSuffix(" records kept\n"), "\(session.errors)")
  }

  @Test func `a sweep of one seed is told in the singular`() async {
    let session = CommandSession()
    #expect(await session.run(["run", path, "--seeds", "5..5"]) == .done)
    #expect(session.output.hasPrefix("\(path): 1 seed\n"), "\(session.output)")
  }

  @Test func `a description from a file cannot drive the terminal`() async throws {
    let text = "description: \"\\e[2J\"\n" + Self.scenario
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    let session = CommandSession()
    #expect(await session.run(["run", path]) == .done)
    #expect(session.output.contains(": \\u{1b}[2J\n"), "\(session.output.prefix(200))")
  }

  @Test func `the line that repeats a run begins with what was typed`() async {
    let session = CommandSession(program: "./my lab")
    #expect(await session.run(["run", path]) == .done)
    #expect(
      session.output.contains("again  './my lab' run \(path) --seed 42\n"), "\(session.output)")
  }

  @Test func `a script that goes otherwise ends with 1, a wrong one with 2`() async throws {
    let script = folder.appendingPathComponent("a.book").path
    let session = CommandSession()
    for (text, code) in [
      ("sell A1 4 @ 101 -> accepted", ExitCode.done),
      ("sell A1 4 @ 101 -> cancelled 4", .checkFailed), ("sel A1", .wrongInput),
    ] {
      try text.write(toFile: script, atomically: false, encoding: .utf8)
      #expect(await session.run(["book", script, "--json"]) == code, "\(text)")
    }
  }

  @Test(arguments: ["agents", "fundamentals", "latencies"])
  func `lists are JSON where wanted`(topic: String) async throws {
    let session = CommandSession()
    #expect(await session.run(["list", topic, "--json"]) == .done)
    #expect(throws: Never.self) { try JSONValue(parsing: session.output) }
  }

  @Test func `the schema is JSON`() async throws {
    let session = CommandSession()
    #expect(await session.run(["schema"]) == .done)
    #expect(try JSONValue(parsing: session.output)["title"] == "marketlab scenario")
  }

  @Test(arguments: [
    ["replay"], ["replay", "--format", "lobster"], ["replay", "--format", "fix"],
    ["replay", "--format", "lobster", "--messages", "none.csv", "--book", "none.csv"],
    ["replay", "--format", "mbo", "--messages", "none.csv", "--priority"], ["list", "nothing"],
    ["list", "scenarios", "--folder", "nowhere"], ["book", "none.book"],
  ])
  func `what cannot be done ends with 2`(words: [String]) async {
    let session = CommandSession()
    #expect(await session.run(words) == .wrongInput)
    #expect(session.errors != "")
  }

  @Test func `every command has help with an example`() async {
    for command in CommandCatalog.standard {
      let session = CommandSession()
      #expect(await session.run(command.words + ["--help"]) == .done)
      #expect(session.output.contains("example"), "\(command.name)")
    }
  }
}

/// The real commands, with what they print.
final class CommandSession: Sendable {
  private let texts = Mutex((output: "", errors: ""))

  private let program: String

  init(program: String = "marketlab") { self.program = program }

  var output: String { texts.withLock { $0.output } }
  var errors: String { texts.withLock { $0.errors } }

  func run(_ words: [String]) async -> ExitCode {
    let console = Console(
      program: program, isInteractive: false,
      writeOutput: { text in self.texts.withLock { $0.output += text } },
      writeError: { text in self.texts.withLock { $0.errors += text } })
    return await Program(commands: CommandCatalog.standard, console: console).run(words)
  }
}
