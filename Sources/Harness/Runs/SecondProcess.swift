import Foundation
import Scenarios

/// Repeats runs in a process of their own, in another environment.
public enum SecondProcess {
  /// The environment of the second process: what must not reach a run is different there.
  static func environment(_ own: [String: String]) -> [String: String] {
    var other = own
    other["TZ"] = own["TZ"] == "Pacific/Kiritimati" ? "UTC" : "Pacific/Kiritimati"
    other["MALLOC_PERTURB_"] = own["MALLOC_PERTURB_"] == "165" ? "90" : "165"
    other["SWIFT_DETERMINISTIC_HASHING"] = own["SWIFT_DETERMINISTIC_HASHING"] == nil ? "1" : nil
    other["LC_ALL"] = own["LC_ALL"] == "C" ? "C.UTF-8" : "C"
    return other
  }

  /// The digests that `marketlab run` with these arguments prints, one a run.
  ///
  /// - Parameter goesOn: Asked some times a second; the second process is killed where it says no.
  /// - Throws: `SecondProcessStopped` where it was killed for that, `SecondProcessFailure` where it
  ///   does not end well.
  public static func digests(
    _ arguments: [String], whileTrue goesOn: () -> Bool = { true }
  ) throws -> [String] {
    guard let executable = Bundle.main.executablePath else {
      throw SecondProcessFailure(description: "this process does not know its own executable")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = ["run"] + arguments + ["--json"]
    process.environment = environment(ProcessInfo.processInfo.environment)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = read(output.fileHandleForReading, whileTrue: goesOn)
    // It keeps nothing, so it has nothing to put in order.
    if text == nil { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    guard let text else { throw SecondProcessStopped() }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw SecondProcessFailure(
        description: "the second process ended with \(process.terminationStatus)")
    }
    let json = try JSONValue(parsing: String(decoding: text, as: UTF8.self))
    return (json.items ?? [json]).compactMap { $0["digest"]?.text }
  }

  /// Milliseconds between two looks at whether to go on.
  private static let patience: Int32 = 50

  /// All that a pipe gives, nil where it was not to go on to its end.
  private static func read(_ pipe: FileHandle, whileTrue goesOn: () -> Bool) -> Data? {
    var text = Data()
    while goesOn() {
      var wait = pollfd(fd: pipe.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, patience) > 0 else { continue }
      let block = pipe.availableData
      if block.isEmpty { return text }
      text += block
    }
    return nil
  }
}

/// The second process was killed because nobody waits for it any more.
public struct SecondProcessStopped: Error {}

/// The second process did not print what it was asked for.
public struct SecondProcessFailure: Error, CustomStringConvertible {
  public let description: String
}
