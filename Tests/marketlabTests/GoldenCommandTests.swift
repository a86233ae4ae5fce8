import Foundation
import Harness
import Scenarios
import Testing

/// The golden commands of the built executable in a folder of scenarios.
struct GoldenCommandTests {
  private static let scenario = """
    seed: 42
    clock: {start: "09:30:00", end: "09:30:02"}
    instruments:
      - {symbol: ABM, tick: 0.01, lot: 1, currency: USD, open_price: 100.00}
    venues:
      - {name: XLIT, kind: lit}
    agents:
      - {name: noise, type: noise, count: 5, latency: retail, wake_every: 500 ms}
    """

  private let program: BuiltProgram

  init() throws {
    program = try BuiltProgram()
    for name in ["broken", "new", "sound"] {
      try program.write(Self.scenario, to: "scenarios/\(name).yaml")
    }
  }

  private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: text) }

  private func items(_ value: JSONValue?) -> [JSONValue] {
    if case .array(let items)? = value { items } else { [] }
  }

  @Test func `a check goes on after a scenario that cannot be run`() throws {
    let accepted = try program.shell(#""$0" golden accept broken sound --json"#)
    #expect(accepted.status == 0, "\(accepted.errors)")
    #expect(
      items(try json(accepted.output)["accepted"]).map { $0["name"] } == ["broken", "sound"])
    try program.write("sed: 42", to: "scenarios/broken.yaml")
    let checked = try program.shell(#""$0" golden check --json"#)
    #expect(checked.status == 1)
    let verdicts = items(try json(checked.output)["goldens"])
    #expect(verdicts.map { $0["name"] } == ["broken", "new", "sound"])
    #expect(verdicts.map { $0["status"] } == ["failed", "missing", "ok"])
    let text = try program.shell(#""$0" golden check"#).output
    #expect(text.contains("broken: failed\n  scenarios/broken.yaml:1:1: "), "\(text)")
    #expect(text.contains("if it is meant: \(program.executable.path) golden accept new\n"))
    #expect(text.hasSuffix("1 of 3 goldens are equal\n"), "\(text)")
  }

  @Test func `what accepting would change is JSON where wanted`() throws {
    #expect(try program.shell(#""$0" golden accept broken new sound"#).status == 0)
    let edited = Self.scenario.replacingOccurrences(of: "seed: 42", with: "seed: 43")
    try program.write(edited, to: "scenarios/new.yaml")
    let difference = try program.shell(#""$0" golden diff --json"#)
    #expect(difference.status == 1)
    let entries = items(try json(difference.output))
    #expect(entries.map { $0["equal"] } == [true, false, true])
    #expect(items(entries[0]["lines"]).isEmpty)
    #expect(items(entries[1]["lines"]).contains("+ seed 43, 09:30:00 to 09:30:02"))
  }

  @Test func `a difference goes on after a scenario that cannot be run`() throws {
    #expect(try program.shell(#""$0" golden accept broken sound"#).status == 0)
    try program.write("sed: 42", to: "scenarios/broken.yaml")
    let shown = try program.shell(#""$0" golden diff --json"#)
    #expect(shown.status == 1)
    let entries = items(try json(shown.output))
    #expect(entries.map { $0["name"] } == ["broken", "new", "sound"])
    #expect(entries.map { $0["status"] } == ["failed", "missing", "ok"])
    let text = try program.shell(#""$0" golden diff"#).output
    #expect(text.hasPrefix("broken: failed\n  scenarios/broken.yaml:1:1: "), "\(text)")
    #expect(text.contains("\n--- golden/new/summary.txt\n"), "\(text)")
  }

  @Test func `a difference of nothing is no success`() throws {
    #expect(try program.shell(#""$0" golden accept sound && rm scenarios/*"#).status == 0)
    let shown = try program.shell(#""$0" golden diff"#)
    #expect(shown.status == 1)
    #expect(shown.output.hasPrefix("sound: unreferenced\n"), "\(shown.output)")
  }

  @Test func `accepting needs a name, and a place for the golden`() throws {
    let none = try program.shell(#""$0" golden accept"#)
    #expect(none.status == 2)
    #expect(none.errors.hasPrefix("marketlab golden accept: NAME is missing\nusage: "))
    #expect(none.errors.contains(" golden accept NAME... [--json]\n"), "\(none.errors)")
    let file = try program.shell(#"touch golden && "$0" golden accept sound"#)
    #expect(file.status == 2)
    #expect(file.errors == "golden is a file, allowed is a folder, or nothing, to be made one\n")
  }

  @Test func `a refusal to accept is in the JSON`() throws {
    try program.write("sed: 42", to: "scenarios/broken.yaml")
    let refused = try program.shell(#""$0" golden accept sound broken new --json"#)
    #expect(refused.status == 2)
    let value = try json(refused.output)
    #expect(items(value["accepted"]).map { $0["name"] } == ["sound"])
    #expect(value["refusal"] != .null)
    #expect(refused.errors.contains("scenarios/broken.yaml:1:1"), "\(refused.errors)")
  }
}
