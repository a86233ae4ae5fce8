import Foundation
import Harness
import Synchronization
import Testing

@testable import marketlab

/// docs/theory.md says what is so: its commands print what stands below them.
struct TheoryGuideTests {
  private static func guide() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/theory.md"), encoding: .utf8)
  }

  @Test func `every command of the guide prints what the guide shows`() async throws {
    let blocks = try Self.guide().components(separatedBy: "```console\n").dropFirst()
    #expect(blocks.count == TheoryCatalog.standard.count + 5)
    for block in blocks {
      let text = block.components(separatedBy: "```")[0]
      let line = String(text.prefix { $0 != "\n" })
      let output = Mutex("")
      let console = Console(
        isInteractive: false, writeOutput: { text in output.withLock { $0 += text } },
        writeError: { text in output.withLock { $0 += text } })
      let words = line.split(separator: " ").dropFirst(2).map(String.init)
      let program = Program(commands: CommandCatalog.standard, console: console)
      let code = await program.run(words)
      #expect(code == .done || code == .wrongInput, "\(line)")
      #expect(output.withLock { $0 } == String(text.dropFirst(line.count + 1)), "\(line)")
    }
  }

  @Test func `the guide has every model`() throws {
    let guide = try Self.guide()
    for entry in TheoryCatalog.standard { #expect(guide.contains("`\(entry.name)`\n")) }
  }
}
