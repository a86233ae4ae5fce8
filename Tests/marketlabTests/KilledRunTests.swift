import Foundation
import Harness
import TestSupport
import Testing

/// Runs of the built executable that are killed at random moments.
struct KilledRunTests {
  private static let scenario = """
    seed: 42
    clock: {start: "09:30:00", end: "09:31:00"}
    instruments:
      - {symbol: ABM, tick: 0.01, lot: 1, currency: USD, open_price: 100.00}
    venues:
      - {name: XLIT, kind: lit, processing: 500 ns, fees: {maker: -0.20 bps, taker: 0.30 bps}}
    agents:
      - {name: noise, type: noise, count: 20, latency: retail, wake_every: 1 s}
    record: {trades: true}
    """

  @Test func `a killed run leaves nothing final and is resumed to the same digest`() throws {
    let runs = try KilledRuns(scenario: Self.scenario, lengthen: isFullScale ? 6 : 1)
    var counts = (partial: 0, none: 0, finished: 0)
    for seed in 1...UInt64(isFullScale ? 1_000 : 10) {
      let out = runs.folder.appendingPathComponent("run\(seed)").path
      var random = SplitMix64(seed: seed)
      for attempt in 0..<(1 + Int(seed % 3)) where !exists(out) {
        try runs.kill(out, resuming: attempt > 0, after: runs.moment(&random))
        if exists(out) { break }
      }
      if exists(out) {
        counts.finished += 1
      } else {
        if exists(out + ".partial") { counts.partial += 1 } else { counts.none += 1 }
        let (status, json) = try runs.finish(out)
        #expect(status == 0, "seed \(seed)")
        #expect(json["digest"] == runs.digest, "seed \(seed)")
      }
      let journal = try Data(contentsOf: URL(fileURLWithPath: out + "/journal.mlj"))
      #expect(journal == runs.journal, "seed \(seed)")
      #expect(!exists(out + ".partial"), "seed \(seed)")
      try FileManager.default.removeItem(atPath: out)
    }
    print(
      "killed runs: \(counts.partial) left a partial folder, \(counts.none) none, "
        + "\(counts.finished) had finished")
    #expect(counts.partial > 0)
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

/// The executable, a scenario, and what an undisturbed run of it gives.
private struct KilledRuns {
  let folder: URL
  let executable: URL
  let arguments: [String]
  let digest: JSONValue
  let journal: Data
  /// How long the undisturbed run took.
  let seconds: Double

  init(scenario: String, lengthen factor: Int) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("marketlab-kill-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("sample.yaml").path
    try scenario.write(toFile: path, atomically: false, encoding: .utf8)
    let bundle = try #require(Bundle.main.executableURL)
    executable = bundle.deletingLastPathComponent().appendingPathComponent("marketlab")
    arguments = ["run", path, "--set", "agents.noise.count=\(20 * factor)", "--json"]
    let clock = ContinuousClock()
    let began = clock.now
    let out = folder.appendingPathComponent("whole").path
    let process = Process()
    let pipe = Pipe()
    process.executableURL = executable
    process.arguments = arguments + ["--out", out]
    process.standardOutput = pipe
    try process.run()
    let text = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let took = (clock.now - began).components
    seconds = Double(took.seconds) + Double(took.attoseconds) * 1e-18
    let json = try JSONValue(parsing: String(decoding: text, as: UTF8.self))
    digest = try #require(json["digest"])
    journal = try Data(contentsOf: URL(fileURLWithPath: out + "/journal.mlj"))
  }

  /// A moment within the undisturbed run, seconds.
  func moment(_ random: inout SplitMix64) -> Double {
    Double(random.integer(in: 0...1_000)) / 1_000 * seconds
  }

  /// Starts the run, or its resumption, and kills it after a while.
  func kill(_ out: String, resuming: Bool, after seconds: Double) throws {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments + ["--out", out] + (resuming ? ["--resume"] : [])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    Thread.sleep(forTimeInterval: seconds)
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// Resumes the run to its end.
  func finish(_ out: String) throws -> (status: Int32, json: JSONValue) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = executable
    process.arguments = arguments + ["--out", out, "--resume"]
    process.standardOutput = pipe
    try process.run()
    let text = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let json = try JSONValue(parsing: String(decoding: text, as: UTF8.self))
    return (process.terminationStatus, json)
  }
}
