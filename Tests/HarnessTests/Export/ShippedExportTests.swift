import Foundation
import Scenarios
import SimKernel
import TestSupport
import Testing

@testable import Harness

/// Every scenario of the repository, exported and replayed.
struct ShippedExportTests {
  private static let collection: GoldenCollection = {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return GoldenCollection(root: root.path, isReadOnly: true)
  }()

  @Test func `every row of every shipped scenario replays`() throws {
    let folder = try TemporaryFolder()
    for name in try Self.collection.scenarios() {
      var overrides = ["record.lobster=5"]
      if !isFullScale {
        overrides.append("clock.end=\(Self.end(name))")
      }
      let setup = try RunSetup(
        path: Self.collection.scenarioPath(name), overrides: overrides)
      let run = try RunFolder(folder.url.appendingPathComponent(name).path)
      _ = try run.run(setup, Runner.Options())
      try replay("\(run.path)/lobster", depth: 5)
      let all = folder.url.appendingPathComponent(name + "-all").path
      _ = try RunExport(run: run.path).write(.lobster(depth: 1, keepsAllMessages: true), to: all)
      try replay(all, depth: 1)
    }
  }

  /// The end of a short run in which enough happens: some scenarios take their time.
  private static func end(_ name: String) -> String {
    switch name {
    case "order_types": "09:30:08"
    case "speed_race": "09:40:00"
    default: name.hasPrefix("rmsc04") ? "09:31:30" : "09:30:03"
    }
  }

  private func replay(_ folder: String, depth: Int) throws {
    var compared = 0
    for name in try InputFile.names(in: folder) where name.contains("_message_") {
      let report = try LobsterReplay.compare(
        messages: "\(folder)/\(name)",
        book: "\(folder)/\(name.replacing("_message_", with: "_orderbook_"))", depth: depth)
      #expect(
        report.checks.allSatisfy { $0.equal == $0.compared },
        "\(name): \(report.firstDifference ?? "")")
      compared += report.checks[0].compared
    }
    #expect(compared > 20, "\(folder)")
  }
}
