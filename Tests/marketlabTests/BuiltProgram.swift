import Foundation
import TestSupport
import Testing

/// The built executable in a folder of its own, started by a shell.
struct BuiltProgram {
  struct Ending {
    var status: Int32
    var reason: Process.TerminationReason
    var output: String
    var errors: String
  }

  let folder: URL
  let executable: URL

  init() throws {
    folder = try TemporaryFolder().url
    let tests = try #require(Bundle.main.executableURL)
    executable = tests.deletingLastPathComponent().appendingPathComponent("marketlab")
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: false, encoding: .utf8)
  }

  /// Runs a script in the folder; `$0` is the executable and `$@` are the arguments.
  func shell(_ script: String, _ arguments: String...) throws -> Ending {
    let (output, errors) = (path("output.txt"), path("errors.txt"))
    let process = try start(script, arguments, output: output, errors: errors)
    process.waitUntilExit()
    return Ending(
      status: process.terminationStatus, reason: process.terminationReason,
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }

  /// Starts a script whose output goes to files, which no reader has to empty.
  func start(
    _ script: String, _ arguments: [String], output: String, errors: String
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, executable.path] + arguments
    process.currentDirectoryURL = folder
    // Goldens are not written where this is set.
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "CI" }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try emptyFile(output)
    process.standardError = try emptyFile(errors)
    try process.run()
    return process
  }

  private func emptyFile(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(fileURLWithPath: path))
    return try #require(FileHandle(forWritingAtPath: path))
  }
}
