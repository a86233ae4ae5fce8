import Foundation
import Harness
import Scenarios
import TestSupport
import Testing

/// What is said about a file that a scenario on the disk includes.
struct IncludedFileTests {
  private static let allowed = "allowed is the path of a scenario file, from the folder of this one"

  private func message(_ text: String) throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.write("main.yaml", text: text)
    _ = try folder.write("list.yaml", text: "- a")
    let error = #expect(throws: ScenarioError.self) { try RunSetup(path: path) }
    return (error?.description ?? "").replacing(folder.url.path, with: "DIR")
  }

  @Test func `a missing file is named once`() throws {
    #expect(
      try message("include: gone.yaml")
        == "DIR/main.yaml:1:10: 'DIR/gone.yaml' cannot be read: No such file or directory, "
        + Self.allowed)
  }

  @Test func `a folder is no file`() throws {
    #expect(
      try message("include: ./")
        == "DIR/main.yaml:1:10: 'DIR' cannot be read: Is a directory, "
        + Self.allowed)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["include: pipe.yaml", "include: /dev/zero"])
  func `a pipe and a device are refused and not waited for`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("main.yaml", text: text)
    try #require(mkfifo(folder.url.appendingPathComponent("pipe.yaml").path, 0o600) == 0)
    let error = #expect(throws: ScenarioError.self) { try RunSetup(path: path) }
    let message = error?.description ?? ""
    #expect(message.contains("cannot be read: it is neither a file nor a folder, "), "\(message)")
  }

  @Test(.timeLimit(.minutes(1)))
  func `a table that is a pipe is refused and not waited for`() throws {
    let folder = try TemporaryFolder()
    let text = """
      clock: {start: "09:30:00", end: "09:31:00"}
      instruments: [{symbol: ABM, tick: 0.01, currency: USD, open_price: 10.00}]
      venues: [{name: XLIT}]
      latency: {desk: {distribution: empirical, file: wire.csv}}
      agents: []
      """
    let path = try folder.write("main.yaml", text: text)
    try #require(mkfifo(folder.url.appendingPathComponent("wire.csv").path, 0o600) == 0)
    let error = #expect(throws: ScenarioError.self) { try RunSetup(path: path) }
    #expect(
      error?.description.replacing(folder.url.path, with: "DIR")
        == "DIR/main.yaml:4:49: file 'DIR/wire.csv' cannot be read: it is neither a file nor a "
        + "folder, allowed is the path of a CSV file with the header probability,latency_ns")
  }

  @Test func `a file that is no mapping is a fault in that file`() throws {
    #expect(
      try message("include: list.yaml")
        == "DIR/list.yaml:1:1: the included file 'DIR/list.yaml' is a list, "
        + "allowed is a mapping with the keys of a scenario")
  }

  @Test func `a file that includes itself is a circle`() throws {
    #expect(
      try message("include: ./main.yaml")
        == "DIR/main.yaml:1:10: 'DIR/main.yaml' includes itself by DIR/main.yaml -> "
        + "DIR/main.yaml, allowed are files without a circle")
  }
}
