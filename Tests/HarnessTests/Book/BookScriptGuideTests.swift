import Agents
import Foundation
import Harness
import TestSupport
import Testing

/// The examples of docs/bookscript.md are played as they stand.
struct BookScriptGuideTests {
  /// The fenced blocks of one kind in the guide.
  private static func blocks(_ kind: String) throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let guide = try String(contentsOf: root.appending(path: "docs/bookscript.md"), encoding: .utf8)
    return guide.components(separatedBy: "```\(kind)\n").dropFirst().map { text in
      text.components(separatedBy: "```")[0]
    }
  }

  @Test func `every example of the guide goes as it says`() throws {
    let examples = try Self.blocks("bookscript")
    #expect(examples.count == 5)
    for example in examples { try bookScript(example) }
  }

  @Test func `the faults of the guide are reported as it says`() throws {
    let faulty = try #require(try Self.blocks("bookscript-faults").first)
    let expected = try #require(try Self.blocks("text").first)
    let faults = #expect(throws: BookScriptFaults.self) { try BookScript(parsing: faulty) }
    #expect((faults?.description ?? "") + "\n" == expected)
  }
}
