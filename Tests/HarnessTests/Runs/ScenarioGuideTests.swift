import Foundation
import SimKernel
import TestSupport
import Testing

@testable import Harness
@testable import Scenarios

/// docs/scenarios.md says what is so: its examples are read and run, its keys are the format's.
struct ScenarioGuideTests {
  private static func guide() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/scenarios.md"), encoding: .utf8)
  }

  /// The fenced blocks of one kind.
  private static func blocks(_ kind: String) throws -> [String] {
    try guide().components(separatedBy: "```\(kind)\n").dropFirst().map { text in
      text.components(separatedBy: "```")[0]
    }
  }

  private static func read(_ text: String, over base: String, set: [String] = []) throws -> Scenario
  {
    try ScenarioReader.standard.read(
      Array(text.utf8), file: "s.yaml", overrides: set.map { try ScenarioOverride($0) }
    ) { path in
      #expect(path == "complete.yaml")
      return Array(base.utf8)
    }
  }

  @Test func `the complete example runs and trades`() throws {
    let text = try #require(try Self.blocks("yaml").first)
    var simulation = try Simulation(SimulationPlan(try Self.read(text, over: "")))
    #expect(simulation.advance(until: .end) == .finished)
    simulation.checkInvariants()
    #expect(simulation.tradeCount > 3)
  }

  @Test func `every other example is sound over the complete one and changes it`() throws {
    let examples = try Self.blocks("yaml")
    #expect(examples.count == 14)
    let whole = examples[0]
    let complete = try Self.read(whole, over: "")
    for example in examples.dropFirst() {
      let head = example.hasPrefix("include:") ? "" : "include: complete.yaml\n"
      #expect(try Self.read(head + example, over: whole) != complete, "\(example)")
    }
  }

  @Test func `every override of the guide is applied`() throws {
    let whole = try #require(try Self.blocks("yaml").first)
    let complete = try Self.read(whole, over: "")
    let lines = try #require(try Self.blocks("text").first).split(separator: "\n")
    #expect(lines.count == 5)
    for line in lines {
      let assignment = String(line.dropFirst("--set ".count)).replacing("'", with: "")
      #expect(try Self.read(whole, over: "", set: [assignment]) != complete, "\(line)")
    }
  }

  @Test func `every key of the format is in the guide`() throws {
    let guide = try Self.guide()
    let sections = [
      ScenarioFormat.root, ScenarioFormat.clock, ScenarioFormat.instrument, ScenarioFormat.venue,
      ScenarioFormat.fees, ScenarioFormat.fundamentals, ScenarioFormat.fundamental,
      ScenarioFormat.factor, ScenarioFormat.shock, ScenarioFormat.randomShocks,
      ScenarioFormat.agent, ScenarioFormat.latencyProfile,
      ScenarioFormat.latencyPiece, ScenarioFormat.congestion, ScenarioFormat.decision,
      ScenarioFormat.limits, ScenarioFormat.record, ScenarioFormat.regimes, ScenarioFormat.regime,
      ScenarioFormat.regimeStep, ScenarioFormat.sojourn, ScenarioFormat.seasonality,
      ScenarioFormat.seasonU, ScenarioFormat.seasonStep,
    ]
    for field in sections.flatMap(\.fields) {
      #expect(guide.contains("`\(field.name)`"), "\(field.name)")
    }
    for profile in BuiltInLatency.table { #expect(guide.contains("`\(profile.name)`")) }
    for model in LatencyCatalog.standard {
      let row = guide.split(separator: "\n").first { $0.hasPrefix("| `\(model.name)` |") }
      for parameter in model.parameters {
        #expect(row?.contains("`\(parameter.name)`") == true, "\(parameter.name)")
      }
    }
  }

  @Test func `every default in a table of the guide is the format's`() throws {
    let rows = try Self.guide().split(separator: "\n").filter { $0.hasPrefix("| `") }
    for field in [ScenarioFormat.limits, ScenarioFormat.record].flatMap(\.fields) {
      let row = rows.first { $0.hasPrefix("| `\(field.name)` |") }
      let last = try #require(row).split(separator: "|").last?.filter { !" `".contains($0) }
      #expect(last == "\(field.defaultValue)", "\(field.name)")
    }
  }
}
