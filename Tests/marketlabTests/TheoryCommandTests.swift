import Harness
import Scenarios
import Synchronization
import Testing

@testable import marketlab

/// The theory commands from the words typed to the exit code.
struct TheoryCommandTests {
  private func run(_ words: [String]) async -> (code: ExitCode, output: String, errors: String) {
    let texts = Recording()
    let console = Console(
      isInteractive: false, writeOutput: { texts.add($0, isError: false) },
      writeError: { texts.add($0, isError: true) })
    let commands = CommandCatalog.standard
    let code = await Program(commands: commands, console: console).run(["theory"] + words)
    return (code, texts.output, texts.errors)
  }

  private func figures(_ words: String...) async throws -> JSONValue {
    let result = await run(words + ["--json"])
    #expect(result.code == .done, "\(result.errors)")
    return try JSONValue(parsing: result.output)
  }

  @Test(arguments: [
    ("almgren-chriss", ["kappa", "expected_cost", "variance", "holdings"]),
    ("avellaneda-stoikov", ["inventory", "symmetric"]),
    ("cont-stoikov-talreja", ["mid_up", "bid_executes", "both_execute"]),
    ("obizhaeva-wang", ["first_trade", "interior_trade", "cost"]),
    ("gueant-lehalle", ["delta_bid"]), ("cartea-jaimungal", ["delta_bid"]),
    ("kyle", ["lambda", "posterior_variance"]), ("hawkes", ["intensity", "variance", "fano"]),
    ("santa-fe", ["spread"]),
    (
      "deflated-sharpe",
      ["expected_maximum", "deflated", "probabilistic", "min_track_record"]
    ),
    ("almgren-2005", ["permanent_bps", "temporary_bps", "realised_bps"]), ("roll", ["spread"]),
    ("glosten-milgrom", ["bid", "ask"]), ("speed-race", ["loss_per_second"]),
    ("square-root", ["impact_bps"]),
  ])
  func `each model prints its figures and a table`(name: String, keys: [String]) async throws {
    let json = try await figures(name)
    for key in keys + ["parameters"] { #expect(json[key] != nil, "\(key)") }
    let text = await run([name])
    #expect(text.code == .done)
    #expect(text.output.split(separator: "\n").count >= 3)
    #expect(text.errors.isEmpty)
  }

  @Test func `each model of the catalog has a command with help`() async {
    for entry in TheoryCatalog.standard {
      let help = await run([entry.name, "--help"])
      #expect(help.code == .done)
      for parameter in entry.parameters { #expect(help.output.contains("--\(parameter.name) ")) }
    }
  }

  @Test func `options reach the model`() async throws {
    let cost = try await figures(
      "almgren-chriss", "--shares", "1e6", "--days", "5", "--periods", "5", "--sigma", "0.95",
      "--half-spread", "0.0625", "--gamma", "2.5e-7", "--eta", "2.5e-6", "--lambda", "-4e-7")
    guard case .array(let holdings)? = cost["holdings"], case .number(let first) = holdings[0]
    else {
      Issue.record("\(cost)")
      return
    }
    #expect(holdings.count == 4)
    #expect(first > 1_000_000)
    let queues = try await figures(
      "cont-stoikov-talreja", "--spread", "2", "--arrivals", "1,2", "--cancels", "0.5,0.6",
      "--market", "1", "--tail", "1.5,0.4")
    #expect(queues["parameters"]?["arrivals"] == [1.0, 2.0])
    #expect(queues["parameters"]?["tail"] == [1.5, 0.4])
    guard case .array(let rows)? = queues["both_execute"] else {
      Issue.record("\(queues)")
      return
    }
    #expect(rows.count == 5)
  }

  @Test func `a quote that a bound forbids is null`() async throws {
    let quotes = try await figures("gueant-lehalle", "--inventory-bound", "3")
    guard case .array(let bids)? = quotes["delta_bid"] else {
      Issue.record("\(quotes)")
      return
    }
    #expect(bids.count == 7)
    #expect(bids[6] == .null)
    #expect(bids[5] != .null)
  }

  @Test func `a track record that nothing reaches is null, and never in the text`() async throws {
    let json = try await figures("deflated-sharpe", "--sharpe", "-0.1")
    #expect(json["min_track_record"] == .null)
    #expect(await run(["deflated-sharpe", "--sharpe", "-0.1"]).output.contains("never"))
  }

  @Test(arguments: [
    (["almgren-chriss", "--sigma", "-1"], "--sigma is -1, allowed: finite numbers from 0 on"),
    (
      ["almgren-chriss", "--periods", "0"],
      "--periods was '0', allowed: whole numbers from 1 to 100000"
    ),
    (
      ["almgren-chriss", "--lambda", "-1.1e-6"],
      "--lambda is -1.1e-06, allowed: numbers above -1.005173714e-06; from there down the cost has "
        + "no least value"
    ),
    (
      ["almgren-chriss", "--lambda", "nan"],
      "--lambda was 'nan', allowed: finite decimal numbers"
    ),
    (
      ["almgren-chriss", "--shares", "1e200"],
      "expected_cost is not finite with these parameters, allowed: parameters nearer to the "
        + "published ones"
    ),
    (
      ["hawkes", "--alpha", "0.9"],
      "--beta is 0.8, allowed: numbers above alpha = 0.9; from there down the intensity grows "
        + "without end"
    ),
    (
      ["avellaneda-stoikov", "--horizon", "1e300"],
      "--dt is 0.005, allowed: the horizon divided by a whole number from 1 to 20000"
    ),
    (
      ["cont-stoikov-talreja", "--arrivals", "1,x"],
      "--arrivals was '1,x', allowed: finite decimal numbers with commas between them"
    ),
    (["cont-stoikov-talreja", "--tail", "1"], "--tail is a list of 1, allowed: 2 numbers"),
    (["kyle", "--sigma-u", "0"], "--sigma-u is 0, allowed: finite numbers above 0"),
  ])
  func `a wrong parameter is told with what is allowed`(words: [String], message: String) async {
    let result = await run(words)
    #expect(result.code == .wrongInput)
    #expect(result.output.isEmpty)
    let first = result.errors.split(separator: "\n").first.map(String.init)
    #expect(first == "marketlab theory \(words[0]): \(message)")
  }

  @Test func `an unknown model names the nearest`() async {
    let result = await run(["kyel"])
    #expect(result.code == .wrongInput)
    #expect(result.errors.contains("did you mean 'kyle'?"))
  }
}

/// What a command printed.
private final class Recording: Sendable {
  private let texts = Mutex((output: "", errors: ""))

  var output: String { texts.withLock { $0.output } }
  var errors: String { texts.withLock { $0.errors } }

  func add(_ text: String, isError: Bool) {
    texts.withLock { texts in
      if isError { texts.errors += text } else { texts.output += text }
    }
  }
}
