import Foundation
import Testing

/// How the executable ends where the system or the user stops it.
struct StoppedProgramTests {
  private static let scenario = SmallMarket.text(until: "09:30:10", wakeEvery: "500 ms")

  private let program: BuiltProgram

  init() throws {
    program = try BuiltProgram()
    try program.write(Self.scenario, to: "sample.yaml")
  }

  @Test func `a run goes into a folder of one letter, with standard output closed`() throws {
    let closed = try program.shell(#""$0" run sample.yaml --out a >&-"#)
    #expect(closed.status == 3)
    #expect(
      closed.errors == "marketlab: standard output: cannot write: Bad file descriptor\n")
    #expect(try program.shell(#""$0" run sample.yaml --out b && "$0" diff a b"#).status == 0)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full"))
  func `a result that cannot be written is told on standard error`() throws {
    let full = try program.shell(#""$0" list agents >/dev/full"#)
    #expect(full.status == 3)
    #expect(
      full.errors == "marketlab: standard output: cannot write: No space left on device\n")
  }

  @Test func `a reader that has gone ends the program with 141 and no message`() throws {
    let gone = try program.shell(#"{ sleep 0.5; "$0" list agents; echo $? >&2; } | :"#)
    #expect(gone.errors == "141\n")
  }

  @Test func `a full disk names the file and the line that goes on`() throws {
    let words = #"run sample.yaml --out out"#
    let full = try program.shell(#"ulimit -f 16; exec "$0" \#(words)"#)
    #expect(full.status == 3)
    let lines = full.errors.split(separator: "\n").map(String.init)
    #expect(lines.first == "marketlab run: out.partial/journal.mlj: cannot write: File too large")
    let line = try #require(lines.last)
    #expect(line.hasPrefix("go on with: \(program.executable.path) run"), "\(full.errors)")
    let resumed = try program.shell(String(line.dropFirst("go on with: ".count)))
    #expect(resumed.status == 0)
    #expect(resumed.errors.hasPrefix("marketlab run: goes on after event "), "\(resumed.errors)")
    #expect(
      try program.shell(#""$0" run sample.yaml --out whole && "$0" diff out whole"#).status == 0)
  }

  /// A run of hours that has begun to write its journal.
  private func startLongRun(errors: String) throws -> Process {
    let words = [
      "run", "sample.yaml", "--set", "clock.end=\"16:00:00\"", "--set",
      "agents.noise.wake_every=20 ms", "--out", "out",
    ]
    let process = try program.start(
      #"exec "$0" "$@""#, words, output: program.path("output.txt"), errors: errors)
    let journal = program.path("out.partial/journal.mlj")
    while !FileManager.default.fileExists(atPath: journal) && process.isRunning { usleep(1_000) }
    return process
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal stops a run at an event and says how to go on`(signal: Int32) throws {
    let errors = program.path("errors.txt")
    let process = try startLongRun(errors: errors)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
    let text = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(text.hasPrefix("marketlab run: stopped after event "), "\(text)")
    #expect(text.contains("go on with: \(program.executable.path) run sample.yaml"), "\(text)")
    #expect(text.hasSuffix("--out out --resume\n"), "\(text)")
  }

  @Test func `two signals at once still say how to go on`() throws {
    let errors = program.path("errors.txt")
    let process = try startLongRun(errors: errors)
    // Both are pending when it goes on, so that it gets them one upon the other.
    for signal in [SIGSTOP, SIGTERM, SIGINT, SIGCONT] { kill(process.processIdentifier, signal) }
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    let text = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(text.hasSuffix("--out out --resume\n"), "\(text)")
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal stops the wait for a second process, and that process`(signal: Int32) throws {
    let scenario = program.path("sample.yaml")
    let words = [
      "run", scenario, "--set", "clock.end=\"09:30:40\"", "--set",
      "agents.noise.wake_every=20 ms", "--check-twice",
    ]
    let (output, errors) = (program.path("output.txt"), program.path("errors.txt"))
    let process = try program.start(#"exec "$0" "$@""#, words, output: output, errors: errors)
    while processes(naming: scenario) < 2 && process.isRunning { usleep(5_000) }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
    #expect(processes(naming: scenario) == 0)
    let text = try String(contentsOfFile: errors, encoding: .utf8)
    #expect(text == "marketlab run: stopped before the second process was done\n")
  }

  /// How many processes have a word of their own with a text in it.
  private func processes(naming text: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.count { name in
      guard Int(name) != nil,
        let words = try? String(contentsOfFile: "/proc/\(name)/cmdline", encoding: .utf8)
      else { return false }
      return words.contains(text)
    }
  }

  @Test(arguments: ["-", "/dev/stdin"])
  func `what can be read once is not checked twice`(path: String) throws {
    let refused = try program.shell(#"cat sample.yaml | "$0" run "$1" --check-twice"#, path)
    #expect(refused.status == 2)
    let name = path == "-" ? "standard input" : path
    #expect(
      refused.errors.hasPrefix("marketlab run: \(name) cannot be read twice, "),
      "\(refused.errors)")
  }
}
