import Foundation
import Harness
import Scenarios
import TestSupport
import Testing

/// Runs of the built executable that are killed at random moments.
struct KilledRunTests {
  private static let scenario = SmallMarket.text(until: "09:31:00", wakeEvery: "1 s")

  @Test func `a killed run leaves nothing final and is resumed to the same digest`() throws {
    let wanted = isFullScale ? 1_000 : 20
    let runs = try KilledRuns(scenario: Self.scenario, lengthen: isFullScale ? 6 : 1)
    var kills = Kills()
    var seed: UInt64 = 0
    while kills.count < wanted {
      seed += 1
      try #require(seed <= 2 * UInt64(wanted), "kills came too late: \(kills) in \(seed) runs")
      let out = runs.folder.appendingPathComponent("run\(seed)").path
      var random = SplitMix64(seed: seed)
      for attempt in 0..<5 {
        let killed = try runs.kill(out, resuming: attempt > 0, at: KillPoint(&random))
        // A signal between the last rename and the exit meets a finished run: compared below.
        if !killed || exists(out) { break }
        kills.count += 1
        if exists(out + ".partial") { kills.partial += 1 }
      }
      try finish(out, of: runs, seed: seed)
    }
    print("killed runs: \(kills) in \(seed) runs")
    #expect(kills.partial > wanted / 2)
  }

  /// Resumes a killed run, unless it was done before its killer came, and compares what it left.
  private func finish(_ out: String, of runs: KilledRuns, seed: UInt64) throws {
    if !exists(out) {
      let (status, json) = try runs.finish(out)
      #expect(status == 0, "seed \(seed)")
      #expect(json["digest"] == runs.digest, "seed \(seed)")
    }
    #expect(try KilledRuns.files(of: out) == runs.files, "seed \(seed)")
    #expect(!exists(out + ".partial"), "seed \(seed)")
    try FileManager.default.removeItem(atPath: out)
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

/// How many processes ended by the signal, and how many of these left a partial folder.
private struct Kills: CustomStringConvertible {
  var count = 0
  var partial = 0

  var description: String {
    "\(count) processes ended by SIGKILL, \(partial) with a partial folder left"
  }
}

/// When a process is killed. Most are killed by what they have written, because a moment on the
/// clock means another point of the run on a slower machine.
private enum KillPoint {
  /// This long after the partial journal has so many thousandths of its full size; the journal
  /// grows a buffer at a time.
  case written(thousandths: Int, andThen: UInt32)
  /// This long after the start, which hits the loading of libraries and the first files.
  case elapsed(microseconds: UInt32)

  init(_ random: inout SplitMix64) {
    if random.integer(in: 0...3) == 0 {
      self = .elapsed(microseconds: UInt32(random.integer(in: 0...20_000)))
    } else {
      self = .written(
        thousandths: Int(random.integer(in: 0...1_000)),
        andThen: UInt32(random.integer(in: 0...10_000)))
    }
  }
}

/// The executable, a scenario, and what an undisturbed run of it gives.
private struct KilledRuns {
  let folder: URL
  let executable: URL
  let arguments: [String]
  let digest: JSONValue
  /// What it leaves, by name.
  let files: [String: Data]

  init(scenario: String, lengthen factor: Int) throws {
    let temporary = try TemporaryFolder()
    folder = temporary.url
    let path = try temporary.write("sample.yaml", text: scenario)
    let bundle = try #require(Bundle.main.executableURL)
    executable = bundle.deletingLastPathComponent().appendingPathComponent("marketlab")
    arguments = ["run", path, "--set", "agents.noise.count=\(20 * factor)", "--json"]
    let out = folder.appendingPathComponent("whole").path
    let process = Process()
    let pipe = Pipe()
    process.executableURL = executable
    process.arguments = arguments + ["--out", out]
    process.standardOutput = pipe
    try process.run()
    let text = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let json = try JSONValue(parsing: String(decoding: text, as: UTF8.self))
    digest = try #require(json["digest"])
    files = try Self.files(of: out)
  }

  static func files(of folder: String) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
      })
  }

  /// Starts the run, or its resumption, and kills it; false if it had ended by itself.
  func kill(_ out: String, resuming: Bool, at point: KillPoint) throws -> Bool {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments + ["--out", out] + (resuming ? ["--resume"] : [])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    wait(for: point, of: process, writing: out + ".partial/journal.mlj")
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL
  }

  private var journalSize: Int { files["journal.mlj"]?.count ?? 0 }

  private func wait(for point: KillPoint, of process: Process, writing path: String) {
    switch point {
    case .elapsed(let microseconds): usleep(microseconds)
    case .written(let thousandths, let microseconds):
      while process.isRunning, size(of: path) < journalSize * thousandths / 1_000 { usleep(100) }
      usleep(microseconds)
    }
  }

  private func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : -1
  }

  /// Resumes the run to its end.
  func finish(_ out: String) throws -> (status: Int32, json: JSONValue) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = executable
    process.arguments = arguments + ["--out", out, "--resume"]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let json = try JSONValue(parsing: String(decoding: text, as: UTF8.self))
    return (process.terminationStatus, json)
  }
}
