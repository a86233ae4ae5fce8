import Harness
import Scenarios
import Synchronization
import Testing

@testable import marketlab

/// `theory NAME --simulate` from the words typed to the exit code.
struct TheorySimulationTests {
  private struct Ending {
    var code: ExitCode
    var output: String
    var errors: String
  }

  private func run(_ words: [String], isInteractive: Bool = false) async -> Ending {
    let output = Mutex("")
    let errors = Mutex("")
    let console = Console(
      isInteractive: isInteractive, writeOutput: { text in output.withLock { $0 += text } },
      writeError: { text in errors.withLock { $0 += text } })
    let program = Program(commands: CommandCatalog.standard, console: console)
    let code = await program.run(["theory"] + words)
    return Ending(
      code: code, output: output.withLock { $0 }, errors: errors.withLock { $0 })
  }

  private static let smallest = [
    ["almgren-chriss", "--experiments", "100"],
    ["avellaneda-stoikov", "--dt", "0.1", "--experiments", "200"],
    ["cont-stoikov-talreja", "--spread", "3", "--experiments", "3"],
    ["santa-fe", "--epsilon", "0.2", "--events", "10500"], ["hawkes", "--experiments", "3000"],
  ]

  private static let figures = [
    "almgren-chriss": ["expected_cost", "variance"],
    "avellaneda-stoikov": ["inventory", "symmetric"],
    "cont-stoikov-talreja": ["mid_up", "bid_executes", "both_execute", "book"],
    "santa-fe": ["spread", "spread_over_mu_alpha"], "hawkes": ["intensity", "variance", "fano"],
  ]

  @Test(arguments: smallest)
  func `equal words give equal text, another seed another one`(words: [String]) async {
    let words = words + ["--simulate", "--json", "--seed"]
    let first = await run(words + ["7"])
    #expect(first.code == .done, "\(first.errors)")
    #expect(first.errors.isEmpty)
    #expect(await run(words + ["7"]).output == first.output)
    #expect(await run(words + ["8"]).output != first.output)
  }

  @Test(arguments: smallest)
  func `measured figures and errors have the shape of the exact ones`(words: [String]) async throws
  {
    let ending = await run(words + ["--simulate", "--json"])
    let json = try JSONValue(parsing: ending.output)
    #expect(json["parameters"]?["seed"] == 1)
    let keys = try #require(Self.figures[words[0]])
    for part in ["simulated", "standard_error"] {
      guard case .object(let members)? = json[part] else {
        Issue.record("no \(part)")
        return
      }
      #expect(members.keys.sorted() == keys.sorted())
      // Of the whole book nothing exact is known.
      for key in keys where key != "book" {
        #expect(shape(members[key]) == shape(json[key]), "\(part) \(key)")
      }
    }
    #expect(shape(json["simulated"]) == shape(json["standard_error"]))
  }

  /// The value with every number replaced by 0.
  private func shape(_ value: JSONValue?) -> JSONValue? {
    switch value {
    case .array(let values)?: .array(values.compactMap(shape))
    case .object(let members)?: .object(members.compactMapValues(shape))
    case .number?, .integer?: 0
    default: value
    }
  }

  @Test func `the text has exact, simulated, standard error and z`() async {
    let words = ["cont-stoikov-talreja", "--simulate", "--experiments", "2"]
    let ending = await run(words)
    #expect(ending.code == .done)
    let lines = ending.output.split(separator: "\n")
    let heading = lines.first { $0.contains("standard error") }
    #expect(
      heading?.split(separator: " ") == ["exact", "simulated", "standard", "error", "z"])
    #expect(lines.filter { $0.hasPrefix("bid 2, ask 3") }.count == 3)
  }

  @Test func `progress is shown to who watches, and taken away`() async {
    let ending = await run(["hawkes", "--simulate", "--experiments", "3000"], isInteractive: true)
    #expect(ending.errors.contains("simulated 50 %"))
    #expect(ending.errors.hasSuffix("\r\u{1b}[K"))
  }

  @Test(arguments: [
    (
      ["kyle", "--simulate"],
      "--simulate: nothing measures kyle, allowed: almgren-chriss, avellaneda-stoikov, "
        + "cont-stoikov-talreja, santa-fe, hawkes"
    ),
    (["hawkes", "--seed", "2"], "--seed goes with --simulate only"),
    (["santa-fe", "--events", "10000"], "--events goes with --simulate only"),
    (
      ["santa-fe", "--simulate", "--epsilon", "0.1", "--events", "20999"],
      "--events is 20999, allowed: whole numbers from 21000 on with epsilon 0.1"
    ),
    (
      ["hawkes", "--simulate", "--experiments", "10"],
      "--experiments was '10', allowed: whole numbers from 1000 to 50000000"
    ),
  ])
  func `what cannot be measured is told with what can`(words: [String], message: String) async {
    let ending = await run(words)
    #expect(ending.code == .wrongInput)
    #expect(ending.output.isEmpty)
    let first = ending.errors.split(separator: "\n").first.map(String.init)
    #expect(first == "marketlab theory \(words[0]): \(message)")
  }
}
