import Agents
import SimKernel
import Testing

@testable import Scenarios

/// Faults of a script are placed in the scenario file, as far as its text stands there as written.
struct ScriptFaultTests {
  private static let frame = """
    clock: {start: "09:30:00", end: "10:00:00"}
    instruments: [{symbol: ABM, tick: 0.01, currency: USD, open_price: 10.00}]
    venues: [{name: XLIT}]
    agents:
      - name: story
        type: scripted
        latency: colo
    """
  private static let allowed =
    "allowed is 09:30:00 to 10:00:00, while the scenario's clock runs"
  private static let unknownVerb = "found \"byu\", expected a verb: buy, sell, cancel"

  private static func faults(
    _ script: String, set assignments: [String] = [], files: [String: String] = [:]
  ) -> [String] {
    let reader = ScenarioReader(agentTypes: AgentCatalog.standard.map(\.declaration))
    do throws(ScenarioError) {
      var overrides: [ScenarioOverride] = []
      for assignment in assignments { overrides.append(try ScenarioOverride(assignment)) }
      _ = try reader.read(
        Array((frame + "\n" + script).utf8), file: "s.yaml", overrides: overrides)
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }

  private static func hasOne(_ faults: [String], _ start: String) -> Bool {
    faults.count == 1 && faults[0].hasPrefix(start)
  }

  @Test(arguments: [
    // Without an explicit indent, behind a remark, after blank lines, and with an indent given.
    ("    script: |\n      byu B1 5", "s.yaml:9:7: "),
    ("    script: |  # a remark\n      at 09:30:00\n      byu B1 5\n", "s.yaml:10:7: "),
    ("    script: |-\n\n  \n          at 09:30:00 byu B1 5\n", "s.yaml:11:23: "),
    ("    script: |4\n          at 09:30:00 byu B1 5\n", "s.yaml:9:23: "),
    ("    script: |\r\n      at 09:30:00\r\n      # é\r\n      byu B1\r\n", "s.yaml:11:7: "),
    ("    # é\u{85}    # two lines\n    script: |\n      byu B1 5", "s.yaml:11:7: "),
  ])
  func `a fault of a literal block has the line and column of the file`(
    script: String, place: String
  ) {
    let found = Self.faults(script)
    #expect(Self.hasOne(found, place + Self.unknownVerb), "\(found)")
  }

  @Test(arguments: [
    (
      "    script: >\n      at 09:30:00\n\n      byu B1 5\n",
      "s.yaml:8:13: script, line 2, column 1: "
    ),
    ("    script: \"at 09:30:00\\nbyu B1\"\n", "s.yaml:8:13: script, line 2, column 1: "),
    ("    script: at 09:30:00 byu B1 5\n", "s.yaml:8:13: script, line 1, column 13: "),
  ])
  func `a fault of any other text has the place of the text and its own line and column`(
    script: String, place: String
  ) {
    let found = Self.faults(script)
    #expect(Self.hasOne(found, place + Self.unknownVerb), "\(found)")
  }

  @Test func `a fault of a script from the command line names the argument`() {
    let argument = "agents.story.script=byu B1 5"
    let found = Self.faults("    script: ''", set: [argument])
    #expect(
      Self.hasOne(
        found, "--set \(argument): script, line 1, column 1: " + Self.unknownVerb), "\(found)")
  }

  @Test func `lines from the clock's start to its end are sent`() {
    let script = "    script: |\n      at 09:30:00 buy B1 5\n      at 10:00:00 sell A1 5\n"
    #expect(Self.faults(script) == [])
  }

  @Test func `a line before the clock's start or after its end is a fault, once for each time`() {
    let lines = [
      "buy B0 5", "cancel B0", "at 09:29:59.999999999 buy B1 5", "at 09:30:00 buy B2 5",
      "  advance 31 min", "buy B3 5",
    ]
    let script = "    script: |\n" + lines.map { "      \($0)\n" }.joined()
    #expect(
      Self.faults(script) == [
        "s.yaml:9:7: the time is 00:00:00, \(Self.allowed); begin with 'at'",
        "s.yaml:11:7: the time is 09:29:59.999999999, \(Self.allowed)",
        "s.yaml:13:9: the time is 10:01:00, \(Self.allowed)",
      ])
  }

  @Test func `an end from the command line cuts scripts short and is no fault`() {
    let script = "    script: |\n      at 09:59:00 buy B1 5\n"
    #expect(Self.faults(script, set: ["clock.end=\"09:40:00\""]) == [])
    #expect(
      Self.faults(script, set: ["clock={start: \"09:30:00\", end: \"09:40:00\"}"]) == [])
    #expect(Self.faults(script, set: ["clock.start=\"09:59:30\""]).count == 1)
  }

  @Test func `a verb that is not for an agent is a fault with its place`() {
    #expect(
      Self.faults("    script: |\n      at 09:30:00\n        show\n") == [
        "s.yaml:10:9: 'show' is for marketlab book"
      ])
  }
}
