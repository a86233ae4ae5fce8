import Foundation
import TestSupport
import Testing

@testable import Harness

/// A file of output takes the place of a plain file or of nothing.
struct OutputFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.url.appendingPathComponent(name).path }

  /// Something of each kind that is no plain file.
  private func others() throws -> [(path: String, kind: String)] {
    try FileManager.default.createDirectory(
      atPath: path("folder"), withIntermediateDirectories: false)
    let target = try folder.write("target", text: "untouched")
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: target)
    try #require(mkfifo(path("pipe"), 0o600) == 0)
    return [
      (path("folder"), "a folder"), (path("link"), "a symbolic link"),
      (path("pipe"), "neither a file nor a folder"), ("/dev/null", "neither a file nor a folder"),
    ]
  }

  @Test func `a file is put into the place of another one, or of nothing`() throws {
    let old = try folder.write("old", text: "before")
    for output in [old, path("new")] {
      try OutputPath.check(output, of: "--out", apartFrom: [path("input")])
      try OutputFile.replace(output, with: "after")
      #expect(try String(contentsOfFile: output, encoding: .utf8) == "after")
      #expect(PathKind(of: output + ".partial") == .absent)
    }
  }

  @Test func `what is no plain file is not replaced`() throws {
    for (path, kind) in try others() {
      let failure = #expect(throws: FileFailure.self) {
        try OutputFile.replace(path, with: "text")
      }
      #expect(
        failure?.description
          == "\(path): cannot replace: it is \(kind); allowed is a file or nothing")
      #expect(failure?.isAboutPath == true)
      #expect(PathKind(of: path).rawValue == kind)
      #expect(PathKind(of: path + ".partial") == .absent)
    }
    #expect(try String(contentsOfFile: path("target"), encoding: .utf8) == "untouched")
  }

  @Test func `a path is refused before the work, with its option`() throws {
    for (path, kind) in try others() {
      let mistake = #expect(throws: OutputMistake.self) {
        try OutputPath.check(path, of: "--out", apartFrom: [])
      }
      #expect(
        mistake?.description
          == "--out was '\(path)', \(kind); allowed is the path of a file, new or to be replaced")
    }
    let lost = #expect(throws: OutputMistake.self) {
      try OutputPath.check("/no-such-folder/x", of: "--out", apartFrom: [])
    }
    #expect(
      lost?.description == "--out was '/no-such-folder/x': there is no folder /no-such-folder")
  }

  @Test func `an input is known by whatever name it is called`() throws {
    let input = try folder.write("input", text: "x")
    let hard = path("hard")
    try FileManager.default.linkItem(atPath: input, toPath: hard)
    let dotted = folder.url.path + "/./input"
    for output in [input, hard, dotted] {
      let mistake = #expect(throws: OutputMistake.self) {
        try OutputPath.check(output, of: "--out", apartFrom: ["/none", input])
      }
      #expect(
        mistake?.description
          == "--out was '\(output)', an input of this command; allowed is another file")
    }
    try OutputPath.check(path("other"), of: "--out", apartFrom: ["/none", input, "-"])
  }

  @Test func `the file beside it that is written first is no input either`() throws {
    let input = try folder.write("x.partial", text: "x")
    let mistake = #expect(throws: OutputMistake.self) {
      try OutputPath.check(path("x"), of: "--out", apartFrom: [input])
    }
    #expect(
      mistake?.description
        == "--out was '\(path("x"))', which is written as '\(input)' first, an input of this "
        + "command; allowed is another file")
  }
}
