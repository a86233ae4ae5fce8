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
        [
          "calibrate", "--model", "cst", "--messages", messages, "--window-seconds", "100",
          "--window", "09:30:00..10:30:00",
        ],
        "--window was '09:30:00..10:30:00', and \(messages) covers 09:30:00..10:00:00; "
          + "allowed are windows within that"
      ),
      (
        [
          "calibrate", "--model", "ecology", "--messages", messages, "--window-seconds", "100",
          "--evaluations", "10",
        ], "--evaluations was '10', allowed: whole numbers from 11 to 100000"
      ),
      (
        [
          "realism", "report", "--messages", messages, "--window-seconds", "100", "--seeds",
          "1..1_000",
        ], "--seeds was '1..1000', allowed: A..B with 100 seeds at the most"
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

  @Test func `a scenario takes no input's place`() async throws {
    let recorded = try Data(contentsOf: URL(fileURLWithPath: messages))
    let result = await run([
      "calibrate", "--model", "cst", "--messages", messages, "--window-seconds", "100", "--out",
      messages,
    ])
    #expect(result.code == .wrongInput && result.errors.contains("an input of this command"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: messages)) == recorded)
  }

  private func scenario(
    _ name: String, clock: String, tick: String, type: String
  ) throws -> String {
    try folder.write(
      name,
      text: """
        clock: \(clock)
        instruments:
          - {symbol: FIT, tick: \(tick), lot: 1, currency: USD, open_price: 100.00}
        venues:
          - {name: XLIT}
        agents:
          - {name: flow, type: \(type), latency: colo}

        """)
  }

  @Test func `an ecology that cannot be judged is refused with its file and the reason`()
    async throws
  {
    let hour = "{start: \"09:30:00\", end: \"10:30:00\"}"
    let minutes = "{start: \"09:30:00\", end: \"09:40:00\"}"
    let cases = [
      (try folder.write("empty.yaml", text: ""), "the scenario is empty"),
      (
        try scenario("cst.yaml", clock: hour, tick: "0.01", type: "cont_stoikov_talreja"),
        "its agents are of the types cont_stoikov_talreja; allowed is an ecology"
      ),
      (
        try scenario("short.yaml", clock: minutes, tick: "0.01", type: "marked_flow"),
        "its clock is 09:30:00..09:40:00, and the windows of message are 09:30:00..10:00:00;"
      ),
      (
        try scenario("fine.yaml", clock: hour, tick: "0.001", type: "marked_flow"),
        "its tick is 10 and that of message 100, in units of the file"
      ),
    ]
    for (path, reason) in cases {
      let result = await run([
        "realism", "report", "--messages", messages, "--window-seconds", "100", "--ecology", path,
        "--seeds", "1..1",
      ])
      #expect(result.code == .wrongInput, "\(result.errors)")
      #expect(result.errors.contains("\(path):") && result.errors.contains(reason), "\(result)")
      #expect(!result.errors.contains("--seed 1"))
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

  /// Ten minutes that end in activity that grows e-fold in each eight seconds: events bring about
  /// ever more.
  private func growingMarket() throws -> String {
    var lines: [String] = []
    for step in 0..<600 {
      let growing = 34_800 - 8 * log(600 / (Double(step) + 0.5))
      let time = step < 6 ? Double(34_200 + 90 * step) : growing
      func line(_ kind: Int, _ id: Int) -> String {
        let side = id % 2 == 0 ? 1 : -1
        let price = 1_000_000 - side * 100 * (1 + id * id % 3)
        return "\(String(format: "%.6f", time)),\(kind),\(id + 1),10,\(price),\(side)"
      }
      lines.append(line(1, step))
      if step >= 30 { lines.append(line(step % 3 == 0 ? 4 : 3, step - 10)) }
    }
    return try folder.write("growing.csv", text: lines.joined(separator: "\n") + "\n")
  }

  @Test func `what a scenario takes back from a fit is printed, and rates stay the recorded ones`()
    async throws
  {
    let scenario = folder.url.appendingPathComponent("hawkes.yaml").path
    let words = [
      "calibrate", "--model", "hawkes", "--messages", try growingMarket(), "--window-seconds",
      "100", "--window", "09:30:00..09:40:00", "--out", scenario,
    ]
    let text = await run(words)
    #expect(text.code == .done, "\(text.errors)")
    #expect(text.output.contains("taken back: an event of the fitted flow brings about"))
    #expect(text.output.contains("in the scenario"))
    let json = try JSONValue(parsing: await run(words + ["--json"]).output)
    guard case .object(let values)? = json["taken_back"]?["scenario"] else {
      throw Missing("taken_back: \(text.output)")
    }
    #expect(values.count == 75)
    let fitted = json["parameters"]?["add_baseline"]?["value"]
    #expect(values["add_baseline"] != fitted, "\(fitted as Any)")
    #expect(try Runner.run(RunSetup(path: scenario)).counts.executions > 0)
  }

  @Test func `a window counts where the file covers nine tenths of it, the first one too`()
    async throws
  {
    let lines = try String(contentsOfFile: messages, encoding: .utf8).split(separator: "\n")
    for (late, count) in [(5, 18), (40, 17)] {
      let rest = lines.filter { Int($0.prefix(5))! >= 34_200 + late }.joined(separator: "\n")
      let path = try folder.write("late\(late).csv", text: rest + "\n")
      let result = await run([
        "realism", "bands", "--messages", path, "--window-seconds", "100", "--json",
      ])
      let json = try JSONValue(parsing: result.output)
      #expect(json["windows"]?["count"] == JSONValue(count), "\(result)")
    }
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
