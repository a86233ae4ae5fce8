import Harness
import Scenarios
import Synchronization
import Testing

@testable import marketlab

struct ProgramTests {
  @Test(arguments: [
    (["sample", "quiet"], ExitCode.done), (["sample", "fail"], .checkFailed),
    (["sample", "mistake"], .wrongInput), (["sample"], .wrongInput), (["smple"], .wrongInput),
    ([], .wrongInput), (["sample", "fault"], .internalError), (["--help"], .done),
    (["--version"], .done), (["sample", "--help"], .done), (["golden"], .wrongInput),
    (["golden", "--help"], .done), (["golden", "check", "quiet"], .done),
    (["golden", "chek"], .wrongInput),
  ])
  func `the exit code says how it went`(words: [String], code: ExitCode) async {
    #expect(await Session().run(words) == code)
  }

  @Test func `results go to standard output alone`() async {
    let session = Session()
    _ = await session.run(["sample", "quiet"])
    #expect(session.output == "did quiet\n")
    #expect(session.errors == "")
  }

  @Test func `a watched command shows progress on standard error`() async {
    let session = Session(isInteractive: true)
    _ = await session.run(["sample", "quiet"])
    #expect(session.output == "did quiet\n")
    #expect(session.errors.contains("halfway"))
  }

  @Test func `a mistake of the user is told as it is`() async {
    let session = Session()
    _ = await session.run(["sample", "mistake"])
    #expect(session.errors == "quiet.yaml:3:1: a mistake\n")
  }

  @Test func `a mistake in the usage comes with the usage line`() async {
    let session = Session()
    _ = await session.run(["sample", "quiet", "--sed", "7"])
    #expect(
      session.errors == """
        marketlab sample: unknown option '--sed', did you mean '--seed'?
        usage: marketlab sample SCENARIO [--seed N] [--set PATH=VALUE]... [--json]

        """)
  }

  @Test func `an unknown command names the nearest`() async {
    let session = Session()
    _ = await session.run(["smaple"])
    #expect(session.errors.hasPrefix("marketlab: there is no command 'smaple', did you mean"))
  }

  @Test func `an unknown verb names the allowed ones`() async {
    let session = Session()
    _ = await session.run(["golden", "chek"])
    let first = session.errors.split(separator: "\n").first
    #expect(
      first
        == "marketlab golden: found 'chek', allowed: check, accept, did you mean 'check'?")
  }

  @Test func `help has the usage line and an example`() async {
    let session = Session()
    _ = await session.run(["sample", "--help"])
    #expect(session.output.contains("usage: marketlab sample SCENARIO"))
    #expect(session.output.contains("  marketlab sample quiet --seed 7\n"))
  }

  @Test func `help and usage call the program as it was typed`() async {
    let session = Session(program: "bin/marketlab")
    _ = await session.run(["sample", "--help"])
    #expect(session.output.contains("usage: bin/marketlab sample SCENARIO"))
    #expect(session.output.contains("  bin/marketlab sample quiet --seed 7\n"))
    _ = await session.run(["smaple"])
    #expect(session.errors.contains("`bin/marketlab --help` lists them\n"), "\(session.errors)")
  }

  @Test func `options that are needed stand without brackets`() {
    #expect(
      HelpText(program: "marketlab").usage(of: ReplayCommand())
        == "marketlab replay --format FORMAT --messages FILE [--book FILE] [--depth N] "
        + "[--priority] [--at-least SHARE] [--json]")
  }

  @Test func `doctor prints one JSON value with sorted keys`() async throws {
    let session = Session()
    #expect(await session.run(["doctor", "--json"]) == .done)
    let value = try JSONValue(parsing: session.output)
    #expect(value["marketlab"] == .string(Versions.marketlab))
    #expect(value.text() + "\n" == session.output)
  }

  /// The words of a line as a shell takes them; what stands between quotes is one.
  private static func words(of line: String) -> [String] {
    line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap {
      $0.offset.isMultiple(of: 2)
        ? $0.element.split(separator: " ").map(String.init) : [String($0.element)]
    }
  }

  @Test func `every command has a summary, and examples that it takes itself`() throws {
    for command in CommandCatalog.standard {
      #expect(!command.summary.isEmpty, "\(command.name)")
      #expect(!command.summary.hasSuffix("."), "\(command.name)")
      #expect(!command.examples.isEmpty, "\(command.name)")
      for example in command.examples {
        let words = Self.words(of: example)
        #expect(words.starts(with: command.words), "\(command.name): \(example)")
        let typed = Array(words.dropFirst(command.words.count))
        #expect(throws: Never.self, "\(example)") {
          try ArgumentReader(command: command).read(typed)
        }
      }
    }
  }

  @Test func `command names are unique`() {
    let names = CommandCatalog.standard.map(\.name)
    #expect(Set(names).count == names.count)
  }
}

/// A program whose output is kept.
private final class Session: Sendable {
  private let program: String
  private let isInteractive: Bool
  private let texts = Mutex((output: "", errors: ""))

  init(program: String = "marketlab", isInteractive: Bool = false) {
    self.program = program
    self.isInteractive = isInteractive
  }

  var output: String { texts.withLock { $0.output } }
  var errors: String { texts.withLock { $0.errors } }

  func run(_ words: [String]) async -> ExitCode {
    let console = Console(
      program: program, isInteractive: isInteractive,
      writeOutput: { text in self.texts.withLock { $0.output += text } },
      writeError: { text in self.texts.withLock { $0.errors += text } })
    let commands: [any Command] = [
      SampleCommand(), SampleCommand(name: "golden check"), SampleCommand(name: "golden accept"),
      DoctorCommand(),
    ]
    return await Program(commands: commands, console: console).run(words)
  }
}
