import Foundation
import Harness
import Scenarios
import Synchronization
import TestSupport
import Testing

@testable import marketlab

/// Calibration and realism from the words typed to the exit code.
struct CalibrateCommandTests {
  private let folder: TemporaryFolder
  private let messages: String

  /// Half an hour in which everything happens at a tick beside one price; its book is rebuilt.
  init() throws {
    folder = try TemporaryFolder()
    var lines: [String] = []
    for step in 0..<1_800 {
      let (second, id) = (34_200 + step, step + 1)
      let side = step % 2 == 0 ? 1 : -1
      let price = 1_000_000 - side * 100 * (1 + step * step % 3)
      lines.append("\(second).1,1,\(id),\(10 + step % 7),\(price),\(side)")
      if step % 3 == 0 {
        lines.append("\(second).4,4,\(id),\(10 + step % 7),\(price),\(side)")
      } else if step > 20 {
        lines.append("\(second).6,3,\(id),\(10 + step % 7),\(price),\(side)")
      }
    }
    messages = try folder.write("message.csv", text: lines.joined(separator: "\n") + "\n")
  }

  private struct Missing: Error {
    let what: String
    init(_ what: String) { self.what = what }
  }

  private func run(_ words: [String]) async -> (code: ExitCode, output: String, errors: String) {
    let texts = Mutex((output: "", errors: ""))
    let console = Console(
      isInteractive: false, writeOutput: { text in texts.withLock { $0.output += text } },
      writeError: { text in texts.withLock { $0.errors += text } })
    let commands: [any Command] = [
      CalibrateCommand(), RealismBandsCommand(), RealismReportCommand(),
    ]
    let code = await Program(commands: commands, console: console).run(words)
    return texts.withLock { (code, $0.output, $0.errors) }
  }

  @Test func `a fit is one JSON value and a scenario that runs`() async throws {
    let model = "cst"
    let scenario = folder.url.appendingPathComponent("\(model).yaml").path
    let result = await run([
      "calibrate", "--model", model, "--messages", messages, "--out", scenario, "--json",
    ])
    #expect(result.code == .wrongInput, "1800 s hold three windows of 600 s: \(result.errors)")
    let fitted = await run([
      "calibrate", "--model", model, "--messages", messages, "--out", scenario, "--json",
      "--window-seconds", "100",
    ])
    #expect(fitted.code == .done, "\(fitted.errors)")
    let json = try JSONValue(parsing: fitted.output)
    #expect(json["model"] == .string(model))
    #expect(json["directions"]?["rank"] != nil)
    guard case .array(let ends)? = json["parameters"]?["market"]?["profile95"],
      case .number(let lower)? = ends.first, case .number(let upper)? = ends.last,
      case .number(let value)? = json["parameters"]?["market"]?["value"]
    else { throw Missing("the market orders' profile: \(fitted.output)") }
    #expect(ends.count == 2 && lower < value && value < upper)
    let run = try Runner.run(RunSetup(path: scenario))
    #expect(run.counts.executions > 0)
  }

  @Test func `wrong usage gives exit code 2 with what was found and what is allowed`() async {
    let cases: [([String], String)] = [
      (["calibrate", "--messages", messages], "--model is missing, allowed: cst, hawkes, ecology"),
      (["calibrate", "--model", "cts", "--messages", messages], "--model was 'cts', allowed:"),
      (["calibrate", "--model", "cst"], "--messages is missing"),
      (
        [
          "calibrate", "--model", "ecology", "--messages", messages, "--window-seconds", "100",
          "--profile", "1",
        ], "--profile was '1', allowed: 0 for no profiles, or 2 to 1000 points a side"
      ),
      (
        ["calibrate", "--model", "cst", "--messages", messages, "--rotate", "3"],
        "--rotate was '3', allowed: whole numbers from 0 to 2"
      ),
      (
        [
          "calibrate", "--model", "cst", "--messages", messages, "--window-seconds", "100",
          "--window", "10:00:00..09:00:00",
        ], "--window was '10:00:00..09:00:00', allowed: FROM..TO"
      ),
      (
        ["realism", "bands", "--messages", messages],
        "holds 3 windows; allowed are lengths with 6 windows at least"
      ),
      (["realism", "report", "--messages", "/none"], "/none: No such file or directory"),
    ]
    for (words, expected) in cases {
      let result = await run(words)
      #expect(result.code == .wrongInput, "\(words)")
      #expect(result.errors.contains(expected), "\(words): \(result.errors)")
      #expect(result.output.isEmpty)
    }
  }

  @Test func `bands of rotated parts are made from other windows`() async throws {
    let words = ["realism", "bands", "--messages", messages, "--window-seconds", "100"]
    let rotated = await run(words + ["--rotate", "1"])
    #expect(rotated.code == .done, "\(rotated.errors)")
    #expect(rotated.output.contains("parts rotated by 1"))
    #expect(await run(words).output != rotated.output)
  }

  @Test func `the table names what the data leave open`() async throws {
    let result = await run([
      "calibrate", "--model", "hawkes", "--messages", messages, "--window-seconds", "100",
    ])
    #expect(result.code == .done, "\(result.errors)")
    #expect(result.output.contains("profile from"))
    #expect(result.output.contains("an end that is '-' was not reached"))
  }

  @Test func `bands are one JSON value`() async throws {
    let result = await run([
      "realism", "bands", "--messages", messages, "--window-seconds", "100", "--json",
    ])
    #expect(result.code == .done, "\(result.errors)")
    let json = try JSONValue(parsing: result.output)
    #expect(json["windows"]?["count"] == .integer(18))
    #expect(json["windows"]?["rotation"] == .integer(0))
    #expect(json["bands"]?["cancel_to_execution"]?["low"] != nil)
  }
}
