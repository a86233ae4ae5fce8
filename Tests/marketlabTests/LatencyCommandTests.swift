import Foundation
import Harness
import Scenarios
import TestSupport
import Testing

@testable import marketlab

/// `marketlab latency`: what it prints, and what it says about wrong questions.
struct LatencyCommandTests {
  private let path: String

  init() throws {
    let text =
      SmallMarket.text(until: "09:30:20", wakeEvery: "1 s")
      + "\n  - {name: me, type: observer, latency: colo}\n"
    path = try TemporaryFolder().write("sample.yaml", text: text)
  }

  private func run(_ words: String...) async -> (code: ExitCode, session: CommandSession) {
    let session = CommandSession()
    return (await session.run(["latency"] + words), session)
  }

  private static let order = ["--at", "09:30:10", "--order", "buy 3 @ 100.00"]

  @Test func `it prints a table of the profiles and one of their differences`() async throws {
    let session = CommandSession()
    let code = await session.run(
      ["latency", path, "--agent", "me", "--futures", "4", "--horizon", "2 s"] + Self.order)
    #expect(code == .done, "\(session.errors)")
    #expect(session.output.hasPrefix("buy 3 @ 100.00 by me/0 in ABM at XLIT, 09:30:10, mid "))
    for text in ["colo", "adversarial", "retail - cloud", "slippage, ticks", "lots ahead"] {
      #expect(session.output.contains(text), "\(text)\n\(session.output)")
    }
  }

  @Test func `its JSON is the same each time`() async throws {
    let words =
      [
        "latency", path, "--agent", "me", "--futures", "3", "--profiles", "colo,retail", "--json",
        "--seed", "9",
      ] + Self.order
    let (first, second) = (CommandSession(), CommandSession())
    #expect(await first.run(words) == .done, "\(first.errors)")
    #expect(await second.run(words) == .done)
    #expect(first.output == second.output)
    let json = try JSONValue(parsing: first.output)
    #expect(json["seed"] == 9)
    guard case .array(let profiles)? = json["profiles"] else {
      Issue.record("no profiles")
      return
    }
    #expect(profiles.map { $0["name"] } == [.string("colo"), .string("retail")])
    #expect(profiles[0]["fill_probability"]?["branches"] == 3)
  }

  @Test(arguments: [
    (["--agent", "mee"], "--agent was 'mee', allowed: noise, me, did you mean 'me'?"),
    (["--agent", "noise"], "--agent was 'noise', a group of 20, allowed: one of them, noise/0 to"),
    (["--at", "09:30:20"], "--at was '09:30:20', allowed: times of day from 09:30:00 to before"),
    (["--at", "noon"], "--at was 'noon', allowed: times of day"),
    (["--order", "buy 3 @ 100.005"], "word 4: found '100.005', allowed: market, or a price in"),
    (["--profiles", "colo,clod"], "--profiles was 'clod', allowed: colo, proximity, cloud"),
    (["--profiles", "colo,colo"], "--profiles has 'colo' twice"),
    (["--venue", "XLAT"], "--venue was 'XLAT', allowed: XLIT, did you mean 'XLIT'?"),
    (["--instrument", "ABC"], "--instrument was 'ABC', allowed: ABM"),
    (["--horizon", "5"], "--horizon was '5', allowed: durations up to 24 h"),
    (["--futures", "1"], "--futures was '1', allowed: whole numbers from 2"),
  ])
  func `a wrong question ends with code 2 and says what is allowed`(
    words: [String], message: String
  ) async {
    let session = CommandSession()
    let usual = [
      "--agent", "me", "--futures", "2", "--at", "09:30:10", "--order", "buy 3 @ 100.00",
    ]
    let option = usual.firstIndex(of: words[0])
    let rest = option.map { Array(usual[..<$0] + usual[($0 + 2)...]) } ?? usual
    let code = await session.run(["latency", path] + rest + words)
    #expect(code == .wrongInput)
    #expect(session.errors.contains(message), "\(session.errors)")
    #expect(session.output.isEmpty)
  }

  @Test func `what is left out is named`() async {
    let (code, session) = await run(path, "--at", "09:30:10", "--order", "buy 3 @ 100.00")
    #expect(code == .wrongInput)
    #expect(session.errors.contains("--agent is missing, allowed is the name of an agent"))
  }
}
