import Agents
import Foundation
import Scenarios
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// docs/agents.md says what is so: its code is compiled, its scenario runs.
struct AgentGuideTests {
  private static let here = URL(filePath: #filePath).deletingLastPathComponent()

  private static func guide() throws -> String {
    var root = here
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return try String(contentsOf: root.appending(path: "docs/agents.md"), encoding: .utf8)
  }

  private static func blocks(_ kind: String) throws -> [String] {
    try guide().components(separatedBy: "```\(kind)\n").dropFirst().map { text in
      text.components(separatedBy: "```")[0]
    }
  }

  private static func file(_ name: String) throws -> String {
    try String(contentsOf: here.appending(path: name), encoding: .utf8)
  }

  @Test func `the guide's code is what is compiled here`() throws {
    let blocks = try Self.blocks("swift")
    try #require(blocks.count >= 2)
    #expect(try blocks[0] == Self.file("DipBuyer.swift"))
    #expect(try blocks[1] == Self.file("DipMarket.swift"))
  }

  @Test func `the guide's scenario runs with the guide's agent, which trades`() throws {
    let folder = try TemporaryFolder()
    let text = try #require(try Self.blocks("yaml").first)
    let path = try folder.write("dips.yaml", text: text)
    #expect(try dipBuyerCash(scenario: path) != 0)
  }

  @Test func `without one's own catalog the type is unknown, and its key is checked with it`()
    throws
  {
    let text = try #require(try Self.blocks("yaml").first)
    let standard = #expect(throws: ScenarioError.self) {
      try ScenarioReader.standard.read(Array(text.utf8), file: "dips.yaml")
    }
    #expect("\(try #require(standard))".contains("dip_buyer"))
    let own = ScenarioReader(
      agentTypes: (AgentCatalog.standard + [.dipBuyer]).map(\.declaration))
    let wrong = #expect(throws: ScenarioError.self) {
      try own.read(Array(text.replacing("dip: 4", with: "dip: 0").utf8), file: "dips.yaml")
    }
    #expect("\(try #require(wrong))".contains("allowed is an integer from 1 to 10000"))
  }
}
