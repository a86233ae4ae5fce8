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
